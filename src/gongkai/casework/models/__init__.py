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

__all__ = [
    "LISTED",
    "OPEN",
    "STANDING_COLUMNS",
    "STANDING_DATES",
    "UNCONFIRMED",
    "Agent",
    "Applicant",
    "ApplicantKind",
    "Application",
    "ApplicationSet",
    "CaseEvent",
    "CaseFile",
    "CaseFileKind",
    "Delivery",
    "DeliveryMode",
    "JointApplicant",
    "KeptClock",
    "Letter",
    "LetterCounter",
    "LetterNumbering",
    "LetterTemplate",
    "NumberCounter",
    "PersonalData",
    "WantedForm",
    "WantedWay",
    "due_between",
    "overdue_on",
    "suspended_on",
]
