"""The arithmetic of the response clock: from a start, a number of working days and the letters that stop it to a date.

A suspension of n working days moves the due date by n working days. A letter suspends from the day it goes out (that
day still counts) to the day its answer comes or its period ends (that day no longer counts); days under two letters are
taken once; days before the count started are not taken. See docs/adr/0004-suspension-arithmetic.md.
"""

from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.workdays import WorkCalendar

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Letter:
    """A consultation: term working days from runs_from, or until reply_by, or (neither) until the answer comes."""

    ref: str
    whom: str
    suspends_from: date
    runs_from: date
    term: int | None = None
    reply_by: date | None = None
    ended_on: date | None = None

    def ends_by(self, calendar: WorkCalendar) -> date | None:
        """The last day on which the opinion may come; None where no period runs."""
        return calendar.add(self.runs_from, self.term) if self.term else self.reply_by

    def end(self, calendar: WorkCalendar, today: date) -> date:
        """The day up to which the letter suspends, as known today."""
        ends_by = self.ends_by(calendar)
        if self.ended_on is not None:
            return min(self.ended_on, ends_by or self.ended_on)
        return ends_by or max(today, self.suspends_from)

    def is_open(self, calendar: WorkCalendar, day: date) -> bool:
        """Tell whether the opinion is still waited for on the day."""
        ends_by = self.ends_by(calendar)
        return self.ended_on is None and (ends_by is None or day <= ends_by)


@dataclass(frozen=True, slots=True)
class Count:
    """A running period: working days counted from a start (day 0), letters of the case, extension, a later date (art. 35)."""

    start: date
    days: int
    letters: tuple[Letter, ...] = ()
    extended: int = 0
    delay_to: date | None = None

    def ending(self, ref: str, on: date) -> "Count":
        """Give the count in which the opinion on a letter came on a day."""
        return replace(
            self, letters=tuple(replace(one, ended_on=on) if one.ref == ref else one for one in self.letters)
        )

    def closed_on(self, on: date) -> "Count":
        """Give the count in which no letter is waited for after a day."""
        return replace(
            self,
            letters=tuple(one if one.ended_on else replace(one, ended_on=on) for one in self.letters),
        )

    def spans(self, calendar: WorkCalendar, today: date) -> tuple[Span, ...]:
        """The suspensions as (day before the first not counted, last day not counted), overlapping ones joined."""
        raw = [(max(one.suspends_from, self.start), one.end(calendar, today)) for one in self.letters]
        return _union([span for span in raw if span[0] < span[1]])

    def suspended(self, calendar: WorkCalendar, today: date) -> int:
        """Working days that are not counted, each once however many letters were out."""
        return sum(calendar.between(start, end) for start, end in self.spans(calendar, today))

    def due_on(self, calendar: WorkCalendar, today: date) -> date:
        """The last day of the period; a date set by art. 35 replaces an earlier one.

        Where no day was left and the suspension ends on a rest day, the period ends on the next working day.
        """
        counted = calendar.add(self.start, self.days + self.extended + self.suspended(calendar, today))
        last = max((end for _, end in self.spans(calendar, today)), default=counted)
        if last > counted:
            counted = calendar.next_workday(last)
        return max(counted, self.delay_to or counted)

    def is_suspended(self, calendar: WorkCalendar, day: date) -> bool:
        """Tell whether an opinion is waited for on the day."""
        return any(one.suspends_from <= day and one.is_open(calendar, day) for one in self.letters)

    def arithmetic(self, calendar: WorkCalendar, today: date) -> tuple[str, str]:
        """Write the sum, in Chinese and in English."""
        first, due = calendar.add(self.start, 1), self.due_on(calendar, today)
        stood = self.suspended(calendar, today)
        zh = f"第1个工作日为 {first}；{self.start} ＋ {self.days}个工作日"
        en = f"working day 1 is {first}; {self.start} + {self.days} working days"
        if self.extended:
            zh, en = f"{zh} ＋ 延长{self.extended}个工作日", f"{en} + {self.extended} of extension"
        if stood:
            zh, en = f"{zh} ＋ 暂停{stood}个工作日", f"{en} + {stood} suspended"
        if self.delay_to == due:
            return f"延迟答复的合理期限 → {due}", f"reasonable later date → {due}"
        return f"{zh} → {due}", f"{en} → {due}"


def _union(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
