"""Where a clock stands until its next event: the facts that no passing day changes, and what a day makes of them.

A ledger keeps a Standing beside each case, so that a list of thousands needs no replay: today, the calendar and the
Standing give the same words and the same date as the replay of the events would.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import cast

from gongkai.law.clock_count import Count
from gongkai.law.clock_replay import Replay
from gongkai.law.workdays import WorkCalendar


class ClockState(StrEnum):
    """Where the clock stands on the day that was asked about."""

    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_FEE = "awaiting_fee"
    AWAITING_REASON = "awaiting_reason"
    LAPSED = "lapsed"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state in the clerk's words."""
        return STATE_LABELS[self]

    @property
    def closed(self) -> bool:
        """Tell whether the clock has stopped for good; whether a case is closed its ledger says (closed_on)."""
        return self in CLOSED


STATE_LABELS = {
    ClockState.UNCONFIRMED: "待确认",
    ClockState.RUNNING: "办理中",
    ClockState.DUE_TODAY: "今天到期",
    ClockState.OVERDUE: "逾期",
    ClockState.SUSPENDED: "暂停中",
    ClockState.AWAITING_SUPPLEMENT: "待补正",
    ClockState.AWAITING_FEE: "待缴费",
    ClockState.AWAITING_REASON: "待说明理由",
    ClockState.LAPSED: "视为放弃",
    ClockState.ANSWERED: "已答复",
    ClockState.ANSWERED_LATE: "已答复（逾期）",
    ClockState.WITHDRAWN: "已撤回",
}
CLOSED = frozenset({ClockState.LAPSED, ClockState.ANSWERED, ClockState.ANSWERED_LATE, ClockState.WITHDRAWN})
WAITING = {"supplement": ClockState.AWAITING_SUPPLEMENT, "fee": ClockState.AWAITING_FEE}


@dataclass(frozen=True, slots=True)
class Deadline:
    """What one day makes of a Standing; days_left in working days, negative when overdue."""

    state: ClockState
    due_on: date | None
    days_left: int | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of a clock from its last event to its next one.

    state: unconfirmed, running, awaiting_supplement, awaiting_fee, answered, answered_late or withdrawn.
    due_on: the last day of the period; while a suspension has no end, the earliest it can be. None while nothing runs.
    warn_on: the date that warnings use; None where there is no due date that stays.
    waits_until: the last day for a supplement or a fee; after it the application is taken as given up.
    suspended_until: the last day on which an opinion asked for may still come.
    spare_days: set only while a suspension has no end: the working days that are left when it ends.
    reason_until: the last day for reasons asked for (art. 35).
    provisional: the count to due_on passes through a year without an official notice.
    """

    state: ClockState
    due_on: date | None = None
    warn_on: date | None = None
    waits_until: date | None = None
    suspended_until: date | None = None
    spare_days: int | None = None
    reason_until: date | None = None
    provisional: bool = False

    def on(self, today: date, calendar: WorkCalendar) -> Deadline:
        """Give state and due date of a day, not before the last event."""
        due = self._due(today, calendar)
        state = self._state(today, due)
        left = None if due is None or state.closed else calendar.between(today, due)
        return Deadline(state, due, left, self._provisional(due, calendar))

    def _due(self, today: date, calendar: WorkCalendar) -> date | None:
        if self.due_on is None or self.spare_days is None:
            return self.due_on
        return max(self.due_on, _resumed(today, self.spare_days, calendar))

    def _provisional(self, due: date | None, calendar: WorkCalendar) -> bool:
        if due is None or self.due_on is None:
            return False
        return self.provisional or calendar.is_provisional_through(self.due_on, due)

    def _state(self, today: date, due: date | None) -> ClockState:
        if self.waits_until is not None and today > self.waits_until:
            return ClockState.LAPSED
        if self.state is not ClockState.RUNNING or due is None:
            return self.state
        if today > due:
            return ClockState.OVERDUE
        if self.spare_days is not None or _lasts(self.suspended_until, today):
            return ClockState.SUSPENDED
        if today == due:
            return ClockState.DUE_TODAY
        return ClockState.AWAITING_REASON if _lasts(self.reason_until, today) else ClockState.RUNNING


def _lasts(until: date | None, today: date) -> bool:
    return until is not None and today <= until


def _resumed(day: date, spare_days: int, calendar: WorkCalendar) -> date:
    """The due date of a suspension that ends on the day; where no day was left, the next working day."""
    return calendar.add(day, spare_days) if spare_days else calendar.next_workday(day)


def standing(replay: Replay) -> Standing:
    """Give where a replayed clock stands."""
    if replay.closed:
        return _counted(replay, Standing(ClockState(replay.closed)))
    if replay.received_on is None:
        return Standing(ClockState.UNCONFIRMED)
    if replay.waiting:
        return Standing(WAITING[replay.waiting], waits_until=replay.lapses_after)
    found = Standing(ClockState.RUNNING, reason_until=replay.reason_by)
    count = cast("Count", replay.count)  # there is one: it is received, and neither closed nor waiting
    ends = [one.ends_by(replay.calendar) for one in count.letters if one.ended_on is None]
    if None in ends:
        return _endless(replay, count, found)
    return _counted(replay, replace(found, suspended_until=max((end for end in ends if end), default=None)))


def _counted(replay: Replay, found: Standing) -> Standing:
    due = replay.due_on
    if due is None or replay.count is None:
        return found
    through = replay.calendar.is_provisional_through(replay.count.start, due)
    return replace(found, due_on=due, warn_on=replay.earliest_due_on, provisional=through)


def _endless(replay: Replay, count: Count, found: Standing) -> Standing:
    """A letter without a period: the due date moves with each day it stays out, the days left at its end do not.

    They are counted from a working day on which every other letter has ended, and without a later date told (art. 35),
    which is a floor like the due date of the day the letter went out.
    """
    calendar = replay.calendar
    since = max([replay.last or count.start, *(one.suspends_from for one in count.letters)])
    settled = max([since, *(one.end(calendar, since) for one in count.letters)])
    probe = calendar.add(settled, 1)
    left = calendar.between(probe, replace(count, delay_to=None).due_on(calendar, probe))
    floor = max(count.due_on(calendar, since), _resumed(since, left, calendar))
    through = calendar.is_provisional_through(count.start, floor)
    return replace(found, due_on=floor, spare_days=left, provisional=through)
