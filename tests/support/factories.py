"""Made-up agencies and people (示例), made through the actions of the product."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gongkai.agencies import actions
from gongkai.agencies.models import Agency, Person
from gongkai.agencies.roles import standard

LONG_AGO = date(2019, 5, 15)
AT = datetime(2019, 5, 15, 1, 0, tzinfo=UTC)
PASSWORD = "shili-kouling-2020"
_numbers = count(1)


def make_agency(name: str = "", *, kind: str = "town", under: Agency | None = None, **fields: Any) -> Agency:
    """Create an agency with an own code, under a government if one is given."""
    number = next(_numbers)
    fields.setdefault("code", f"T{number:05}")
    fields.setdefault("since", LONG_AGO)
    return actions.create_agency(
        name=name or f"示例镇{number}人民政府", kind=kind, government=under, actor=None, at=AT, **fields
    )


def make_person(
    role: str | None = None, agency: Agency | None = None, *, name: str = "", since: date = LONG_AGO
) -> Person:
    """Create a person who signs in with PASSWORD; with a role, also a post of that role in the agency."""
    number = next(_numbers)
    home = agency or make_agency()
    person = actions.create_person(
        username=f"shili{number}",
        name=name or f"示例人员{number}",
        password=PASSWORD,
        agency=home,
        actor=None,
        at=AT,
    )
    if role is not None:
        label = standard().roles[role].label
        post = actions.create_post(
            agency=home, name=f"{label}{number}", role=role, since=since, actor=None, at=AT
        )
        actions.assign_post(post=post, person=person, since=since, actor=None, at=AT)
    return person
