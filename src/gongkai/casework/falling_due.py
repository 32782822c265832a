"""What falls due on the days of a month: by the kept clocks, and by the office's own dates."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from gongkai.agencies.models import Agency, Person
from gongkai.calendars.queries import calendar
from gongkai.casework.lists import whose
from gongkai.casework.models import Application, due_between
from gongkai.law.notices import SpecialDay
from gongkai.law.workdays import WorkCalendar

MONDAY_FIRST = Calendar(firstweekday=0)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month: how much falls due, how much by the office's own date, whether offices work.

    due counts what is open and falls due by law; late: the day is past, so that what is open is overdue; special: what
    a notice says of the day; provisional: no notice is out for its year.
    """

    day: date
    in_month: bool
    due: int
    inner: int
    late: bool
    works: bool
    special: SpecialDay | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday, with the months before and after where the calendar reaches them."""

    first: date
    weeks: list[list[Day]]
    before: date | None
    after: date | None

    @property
    def days(self) -> list[Day]:
        """The days of the month itself."""
        return [day for week in self.weeks for day in week if day.in_month]

    @property
    def total(self) -> int:
        """How much falls due in the month."""
        return sum(day.due for day in self.days)


def month_of(text: str | None, today: date) -> date:
    """Give the first day of the month that an address names (2026-11), else of this month."""
    working = calendar()
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today.replace(day=1)
    return first if working.first <= first <= working.last else today.replace(day=1)


def falling_due(
    scope: QuerySet[Agency], first: date, today: date, *, who: str = "office", person: Person
) -> Month:
    """Give a month of what falls due to somebody (one of lists.WHO); two queries whatever there is."""
    working = calendar()
    dates = MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    start, end = dates[0][0], dates[-1][-1]
    mine = Application.objects.of(scope).filter(whose(who, person, today)).order_by()
    due = dict(
        mine.filter(due_between(start, end))
        .values("due_on")
        .annotate(n=Count("pk"))
        .values_list("due_on", "n")
    )
    dated = {"assignments__ended_at": None, "assignments__inner_due_on__range": (start, end)}
    held = mine.open().filter(**dated).values_list("assignments__inner_due_on")
    inner = dict(held.annotate(n=Count("pk")))
    counts = {day: (due.get(day, 0), inner.get(day, 0)) for week in dates for day in week}
    weeks = [[_day(day, first, today, counts[day], working) for day in week] for week in dates]
    return Month(first, weeks, *_around(first, working))


def _day(day: date, first: date, today: date, counts: tuple[int, int], working: WorkCalendar) -> Day:
    known = working.first <= day <= working.last
    return Day(
        day,
        day.month == first.month,
        *counts,
        late=day < today,
        works=known and working.is_workday(day),
        special=working.special(day),
        provisional=working.is_provisional(day),
    )


def _around(first: date, working: WorkCalendar) -> tuple[date | None, date | None]:
    before = (first - ONE_DAY).replace(day=1)
    after = (first + 31 * ONE_DAY).replace(day=1)
    return before if before >= working.first else None, after if after <= working.last else None
