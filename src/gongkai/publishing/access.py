"""Who may do what to an item."""

from collections.abc import Mapping
from datetime import date

from gongkai.agencies.access import can
from gongkai.agencies.models import Person
from gongkai.publishing.models import Item

PERMISSIONS: Mapping[str, str] = {
    "column": "publishing.release",
    "draft": "publishing.draft",
    "submit": "publishing.draft",
    "review": "publishing.review",
    "receive_ruling": "publishing.review",
    "return": "publishing.release",
    "release": "publishing.release",
    "import": "publishing.release",
    "withdraw": "publishing.release",
}


def may(person: Person, verb: str, item: Item, on: date) -> bool:
    """Tell whether a person may do a verb to an item on a day; whether it is lawful is the law's question."""
    return can(person, PERMISSIONS[verb], item.agency, on)
