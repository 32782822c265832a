"""Where each clock stands is kept beside its case: written here and nowhere else, by the replay of the events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.calendars.queries import calendar
from gongkai.casework.models import Application, ApplicationSet
from gongkai.casework.queries import clock_of
from gongkai.law.clock_standing import Standing
from gongkai.law.workdays import WorkCalendar

CHUNK = 500


def keep(case: Application, *, today: date, within: WorkCalendar | None = None) -> None:
    """Set the kept clock of a case from its events, without saving; the day of writing does not matter to it."""
    case.standing = clock_of(case, today=today, within=within).standing


@dataclass(frozen=True, slots=True)
class Difference:
    """A case whose kept clock is not what its events give."""

    case: Application
    kept: Standing
    replayed: Standing


def differences(
    cases: ApplicationSet, *, today: date, within: WorkCalendar | None = None
) -> Iterator[Difference]:
    """Replay the cases and give those whose kept clock says something else; none is as it should be."""
    working = within or calendar()
    for case in cases.select_related("agency").prefetch_related("events").iterator(chunk_size=CHUNK):
        replayed = clock_of(case, today=today, within=working).standing
        if replayed != case.standing:
            yield Difference(case, case.standing, replayed)
