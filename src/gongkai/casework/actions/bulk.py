"""One verb on many applications: looked at first, by doing it and taking it all back; then done, each for itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.calendars.queries import calendar
from gongkai.casework.acts import Stale
from gongkai.casework.models import Application
from gongkai.casework.work_queries import current_of
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import BadData, Unlawful

MOST = 200
NO = (Unlawful, BadEntry, BadData, Stale, PermissionDenied)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An application and the version in which the clerk saw it."""

    case: Application
    version: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an application stands: its state in words, its due date, the day it ended, who has it, its outcome."""

    state: str
    due_on: date | None
    closed_on: date | None
    holder: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one verb does to one application: before and after, or why it cannot be done, in the verb's own words."""

    case: Application
    before: Stand
    after: Stand | None
    refusal: Exception | None

    @property
    def done(self) -> bool:
        """Tell whether it can be done, or was."""
        return self.refusal is None


Deed = Callable[..., Application]


@transaction.atomic
def look_at_many(
    *, chosen: Sequence[Chosen], deed: Deed, actor: Person, at: datetime, facts: dict[str, Any]
) -> list[Result]:
    """Say for each application what the verb would do or why it cannot; nothing stays written."""
    found = _each(chosen, deed, actor, at, facts)
    transaction.set_rollback(True)
    return found


def do_to_many(
    *, chosen: Sequence[Chosen], deed: Deed, actor: Person, at: datetime, facts: dict[str, Any]
) -> list[Result]:
    """Do a verb to each application in a transaction of its own: what is refused for one is done to the others."""
    return _each(chosen, deed, actor, at, facts)


def _each(
    chosen: Sequence[Chosen], deed: Deed, actor: Person, at: datetime, facts: dict[str, Any]
) -> list[Result]:
    return [_one(one, deed, {"actor": actor, "at": at, **facts}) for one in chosen[:MOST]]


def _one(chosen: Chosen, deed: Deed, facts: dict[str, Any]) -> Result:
    today = day_of(facts["at"])
    before = _stand(chosen.case, today)
    try:
        with transaction.atomic():
            after = deed(application=chosen.case, version=chosen.version, **facts)
    except NO as refusal:
        return Result(chosen.case, before, None, refusal)
    return Result(chosen.case, before, _stand(after, today), None)


def _stand(case: Application, today: date) -> Stand:
    current = current_of(case)
    return Stand(
        case.state_label,
        case.standing.on(today, calendar()).due_on,
        case.closed_on,
        current.holder_name if current else "",
        case.outcome.label if case.outcome else "",
    )
