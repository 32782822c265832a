"""Reading applications: who sees which, when each is due, what is open, and how a year is counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.translation import gettext

from gongkai.agencies.models import Agency
from gongkai.calendars.queries import calendar
from gongkai.casework.confirming import late_through
from gongkai.casework.models import (
    OPEN,
    UNCONFIRMED,
    Application,
    ApplicationSet,
    CaseEvent,
    due_between,
    overdue_on,
    suspended_on,
)
from gongkai.law import outcomes
from gongkai.law.clock import Clock, run
from gongkai.law.clock_events import EVENT_TYPES, Event, event_from_dict
from gongkai.law.clock_standing import Deadline
from gongkai.law.workdays import WorkCalendar
from gongkai.report.model import APPLICANTS, FormCode

TOTAL = "total"
OFFICE_LABELS = {
    "registered": "登记申请",
    "filed": "网上提交申请",
    "confirmed": "双方确认",
    "imported": "从原台账导入",
    "drafted": "拟定决定",
    "submitted": "提交审核",
    "passed": "业务审核通过",
    "reviewed": "保密审查",
    "referred": "报请确定能否公开",
    "ruled": "收到能否公开的确定",
    "reopened": "撤回批准",
    "returned": "退回修改",
    "approved": "审批决定",
    "lapsed": "视为放弃",
    "redated": "重新计算期限",
    "archived": "归档",
    "proposed": "拟为主动公开",
    "assigned": "分派",
    "claimed": "认领",
    "given_back": "退回分派",
    "handed_over": "交接",
    "split": "一事一申请，分开办理",
    "extended_because": "延期理由",
}


SOON = 5
UNDER_REVIEW = ("in_review", "referred", "approved")
PER_PAGE = 50
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in a list, with what its kept clock says today."""

    application: Application
    clock: Deadline


@dataclass(frozen=True, slots=True)
class Figures:
    """How many open applications there are, and how many of them are in which hurry."""

    open: int
    overdue: int
    due_today: int
    soon: int
    unconfirmed: int
    unconfirmed_late: int


FIGURES = tuple(Figures.__dataclass_fields__)


# who sees what -----------------------------------------------------------------------------------------------------


def in_scope(scope: QuerySet[Agency]) -> ApplicationSet:
    """Give the applications of the agencies in scope, newest first, with what a list shows of them."""
    return shown(Application.objects.of(scope))


def shown(found: ApplicationSet) -> ApplicationSet:
    """Add what a list shows of its applications."""
    return found.select_related("agency", "applicant")


def visible(scope: QuerySet[Agency]) -> ApplicationSet:
    """Give the applications of the agencies in scope, newest first, with their events."""
    return in_scope(scope).prefetch_related(Prefetch("events", CaseEvent.objects.order_by("seq")))


def find(scope: QuerySet[Agency], pk: int, *, held: QuerySet[Agency] | None = None) -> Application:
    """Give one application in scope. Application.DoesNotExist for any other, so that nobody learns of it.

    held: agencies for which the reader reviews or approves from above; of these what is under review, and no more.
    """
    mine = Q(agency__in=scope)
    if held is not None:
        mine |= Q(agency__in=held, state__in=UNDER_REVIEW)
    events = Prefetch("events", CaseEvent.objects.order_by("seq"))
    return shown(Application.objects.filter(mine)).prefetch_related(events).get(pk=pk)


def under_review(scope: QuerySet[Agency]) -> ApplicationSet:
    """Give what waits for review or approval in the agencies, the most urgent first."""
    return in_scope(scope).filter(state="in_review").order_by(F("warn_on").asc(nulls_last=True), "pk")


def in_state(scope: QuerySet[Agency], state: str) -> ApplicationSet:
    """Give the applications in scope that stand in a state of law.lifecycle."""
    return in_scope(scope).filter(state=state)


def unconfirmed(scope: QuerySet[Agency]) -> ApplicationSet:
    """Give the applications whose day of receipt is still to be confirmed (art. 31); their period does not run."""
    return in_scope(scope).unconfirmed().order_by("submitted_on", "pk")


