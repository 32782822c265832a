"""The response clock of an application (条例第三十至三十五条): replay what happened, give due date, state and derivation.

Day arithmetic. The day of receipt is day 0, the next working day is day 1, the last day ends at 24:00. A suspension runs
from the day the letter goes out to the day the answer comes or its period ends: the working days in that span, the first
day not counted, are added to the due date; days under two letters at once are added once (clock_count).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.clock_events import Event
from gongkai.law.clock_replay import Replay
from gongkai.law.clock_rules import replayed
from gongkai.law.clock_standing import CLOSED, STATE_LABELS, ClockState, Standing, standing
from gongkai.law.clock_steps import Step
from gongkai.law.errors import Unlawful
from gongkai.law.params import Params, defaults
from gongkai.law.workdays import WorkCalendar

__all__ = ["CLOSED", "STATE_LABELS", "Clock", "ClockState", "allowed", "run"]


@dataclass(frozen=True, slots=True)
class Clock:
    """The answer of the clock for one day.

    due_on is None while nothing runs (unconfirmed, waiting for a supplement or a fee, lapsed, withdrawn).
    days_left: working days from today to due_on, negative when overdue, None without a due date or when closed.
    next_on: the date somebody else must act by (supplement, fee, opinion, reasons). provisional: 暂定, a date was
    computed through a year without an official notice; earliest_due_on is then the date that warnings use.
    suspended: the suspensions of the present count, each (day before the first not counted, last day not counted).
    standing: what holds of all this until the next event, for a ledger to keep.
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
    standing: Standing


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
    stands, count = standing(replay), replay.count
    deadline = stands.on(today, calendar)
    return Clock(
        today=today,
        received_on=replay.received_on,
        due_on=deadline.due_on,
        earliest_due_on=replay.earliest_due_on,
        days_left=deadline.days_left,
        state=deadline.state,
        provisional=replay.provisional,
        next_on=replay.next_on(today),
        counted_from=count.start if count else None,
        suspended=count.spans(calendar, today) if count else (),
        derivation=tuple(replay.steps),
        standing=stands,
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
