"""What is kept of a clock says on every later day what the replay of its events says."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law import clock_events as ev
from gongkai.law.clock import ClockState, allowed, run
from gongkai.law.clock_replay import Replay
from gongkai.law.clock_rules import replayed
from gongkai.law.clock_standing import Deadline
from gongkai.law.params import defaults
from gongkai.law.workdays import official

CALENDAR = official()
DAYS = st.dates(date(2024, 11, 1), date(2026, 12, 20))
MAKERS = {
    "supplement": lambda day, gap, n: ev.SupplementNotice(day, reply_by=day + timedelta(1 + gap)),
    "supplement_in": lambda day, gap, n: ev.SupplementReceived(day, excused=bool(gap % 2)),
    "extension": lambda day, gap, n: ev.Extension(day, told_on=day, days=1 + gap % 20, head_agreed=True),
    "third_party": lambda day, gap, n: ev.ConsultationSent(day, ref=str(n)),
    "organ": lambda day, gap, n: ev.ConsultationSent(day, ref=str(n), whom="organ"),
    "organ_by": lambda day, gap, n: ev.ConsultationSent(
        day, ref=str(n), whom="organ", reply_by=day + timedelta(gap)
    ),
    "opinion": lambda day, gap, n: ev.ConsultationAnswered(day, ref=str(n - 1)),
    "first_opinion": lambda day, gap, n: ev.ConsultationAnswered(day, ref="1"),
    "fee": lambda day, gap, n: ev.FeeNotice(day, received_on=day if gap % 2 else None),
    "paid": lambda day, gap, n: ev.FeePaid(day),
    "reason": lambda day, gap, n: ev.VolumeReasonAsked(day, reply_by=day + timedelta(1 + gap)),
    "reason_in": lambda day, gap, n: ev.VolumeReasonGiven(
        day, answer_by=day + timedelta(60) if gap % 2 else None
    ),
    "answered": lambda day, gap, n: ev.Answered(day),
    "withdrawn": lambda day, gap, n: ev.Withdrawn(day),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(MAKERS)), st.integers(0, 12), st.integers(0, 30)), max_size=6
)


def history(received, steps):
    """The steps that the law lets happen, one after the other."""
    events = [ev.Received(received)]
    for n, (name, later, gap) in enumerate(steps, 1):
        one = MAKERS[name](events[-1].on + timedelta(later), gap, n)
        if allowed(events, one, today=one.on, calendar=CALENDAR) is None:
            events.append(one)
    return events


def replay(events, today):
    return replayed(Replay(today, CALENDAR, defaults()), tuple(events), len(events))


def told(events, today):
    """The state by the replay itself, in the words of the rules."""
    found = replay(events, today)
    if found.closed:
        return ClockState(found.closed)
    if found.waiting:
        late = found.lapses_after is not None and today > found.lapses_after
        return ClockState.LAPSED if late else ClockState(f"awaiting_{found.waiting}")
    if today > found.due_on:
        return ClockState.OVERDUE
    if found.count.is_suspended(CALENDAR, today):
        return ClockState.SUSPENDED
    if today == found.due_on:
        return ClockState.DUE_TODAY
    asked = found.reason_by is not None and today <= found.reason_by
    return ClockState.AWAITING_REASON if asked else ClockState.RUNNING


@settings(deadline=None, max_examples=400)
@given(DAYS, STEPS, st.integers(0, 90))
def test_the_kept_clock_says_on_a_later_day_what_the_replay_says(received, steps, later):
    events = history(received, steps)
    written = events[-1].on
    today = written + timedelta(later)
    kept = run(events, today=written, calendar=CALENDAR, recorded=len(events)).standing
    said = kept.on(today, CALENDAR)
    assert said.due_on == replay(events, today).due_on
    assert said.state is told(events, today)


@settings(deadline=None, max_examples=200)
@given(DAYS, STEPS, st.integers(0, 90))
def test_the_day_on_which_it_is_written_does_not_matter(received, steps, later):
    events = history(received, steps)
    days = (events[-1].on, events[-1].on + timedelta(later))
    first, second = [run(events, today=day, calendar=CALENDAR, recorded=len(events)).standing for day in days]
    assert first == second


def test_a_suspension_without_an_end_keeps_the_days_that_are_left():
    sent = date(2026, 3, 9)
    events = [ev.Received(date(2026, 3, 2)), ev.ConsultationSent(sent, whom="organ")]
    kept = run(events, today=sent, calendar=CALENDAR).standing
    assert (kept.due_on, kept.warn_on, kept.spare_days) == (date(2026, 3, 30), None, 15)
    later = kept.on(date(2026, 3, 16), CALENDAR)
    assert (later.state, later.due_on, later.days_left) == (ClockState.SUSPENDED, date(2026, 4, 7), 15)


def test_a_due_date_that_moves_into_a_year_without_a_notice_becomes_provisional():
    sent = date(2026, 12, 1)
    events = [ev.Received(date(2026, 11, 30)), ev.ConsultationSent(sent, whom="organ")]
    kept = run(events, today=sent, calendar=CALENDAR).standing
    assert not kept.provisional
    assert not kept.on(sent, CALENDAR).provisional
    assert kept.on(date(2026, 12, 10), CALENDAR).provisional


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], ClockState.UNCONFIRMED),
        ([ev.Withdrawn(date(2026, 3, 2))], ClockState.WITHDRAWN),
        ([ev.Received(date(2026, 3, 2)), ev.FeeNotice(date(2026, 3, 3))], ClockState.AWAITING_FEE),
    ],
)
def test_where_nothing_runs_there_is_no_date(events, state):
    kept = run(events, today=date(2026, 3, 4), calendar=CALENDAR).standing
    assert kept.on(date(2028, 3, 4), CALENDAR) == Deadline(state, None, None, provisional=False)
