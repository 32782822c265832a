"""The response clock of an application (条例第三十至三十五条): replay what happened, give due date, state and derivation.

Day arithmetic. The day of receipt is day 0, the next working day is day 1, the last day ends at 24:00. A suspension runs
from the day the letter goes out to the day the answer comes or its period ends: the working days in that span, the first
day not counted, are added to the due date; days under two letters at once are added once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.clock_events import Event
from gongkai.law.clock_replay import Replay
from gongkai.law.clock_steps import Step
from gongkai.law.errors import Unlawful
from gongkai.law.params import Params, defaults
from gongkai.law.workdays import WorkCalendar, cautious


class ClockState(StrEnum):
    """Where the clock stands on the day that was asked about."""

    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_FEE = "awaiting_fee"
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
        """Tell whether nothing more is due; the one definition of closed."""
        return self in CLOSED


STATE_LABELS = {
    ClockState.UNCONFIRMED: "待确认",
    ClockState.RUNNING: "办理中",
    ClockState.DUE_TODAY: "今天到期",
    ClockState.OVERDUE: "逾期",
    ClockState.SUSPENDED: "暂停中",
    ClockState.AWAITING_SUPPLEMENT: "待补正",
    ClockState.AWAITING_FEE: "待缴费",
    ClockState.LAPSED: "视为放弃",
    ClockState.ANSWERED: "已答复",
    ClockState.ANSWERED_LATE: "已答复（逾期）",
    ClockState.WITHDRAWN: "已撤回",
}
CLOSED = frozenset({ClockState.LAPSED, ClockState.ANSWERED, ClockState.ANSWERED_LATE, ClockState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Clock:
    """The answer of the clock for one day.

    due_on is None while nothing runs (unconfirmed, waiting for a supplement or a fee, lapsed, withdrawn).
    days_left: working days from today to due_on, negative when overdue, None without a due date or when closed.
    next_on: the date somebody else must act by (supplement, fee, opinion). provisional: 暂定, computed through a year
    without an official notice; earliest_due_on is then the date that warnings use.
    """

    today: date
    received_on: date | None
    due_on: date | None
    earliest_due_on: date | None
    days_left: int | None
    state: ClockState
    provisional: bool
    next_on: date | None
    counted_from: date | None
    suspended: tuple[tuple[date, date], ...]
    derivation: tuple[Step, ...]


def run(
    events: Iterable[Event], *, today: date, calendar: WorkCalendar, params: Params | None = None
) -> Clock:
    """Replay the events in their order; Unlawful with its article where one of them is not allowed."""
    events = tuple(events)
    replay = _replayed(events, today, calendar, params)
    due = replay.due_on
    provisional = due is not None and _through_unknown_year(replay.counted_from, due, calendar)
    earliest = due
    if provisional and due is not None:
        early = _replayed(events, today, cautious(calendar), params).due_on
        earliest = min(due, early) if early else due
    state = _state(replay, today)
    left = None if due is None or state.closed else calendar.between(today, due)
    return Clock(
        today=today,
        received_on=replay.received_on,
        due_on=due,
        earliest_due_on=earliest,
        days_left=left,
        state=state,
        provisional=provisional,
        next_on=replay.next_on(today),
        counted_from=replay.counted_from,
        suspended=replay.suspended_spans(),
        derivation=tuple(replay.steps),
    )


def allowed(
    events: Iterable[Event],
    candidate: Event,
    *,
    today: date,
    calendar: WorkCalendar,
    params: Params | None = None,
) -> Unlawful | None:
    """Try the candidate after the events: None if it is lawful, else the refusal the clerk would get."""
    try:
        _replayed((*events, candidate), today, calendar, params)
    except Unlawful as refusal:
        return refusal
    return None


def _replayed(
    events: tuple[Event, ...], today: date, calendar: WorkCalendar, params: Params | None
) -> Replay:
    replay = Replay(today, calendar, params or defaults())
    for event in events:
        replay.apply(event)
    return replay


def _through_unknown_year(start: date | None, due: date, calendar: WorkCalendar) -> bool:
    return calendar.is_provisional(due) or (start is not None and calendar.is_provisional(start))


def _state(replay: Replay, today: date) -> ClockState:
    if replay.received_on is None:
        return ClockState.WITHDRAWN if replay.closed == "withdrawn" else ClockState.UNCONFIRMED
    if replay.closed:
        return {
            "withdrawn": ClockState.WITHDRAWN,
            "answered": ClockState.ANSWERED,
            "answered_late": ClockState.ANSWERED_LATE,
        }[replay.closed]
    waiting = _waiting(replay, today)
    if waiting:
        return waiting
    if replay.due_on is None or today < replay.due_on:
        return ClockState.RUNNING
    return ClockState.DUE_TODAY if today == replay.due_on else ClockState.OVERDUE


def _waiting(replay: Replay, today: date) -> ClockState | None:
    if replay.lapses_after is not None and today > replay.lapses_after:
        return ClockState.LAPSED
    if replay.awaiting == "supplement":
        return ClockState.AWAITING_SUPPLEMENT
    if replay.awaiting == "fee":
        return ClockState.AWAITING_FEE
    return ClockState.SUSPENDED if replay.is_suspended(today) else None
