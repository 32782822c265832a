"""The response clock of an application (条例第三十至三十五条): replay what happened, give due date, state and derivation.

Day arithmetic. The day of receipt is day 0, the next working day is day 1, the last day ends at 24:00. A suspension runs
from the day the letter goes out to the day the answer comes or its period ends: the working days in that span, the first
day not counted, are added to the due date; days under two letters at once are added once (clock_count).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.clock_events import Event
from gongkai.law.clock_replay import Replay
from gongkai.law.clock_rules import replayed
from gongkai.law.clock_steps import Step
from gongkai.law.errors import Unlawful
from gongkai.law.params import Params, defaults
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
    ClockState.AWAITING_REASON: "待说明理由",
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
    next_on: the date somebody else must act by (supplement, fee, opinion, reasons). provisional: 暂定, a date was
    computed through a year without an official notice; earliest_due_on is then the date that warnings use.
    suspended: the suspensions of the present count, each (day before the first not counted, last day not counted).
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
    events: Iterable[Event],
    *,
    today: date,
    calendar: WorkCalendar,
    params: Params | None = None,
    recorded: int = 0,
) -> Clock:
    """Replay the events in their order; Unlawful with its article where one of them is not allowed.

    recorded: how many of the events, from the first, the ledger holds already. A date that was lawful when it was
    recorded and is not by the calendar of today is then noted in the derivation instead of being refused.
    """
    replay = replayed(Replay(today, calendar, params or defaults()), tuple(events), recorded)
    state, due, count = _state(replay, today), replay.due_on, replay.count
    return Clock(
        today=today,
        received_on=replay.received_on,
        due_on=due,
        earliest_due_on=replay.earliest_due_on,
        days_left=None if due is None or state.closed else calendar.between(today, due),
        state=state,
        provisional=replay.provisional,
        next_on=replay.next_on(today),
        counted_from=count.start if count else None,
        suspended=count.spans(calendar, today) if count else (),
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
    """Try the candidate after the recorded events: None if it is lawful, else the refusal the clerk would get."""
    past = tuple(events)
    try:
        run((*past, candidate), today=today, calendar=calendar, params=params, recorded=len(past))
    except Unlawful as refusal:
        return refusal
    return None


def _state(replay: Replay, today: date) -> ClockState:
    if replay.closed:
        return ClockState(replay.closed)
    if replay.received_on is None:
        return ClockState.UNCONFIRMED
    return _waiting(replay, today) or _running(replay, today)


def _waiting(replay: Replay, today: date) -> ClockState | None:
    if not replay.waiting:
        return None
    if replay.lapses_after is not None and today > replay.lapses_after:
        return ClockState.LAPSED
    return ClockState.AWAITING_SUPPLEMENT if replay.waiting == "supplement" else ClockState.AWAITING_FEE


def _running(replay: Replay, today: date) -> ClockState:
    due = replay.due_on or date.max
    if today > due:
        return ClockState.OVERDUE
    if replay.count is not None and replay.count.is_suspended(replay.calendar, today):
        return ClockState.SUSPENDED
    if today == due:
        return ClockState.DUE_TODAY
    return (
        ClockState.AWAITING_REASON if replay.reason_by and today <= replay.reason_by else ClockState.RUNNING
    )
