"""The tables of casework, one file for each subject."""

from gongkai.casework.models.applicants import (
    Agent,
    Applicant,
    JointApplicant,
    PersonalData,
)
from gongkai.casework.models.applications import (
    LISTED,
    OPEN,
    STANDING_COLUMNS,
    STANDING_DATES,
    UNCONFIRMED,
    ApplicantKind,
    Application,
    ApplicationSet,
    Assistance,
    DeliveryMode,
    KeptClock,
    WantedForm,
    WantedWay,
    due_between,
    overdue_on,
    suspended_on,
)
from gongkai.casework.models.case_events import (
    CaseEvent,
    NumberCounter,
)
from gongkai.casework.models.case_files import (
    CaseFile,
    CaseFileKind,
)
from gongkai.casework.models.letters import (
    Delivery,
    Letter,
    LetterCounter,
    LetterNumbering,
    LetterTemplate,
)
from gongkai.casework.models.online import (
    OPENABLE,
    PROOF_KINDS,
    DraftProof,
    EndedByOffer,
    OnlineCount,
    OnlineFiling,
    OpenChannel,
)

__all__ = [
    "LISTED",
    "OPEN",
    "OPENABLE",
    "PROOF_KINDS",
    "STANDING_COLUMNS",
    "STANDING_DATES",
    "UNCONFIRMED",
    "Agent",
    "Applicant",
    "ApplicantKind",
    "Application",
    "ApplicationSet",
    "Assistance",
    "CaseEvent",
    "CaseFile",
    "CaseFileKind",
    "Delivery",
    "DeliveryMode",
    "DraftProof",
    "EndedByOffer",
    "JointApplicant",
    "KeptClock",
    "Letter",
    "LetterCounter",
    "LetterNumbering",
    "LetterTemplate",
    "NumberCounter",
    "OnlineCount",
    "OnlineFiling",
    "OpenChannel",
    "PersonalData",
    "WantedForm",
    "WantedWay",
    "due_between",
    "overdue_on",
    "suspended_on",
]
