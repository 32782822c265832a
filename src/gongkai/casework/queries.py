"""Reading applications: who sees which, when each is due, what is open, and how a year is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext

from gongkai.agencies.models import Agency
from gongkai.casework.models import Application, ApplicationSet, CaseEvent
from gongkai.law import outcomes
from gongkai.law.clock import Clock, ClockState, run
from gongkai.law.clock_events import EVENT_TYPES, Event, event_from_dict
from gongkai.law.workdays import WorkCalendar, official
from gongkai.report.model import APPLICANTS, FormCode

TOTAL = "total"
OFFICE_LABELS = {
    "registered": "登记申请",
    "drafted": "拟定决定",
    "submitted": "提交审核",
    "reopened": "撤回批准",
    "returned": "退回修改",
    "approved": "审批决定",
    "lapsed": "视为放弃",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in a list, with its clock of the day."""

    application: Application
    clock: Clock


# who sees what -----------------------------------------------------------------------------------------------------


def visible(scope: QuerySet[Agency]) -> ApplicationSet:
    """Give the applications of the agencies in scope, newest first, with what a list shows of them."""
    events = Prefetch("events", CaseEvent.objects.order_by("seq"))
    return Application.objects.of(scope).select_related("agency", "applicant").prefetch_related(events)


def find(scope: QuerySet[Agency], pk: int) -> Application:
    """Give one application in scope. Application.DoesNotExist for any other, so that nobody learns of it."""
    return visible(scope).get(pk=pk)


def in_state(scope: QuerySet[Agency], state: str) -> ApplicationSet:
    """Give the applications in scope that stand in a state of law.lifecycle."""
    return visible(scope).filter(state=state)


def unconfirmed(scope: QuerySet[Agency]) -> ApplicationSet:
    """Give the applications whose day of receipt is still to be confirmed (art. 31); their period does not run."""
    return visible(scope).open().filter(received_on=None).order_by("submitted_on", "pk")


# the clock ---------------------------------------------------------------------------------------------------------


def calendar() -> WorkCalendar:
    """Give the working days that every deadline is counted in."""
    return official()


def clock_events(application: Application) -> tuple[Event, ...]:
    """Give what happened to an application, as the clock understands it, in order."""
    stored = sorted(application.events.all(), key=lambda event: event.seq)
    return tuple(event_from_dict(one.kind, one.data) for one in stored if one.kind in EVENT_TYPES)


def clock_of(application: Application, *, today: date) -> Clock:
    """Replay an application's events: the one source of every deadline that is shown anywhere."""
    events = clock_events(application)
    return run(events, today=today, calendar=calendar(), recorded=len(events))


def due(scope: QuerySet[Agency], today: date) -> list[Listed]:
    """Give the open applications in scope with their clocks, the most urgent first, those without a date last."""
    rows = [Listed(one, clock_of(one, today=today)) for one in visible(scope).open()]
    return sorted(rows, key=lambda row: (row.clock.earliest_due_on or date.max, row.application.pk))


def listed(scope: QuerySet[Agency], today: date, *, show: str = "open") -> list[Listed]:
    """Give a list of the desk: open (most urgent first), unconfirmed, closed or all (newest first)."""
    if show == "open":
        return due(scope, today)
    sets = {"unconfirmed": unconfirmed(scope), "closed": visible(scope).exclude(closed_on=None)}
    return [Listed(one, clock_of(one, today=today)) for one in sets.get(show, visible(scope))]


def overdue(scope: QuerySet[Agency], today: date) -> list[Listed]:
    """Give the open applications in scope that are past their due date."""
    return [row for row in due(scope, today) if row.clock.state is ClockState.OVERDUE]


def event_label(event: CaseEvent) -> str:
    """Give what an event is called in the history of a case."""
    known = EVENT_TYPES.get(event.kind)
    return gettext(known.label if known else OFFICE_LABELS[event.kind])


# a year in figures -------------------------------------------------------------------------------------------------


def _concerned(year: int) -> Q:
    """What table three of a year speaks of: received by its end and not closed before its beginning.

    Whoever is in here is counted once on the left (received, carried in) and once on the right (an outcome, or carried
    out), so that 一 + 二 = 三（七）+ 四 holds for whatever the ledger says.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Q(received_on__lte=last) & (Q(closed_on=None) | Q(closed_on__gte=first))


def _closed_in(year: int) -> Q:
    return Q(closed_on__gte=date(year, 1, 1), closed_on__lte=date(year, 12, 31))


def _conditions(year: int, form: FormCode) -> Mapping[str, Q]:
    """The condition of every row of table three, by the row's key; the sum row holds whatever closed in the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = {
        "received": Q(received_on__gte=first),
        "carried_in": Q(received_on__lt=first),
        TOTAL: _closed_in(year),
        "carried_out": Q(closed_on=None) | Q(closed_on__gt=last),
    }
    codes: dict[str, list[str]] = {}
    for outcome in outcomes.standard().all():
        codes.setdefault(outcome.row_in(form), []).append(outcome.code)
    return {**rows, **{key: _closed_in(year) & Q(outcome_code__in=of_row) for key, of_row in codes.items()}}


def _of_year(agency_id: int, year: int) -> ApplicationSet:
    return Application.objects.filter(_concerned(year), agency_id=agency_id)


def year_counts(agency_id: int, year: int, form: FormCode) -> Mapping[tuple[str, str], int]:
    """Count table three of an agency's year: (row, column) → number, totals included, every cell present.

    The rows are those of the form that an outcome can fall in, and received, carried_in, total, carried_out.
    """
    conditions = _conditions(year, form)
    counted = _of_year(agency_id, year).order_by().values("applicant_kind")
    sums = {f"n_{key}": Count("pk", filter=condition) for key, condition in conditions.items()}
    by_kind: dict[str, dict[str, Any]] = {
        one["applicant_kind"]: dict(one) for one in counted.annotate(**sums)
    }
    cells = {
        (key, kind): int(by_kind.get(kind, {}).get(f"n_{key}", 0))
        for key in conditions
        for kind in APPLICANTS
    }
    totals = {(key, TOTAL): sum(cells[key, kind] for kind in APPLICANTS) for key in conditions}
    return {**cells, **totals}


def cases_in_cell(agency_id: int, year: int, row_key: str, column: str, form: FormCode) -> ApplicationSet:
    """Give the applications that a cell of table three counts, by the condition that counts them.

    KeyError for a row or column that table three does not have.
    """
    condition = _conditions(year, form)[row_key]
    found = _of_year(agency_id, year).filter(condition).select_related("agency", "applicant")
    if column == TOTAL:
        return found
    if column not in APPLICANTS:
        raise KeyError(column)
    return found.filter(applicant_kind=column)


def registered_years(agency_id: int) -> Iterable[int]:
    """Give the years in which an agency received or closed anything, newest first."""
    mine = Application.objects.filter(agency_id=agency_id).order_by()
    days = {
        *mine.values_list("received_on__year", flat=True),
        *mine.values_list("closed_on__year", flat=True),
    }
    return sorted((year for year in days if year), reverse=True)
