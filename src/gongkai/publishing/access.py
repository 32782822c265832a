"""Who may do what to an item, and whether an office has somebody who only reviews secrecy."""

from collections.abc import Mapping
from datetime import date

from gongkai.agencies.access import can
from gongkai.agencies.models import Agency, Person, Post, Tenure
from gongkai.agencies.roles import standard
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


def other_reviewer(agency: Agency, *, besides: tuple[Person, ...], on: date) -> Person | None:
    """Give somebody posted in the agency to review secrecy who is none of these people, or None."""
    posts = Post.objects.on(on).filter(agency=agency, role__in=standard().granting(PERMISSIONS["review"]))
    held = Tenure.objects.on(on).filter(post__in=posts, person__is_active=True).exclude(person__in=besides)
    tenure = held.select_related("person").first()
    return tenure.person if tenure else None
