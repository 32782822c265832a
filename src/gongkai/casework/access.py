"""Who may do what to an application: each verb of the lifecycle asks for one permission of roles.toml."""

from collections.abc import Mapping
from datetime import date

from gongkai.agencies.access import can
from gongkai.agencies.models import Person
from gongkai.casework.models import Application

PERMISSIONS: Mapping[str, str] = {
    "register": "casework.register",
    "assign": "casework.assign",
    "claim": "casework.decide",
    "give_back": "casework.decide",
    "hand_over": "agencies.staff",
    "split": "casework.register",
    "tell_apart": "casework.decide",
    "confirm": "casework.register",
    "ask_supplement": "casework.decide",
    "receive_supplement": "casework.register",
    "extend": "casework.decide",
    "consult": "casework.decide",
    "end_consultation": "casework.register",
    "ask_fee": "casework.decide",
    "note_fee_delivery": "casework.register",
    "receive_fee": "casework.register",
    "ask_reason": "casework.decide",
    "receive_reason": "casework.decide",
    "draft": "casework.decide",
    "submit": "casework.decide",
    "return": "casework.approve",
    "approve": "casework.approve",
    "reopen": "casework.approve",
    "deliver": "casework.deliver",
    "withdraw": "casework.register",
    "lapse": "casework.decide",
    "archive": "casework.register",
    "propose": "casework.decide",
    "import": "casework.register",
    "attach": "casework.decide",
    "write_letter": "casework.decide",
    "issue_letter": "casework.decide",
    "issue_decision": "casework.deliver",
    "keep_register": "casework.deliver",
    "read": "casework.read",
    "read_applicant": "casework.personal",
}


def may(person: Person, verb: str, application: Application, on: date) -> bool:
    """Tell whether a person may do a verb to an application on a day; whether it is lawful is the law's question."""
    return can(person, PERMISSIONS[verb], application.agency, on)
