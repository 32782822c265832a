"""Who may do what to the report of an agency-year."""

from collections.abc import Mapping
from datetime import date

from gongkai.agencies.access import can
from gongkai.agencies.models import Agency, Person

PERMISSIONS: Mapping[str, str] = {
    "enter": "reporting.enter",
    "write": "reporting.compile",
    "compile": "reporting.compile",
    "publish": "reporting.publish",
    "check": "reporting.check",
}


def may(person: Person, verb: str, agency: Agency, on: date) -> bool:
    """Tell whether a person may do a verb to the reports of an agency on a day."""
    return can(person, PERMISSIONS[verb], agency, on)
