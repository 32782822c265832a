"""The days of a count, one by one, for drawing them: which counted, which were skipped and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law.clock import Clock
from gongkai.law.workdays import WorkCalendar


class MarkKind(StrEnum):
    """What a day is in a count."""

    OUTSIDE = "outside"
    START = "start"
    COUNTED = "counted"
    WORKED_WEEKEND = "worked_weekend"
    REST = "rest"
    HOLIDAY = "holiday"
    SUSPENDED = "suspended"
    DUE = "due"


MARK_LABELS = {
    MarkKind.OUTSIDE: "",
    MarkKind.START: "起算（当日不计）",
    MarkKind.COUNTED: "计入",
    MarkKind.WORKED_WEEKEND: "调休上班，计入",
    MarkKind.REST: "周末，不计",
    MarkKind.HOLIDAY: "放假，不计",
    MarkKind.SUSPENDED: "暂停，不计",
    MarkKind.DUE: "到期日",
}


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day: its kind, the number of the working day it is in the count (0 where it does not count), and a name."""

    day: date
    kind: MarkKind
    n: int = 0
    name: str = ""

    @property
    def label(self) -> str:
        """The day in words, for those who hear the calendar."""
        parts = [self.name or MARK_LABELS[self.kind]]
        if self.n:
            parts.append(f"第{self.n}个工作日")
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday to Sunday; None pads the first and the last week."""

    year: int
    month: int
    weeks: tuple[tuple[DayMark | None, ...], ...]


def day_marks(clock: Clock, calendar: WorkCalendar) -> tuple[DayMark, ...]:
    """Mark every day from where the present count began to the due date; empty while nothing is counted."""
    if clock.counted_from is None or clock.due_on is None:
        return ()
    return tuple(_marks(clock.counted_from, clock.due_on, clock.suspended, calendar))


def _marks(
    start: date, due: date, suspended: tuple[tuple[date, date], ...], calendar: WorkCalendar
) -> Iterator[DayMark]:
    yield DayMark(start, MarkKind.START)
    n = 0
    for offset in range(1, (due - start).days + 1):
        day = start + timedelta(offset)
        stands = any(first < day <= last for first, last in suspended)
        counts = calendar.is_workday(day) and not stands
        n += counts
        yield _mark(day, n if counts else 0, due, calendar, stands=stands)


def _mark(day: date, n: int, due: date, calendar: WorkCalendar, *, stands: bool) -> DayMark:
    special = calendar.special(day)
    name = special.zh.split(" ", 1)[1] if special else ""
    if day == due:
        return DayMark(day, MarkKind.DUE, n, MARK_LABELS[MarkKind.DUE])
    if not calendar.is_workday(day):
        return DayMark(day, MarkKind.HOLIDAY if special else MarkKind.REST, 0, name)
    if stands:
        return DayMark(day, MarkKind.SUSPENDED)
    return DayMark(day, MarkKind.WORKED_WEEKEND if special else MarkKind.COUNTED, n, name)


def months(marks: tuple[DayMark, ...]) -> tuple[Month, ...]:
    """Lay the marks out month by month; days of these months outside the count are marked so."""
    if not marks:
        return ()
    known = {mark.day: mark for mark in marks}
    first, last = marks[0].day.replace(day=1), marks[-1].day
    found, day = [], first
    while day <= last:
        found.append(_month(day, known))
        day = _next_month(day)
    return tuple(found)


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1)


def _month(first: date, known: dict[date, DayMark]) -> Month:
    cells: list[DayMark | None] = [None] * first.weekday()
    day = first
    while day.month == first.month:
        cells.append(known.get(day, DayMark(day, MarkKind.OUTSIDE)))
        day += timedelta(1)
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))
    return Month(first.year, first.month, weeks)
