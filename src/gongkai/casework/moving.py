"""Which cases a change of the calendar moves: looked at before it is confirmed, written by actions.redating."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.casework.clocks import differences
from gongkai.casework.models import Application, ApplicationSet
from gongkai.law.clock_standing import ClockState, Standing
from gongkai.law.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Move:
    """A case whose last day moves: what is due ("answer" by the office or "fee" by the applicant), from when to when."""

    case: Application
    what: str
    was: date
    will: date


def moves(before: WorkCalendar, after: WorkCalendar, scope: QuerySet[Agency], *, today: date) -> list[Move]:
    """Give the open cases in scope that a change of the calendar moves, the earliest first; nothing is written."""
    since = first_difference(before, after)
    if since is None:
        return []
    reached = reaching(Application.objects.of(scope).open(), since)
    told = differences(reached, today=today, within=after)
    found = (move_of(one.case, one.kept, one.replayed) for one in told)
    return sorted((one for one in found if one), key=lambda one: (one.was, one.case.pk))


def move_of(case: Application, kept: Standing, replayed: Standing) -> Move | None:
    """Give the move from one standing to another, or None where no date that is fixed moves."""
    what = "fee" if replayed.state is ClockState.AWAITING_FEE else "answer"
    was, will = _last_day(kept), _last_day(replayed)
    return Move(case, what, was, will) if was and will and was != will else None


def _last_day(one: Standing) -> date | None:
    """The date that stands until something happens; a suspension without an end has none."""
    return None if one.spare_days is not None else one.due_on or one.waits_until


def reaching(cases: ApplicationSet, since: date) -> ApplicationSet:
    """Keep the cases with a date that the working days from a day on can move."""
    later = Q(due_on__gte=since) | Q(waits_until__gte=since) | Q(spare_days__isnull=False)
    return cases.filter(later)


def first_difference(before: WorkCalendar, after: WorkCalendar) -> date | None:
    """Give the first day that one calendar works and the other does not, or of a year that only one has official."""
    days = (_first_day(before, after), _first_year(before, after))
    return min((day for day in days if day), default=None)


def _first_day(before: WorkCalendar, after: WorkCalendar) -> date | None:
    last = min(before.last, after.last).toordinal()
    days = map(date.fromordinal, range(max(before.first, after.first).toordinal(), last + 1))
    return next((day for day in days if before.is_workday(day) != after.is_workday(day)), None)


def _first_year(before: WorkCalendar, after: WorkCalendar) -> date | None:
    years = range(max(before.first.year, after.first.year), min(before.last.year, after.last.year) + 1)
    starts = (date(year, 1, 1) for year in years)
    return next((day for day in starts if before.is_provisional(day) != after.is_provisional(day)), None)
