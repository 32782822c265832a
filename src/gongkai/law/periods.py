"""Periods in natural days and months, and where they end.

民事诉讼法第八十五条；行政诉讼法第一百零一条、行政复议法第八十八条准用。
"""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.notices import SpecialDay
from gongkai.law.workdays import WorkCalendar

ARTICLE = "民事诉讼法第八十五条"


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """Where a period ends: the last day, the day before the holiday rule, and what moved it."""

    last_day: date
    raw_last_day: date
    skipped: tuple[SpecialDay, ...]
    provisional: bool

    @property
    def moved(self) -> bool:
        """Tell whether the last day fell on a holiday and moved on."""
        return self.last_day != self.raw_last_day


def _ended(raw_last_day: date, calendar: WorkCalendar) -> PeriodEnd:
    last = calendar.next_workday(raw_last_day)
    provisional = calendar.is_provisional(raw_last_day) or calendar.is_provisional(last)
    return PeriodEnd(
        last, raw_last_day, calendar.special_days(raw_last_day - timedelta(1), last), provisional
    )


def end_of_days(start: date, n: int, calendar: WorkCalendar) -> PeriodEnd:
    """Give the end of a period of n natural days; the first day is not counted."""
    return _ended(start + timedelta(n), calendar)


def end_of_months(start: date, n: int, calendar: WorkCalendar) -> PeriodEnd:
    """Give the end of a period of n months: the same date, or the month's end where there is none."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    day = min(start.day, months.monthrange(year, month + 1)[1])
    return _ended(date(year, month + 1, day), calendar)
