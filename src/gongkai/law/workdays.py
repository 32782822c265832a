"""Working days: weekends, holidays and worked weekends (调休) by year, with a provisional mark where no notice is out."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from gongkai.law.errors import BadData
from gongkai.law.notices import SATURDAY, SpecialDay, YearNotice, fixed_holidays, parse_toml

YEARS_AHEAD = 10
Table = tuple[list[int], list[int]]


class WorkCalendar:
    """Counts working days over official years and, marked 暂定, over years without a notice.

    The table is cumulative, so that every question is one or two list look-ups. An instance does not change:
    `with_notice` gives a new one.
    """

    def __init__(self, notices: Iterable[YearNotice], *, fixed_holidays: bool = True) -> None:
        self._notices: Mapping[int, YearNotice] = {notice.year: notice for notice in notices}
        if not self._notices:
            raise BadData("工作日历", "没有任何年份的数据", "holds no year")
        self._fixed = fixed_holidays
        self.first = date(min(self._notices), 1, 1)
        self.last = date(max(self._notices) + YEARS_AHEAD, 12, 31)
        self._special = {special.day: special for special in self._all_special()}
        self._count, self._worked = self._table()
        self._explained = tuple(
            special
            for _, special in sorted(self._special.items())
            if special.kind == "work" or special.day.weekday() < SATURDAY
        )
        self._explained_days = [special.day for special in self._explained]

    def _all_special(self) -> Iterable[SpecialDay]:
        unknown = (year for year in range(self.first.year, self.last.year + 1) if year not in self._notices)
        if self._fixed:
            yield from (special for year in unknown for special in fixed_holidays(year))
        yield from (special for year in sorted(self._notices) for special in self._notices[year].days)

    def _table(self) -> Table:
        count, worked, total = [], [], 0
        first = self.first.toordinal()
        moved = {day.toordinal(): special.kind == "work" for day, special in self._special.items()}
        for ordinal in range(first, self.last.toordinal() + 1):
            if moved.get(ordinal, (ordinal - 1) % 7 < SATURDAY):
                total += 1
                worked.append(ordinal)
            count.append(total)
        return count, worked

    def _index(self, day: date) -> int:
        index = day.toordinal() - self.first.toordinal()
        if not 0 <= index < len(self._count):
            raise BadData(
                day.isoformat(),
                f"工作日历只含 {self.first.year}–{self.last.year} 年",
                "is outside the calendar",
            )
        return index

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on the day."""
        special = self._special.get(day)
        self._index(day)
        return special.kind == "work" if special else day.weekday() < SATURDAY

    def add(self, day: date, n: int) -> date:
        """Give the n-th working day after the day; the day itself is day 0 (n ≥ 0, in working days)."""
        if n < 0:
            raise ValueError(f"n must not be negative: {n}")
        if n == 0:
            return day
        position = self._count[self._index(day)] + n - 1
        if position >= len(self._worked):
            raise BadData(
                day.isoformat(),
                f"之后{n}个工作日超出工作日历（至{self.last.year}年）",
                "runs out of the calendar",
            )
        return date.fromordinal(self._worked[position])

    def between(self, start: date, end: date) -> int:
        """Count the working days after start up to and with end; negative where end is before start."""
        return self._count[self._index(end)] - self._count[self._index(start)]

    def next_workday(self, day: date) -> date:
        """Give the day itself if it is worked, else the first working day after it."""
        return day if self.is_workday(day) else self.add(day, 1)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the day lies in a year without an official notice (暂定)."""
        return day.year not in self._notices

    def is_provisional_through(self, start: date, end: date) -> bool:
        """Tell whether a count from start to end passes through a year without an official notice."""
        return any(year not in self._notices for year in range(start.year, end.year + 1))

    def special_days(self, start: date, end: date) -> tuple[SpecialDay, ...]:
        """List what a count over (start, end] must explain: weekdays not worked and weekends worked, in order."""
        days = self._explained_days
        return self._explained[bisect_right(days, start) : bisect_right(days, end)]

    def special(self, day: date) -> SpecialDay | None:
        """Give what a notice says of the day, if it says anything."""
        return self._special.get(day)

    def with_notice(self, notice: YearNotice) -> "WorkCalendar":
        """Give a calendar in which the notice's year is official, replacing what was known of it."""
        return WorkCalendar({**self._notices, notice.year: notice}.values(), fixed_holidays=self._fixed)

    @cached_property
    def cautious(self) -> "WorkCalendar":
        """Give the calendar that warnings use: in a provisional year every weekday counts as worked."""
        return WorkCalendar(self._notices.values(), fixed_holidays=False)

    @property
    def ordinals(self) -> tuple[int, list[int], list[int]]:
        """The table itself, for counting in bulk: ordinal of the first day, running counts, ordinals of working days."""
        return self.first.toordinal(), self._count, self._worked


def _data(name: str) -> Traversable:
    return files("gongkai.law") / "data" / name


@cache
def official() -> WorkCalendar:
    """Give the calendar of the notices that ship with the product (2004–2026)."""
    pages = sorted(
        (page for page in _data("workdays").iterdir() if page.name.endswith(".toml")),
        key=lambda page: page.name,
    )
    return WorkCalendar(parse_toml(page.read_text("utf-8"), page.name) for page in pages)