# the clock ---------------------------------------------------------------------------------------------------------


def clock_events(application: Application) -> tuple[Event, ...]:
    """Give what happened to an application, as the clock understands it, in order."""
    stored = sorted(application.events.all(), key=lambda event: event.seq)
    return tuple(event_from_dict(one.kind, one.data) for one in stored if one.kind in EVENT_TYPES)


def clock_of(application: Application, *, today: date, within: WorkCalendar | None = None) -> Clock:
    """Replay an application's events: the one source of every deadline. within: the calendar, if it is at hand."""
    events = clock_events(application)
    return run(events, today=today, calendar=within or calendar(), recorded=len(events))


# lists -------------------------------------------------------------------------------------------------------------


def soon(today: date, within: WorkCalendar) -> tuple[date, date]:
    """Give the first and the last day on which a period ends within five working days after today."""
    return today + ONE_DAY, within.add(today, SOON + 1) - ONE_DAY


CHOICES: Mapping[str, Callable[[date, WorkCalendar], Q]] = {
    "open": lambda _day, _calendar: OPEN,
    "overdue": lambda day, _calendar: overdue_on(day),
    "due_today": lambda day, _calendar: due_between(day, day),
    "soon": lambda day, calendar: due_between(*soon(day, calendar)),
    "suspended": lambda day, _calendar: suspended_on(day),
    "unconfirmed": lambda _day, _calendar: UNCONFIRMED,
    "unconfirmed_late": lambda day, calendar: UNCONFIRMED & Q(submitted_on__lte=late_through(day, calendar)),
    "closed": lambda _day, _calendar: ~OPEN,
    "all": lambda _day, _calendar: Q(),
}
NEWEST_FIRST = ("closed", "all")


def chosen(scope: QuerySet[Agency], today: date, show: str, within: WorkCalendar) -> ApplicationSet:
    """A list by its key: what is closed newest first, what is open by the date that warnings use.

    Among the open those without a date, or with none that stays, come last; among the unconfirmed the oldest first.
    """
    found = Application.objects.of(scope).filter(CHOICES[show](today, within))
    if show in NEWEST_FIRST:
        return found
    return found.order_by(F("warn_on").asc(nulls_last=True), "submitted_on", "pk")


def rows_of(found: Iterable[Application], today: date, within: WorkCalendar | None = None) -> list[Listed]:
    """Give applications as rows of a list, by their kept clocks: no event is read."""
    working = within or calendar()
    return [Listed(one, one.standing.on(today, working)) for one in found]


def listed(scope: QuerySet[Agency], today: date, *, show: str = "open") -> list[Listed]:
    """Give a whole list of the desk, by a key of CHOICES."""
    working = calendar()
    return rows_of(shown(chosen(scope, today, show, working)), today, working)


def due(scope: QuerySet[Agency], today: date) -> list[Listed]:
    """Give the open applications in scope, the most urgent first, those without a date last."""
    return listed(scope, today, show="open")


def overdue(scope: QuerySet[Agency], today: date) -> list[Listed]:
    """Give the open applications in scope that are past their due date."""
    return listed(scope, today, show="overdue")


def urgent(scope: QuerySet[Agency], today: date, *, most: int = PER_PAGE) -> list[Listed]:
    """Give what is overdue, due today or due within five working days, in this order, and no more than most."""
    working = calendar()
    hurried = in_scope(scope).due_between(date.min, soon(today, working)[1])
    return rows_of(hurried.order_by("due_on", "pk")[:most], today, working)


def figures(scope: QuerySet[Agency], today: date) -> Figures:
    """Count what is open in scope and in which hurry, by the conditions of the lists; one query."""
    working = calendar()
    sums = {name: Count("pk", filter=CHOICES[name](today, working)) for name in FIGURES}
    found = Application.objects.of(scope).open().order_by().aggregate(**sums)
    return Figures(**found)


def provisional_count(scope: QuerySet[Agency]) -> int:
    """Count the open applications in scope whose due date waits for the notice of a year (暂定)."""
    return Application.objects.of(scope).open().filter(provisional=True).count()


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
