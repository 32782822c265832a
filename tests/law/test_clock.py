"""The response clock: what holds for every history, and what a new calendar does to an old one."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.law import clock_events as ev
from gongkai.law.clock import CLOSED, STATE_LABELS, ClockState, allowed, run
from gongkai.law.clock_rules import RULES
from gongkai.law.errors import Unlawful
from gongkai.law.notices import SpecialDay, YearNotice
from gongkai.law.workdays import official

CALENDAR = official()
DAYS = st.dates(date(2019, 6, 1), date(2028, 6, 30))
SPARE = st.integers(0, 40)


def clock(*events, today=None, calendar=CALENDAR, recorded=0):
    return run(events, today=today or events[-1].on, calendar=calendar, recorded=recorded)


def due(*events, today=None):
    return clock(*events, today=today).due_on


def workday(start, n):
    return CALENDAR.add(start, n)


@settings(deadline=None, max_examples=150)
@given(DAYS, SPARE)
def test_a_later_receipt_never_gives_an_earlier_due_date(day, later):
    assert due(ev.Received(day + timedelta(later))) >= due(ev.Received(day))


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(1, 20), st.integers(0, 25))
def test_a_suspension_of_n_working_days_moves_the_due_date_by_n(day, sent, n):
    received = ev.Received(day)
    out = ev.ConsultationSent(workday(day, sent), whom="organ")
    came = ev.ConsultationAnswered(workday(day, sent + n), answer="consent")
    assert CALENDAR.between(due(received), due(received, out, came)) == n


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(1, 19), st.integers(0, 30))
def test_a_suspension_that_ends_on_any_day_leaves_the_days_that_were_left(day, sent, took):
    received = ev.Received(day)
    out = ev.ConsultationSent(workday(day, sent), whom="organ")
    came = ev.ConsultationAnswered(out.on + timedelta(took), answer="consent")
    assert CALENDAR.between(came.on, due(received, out, came)) == 20 - sent


@settings(deadline=None, max_examples=100)
@given(DAYS, st.integers(1, 10), st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_two_letters_suspend_for_the_days_that_either_was_out(day, first, gap, long, short):
    start = workday(day, first)
    spans = [(start, workday(start, long + 1)), (workday(start, gap), workday(start, gap + short))]
    letters = [
        (at, letter)
        for ref, (sent, came) in enumerate(spans)
        for at, letter in (
            (sent, ev.ConsultationSent(sent, ref=str(ref), whom="organ")),
            (came, ev.ConsultationAnswered(came, ref=str(ref))),
        )
    ]
    events = [letter for _, letter in sorted(letters, key=lambda pair: pair[0])]
    assume(due(ev.Received(day)) >= spans[1][0])
    out = {
        start + timedelta(n)
        for n in range(400)
        for sent, came in spans
        if sent < start + timedelta(n) <= came and CALENDAR.is_workday(start + timedelta(n))
    }
    found = due(ev.Received(day), *events)
    assert CALENDAR.between(due(ev.Received(day)), found) == len(out)


@settings(deadline=None, max_examples=100)
@given(DAYS, st.integers(1, 20), st.integers(1, 20))
def test_an_extension_adds_exactly_its_days(day, when, days):
    on = workday(day, when)
    extended = due(ev.Received(day), ev.Extension(on, told_on=on, days=days, head_agreed=True))
    assert CALENDAR.between(due(ev.Received(day)), extended) == days


@settings(deadline=None, max_examples=100)
@given(DAYS, st.integers(1, 7), st.integers(1, 20))
def test_a_restart_does_not_depend_on_the_past(day, asked, came):
    notice = ev.SupplementNotice(workday(day, asked), reply_by=workday(day, 60))
    reply = ev.SupplementReceived(workday(notice.on, came))
    assert due(ev.Received(day), notice, reply) == due(ev.Received(reply.on))


@settings(deadline=None, max_examples=100)
@given(DAYS, st.integers(1, 20), st.integers(1, 20))
def test_a_payment_gives_the_full_period_from_the_day_after(day, asked, paid):
    notice = ev.FeeNotice(max(workday(day, asked), date(2021, 1, 4)), received_on=None)
    assume(notice.on <= due(ev.Received(day)))
    payment = ev.FeePaid(workday(notice.on, paid))
    assert due(ev.Received(day), notice, payment) == due(ev.Received(payment.on))


@settings(deadline=None, max_examples=100)
@given(DAYS, st.integers(0, 30), st.integers(0, 60))
def test_an_open_case_is_never_due_earlier_for_waiting(day, when, later):
    letter = ev.ConsultationSent(workday(day, min(when, 20)), whom="organ")
    early, late = letter.on, letter.on + timedelta(later)
    assert due(ev.Received(day), letter, today=late) >= due(ev.Received(day), letter, today=early)
    assert clock(ev.Received(day), letter, today=late).state is ClockState.SUSPENDED


@settings(deadline=None, max_examples=100)
@given(DAYS, st.integers(0, 60))
def test_warnings_never_come_late_and_a_closed_case_has_no_days_left(day, later):
    found = clock(ev.Received(day), today=day + timedelta(later))
    assert found.earliest_due_on <= found.due_on
    assert found.provisional is (found.due_on.year > 2026)
    closed = clock(ev.Received(day), ev.Answered(day + timedelta(later)))
    assert closed.state.closed
    assert closed.days_left is None


@settings(deadline=None, max_examples=60)
@given(DAYS, st.integers(0, 100))
def test_an_answered_case_stays_as_it_was(day, later):
    events = (
        ev.Received(day),
        ev.ConsultationSent(workday(day, 3), whom="organ"),
        ev.Answered(workday(day, 9)),
    )
    then, now = clock(*events), clock(*events, today=events[-1].on + timedelta(later))
    assert (then.due_on, then.state) == (now.due_on, now.state)


def test_a_case_opened_long_ago_and_waiting_only_by_law_can_be_due_before_it_is_answered():
    received = ev.Received(date(2026, 11, 2))
    out = ev.ConsultationSent(date(2026, 11, 4), whom="third_party")
    assert clock(received, out, today=date(2026, 12, 25)).state is ClockState.OVERDUE


# a calendar notice loaded after the step was recorded ----------------------------------------------------------------

CITE = "国务院办公厅关于2027年部分节假日安排的通知"
WORKED = tuple(SpecialDay(date(2027, 1, day), "work", "示例节", CITE) for day in (2, 3, 9, 10))
NEWER = CALENDAR.with_notice(YearNotice(2027, CITE, WORKED))
RECEIVED = ev.Received(date(2026, 12, 10))


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("延期", ev.Extension(date(2027, 1, 8), told_on=date(2027, 1, 8), days=5, head_agreed=True)),
        ("征求意见", ev.ConsultationSent(date(2027, 1, 8), whom="organ")),
        ("收费通知", ev.FeeNotice(date(2027, 1, 8))),
    ],
)
def test_what_was_in_time_by_the_provisional_calendar_stays_recorded(words, step):
    assert clock(RECEIVED, step).state is not ClockState.OVERDUE
    with pytest.raises(Unlawful):
        clock(RECEIVED, step, calendar=NEWER)
    kept = clock(RECEIVED, step, calendar=NEWER, recorded=2)
    note = [one for one in kept.derivation if one.rule == "recalculated"]
    assert len(note) == 1, words
    assert "日历更新后重新计算" in note[0].zh
    assert "已登记的步骤保留" in note[0].zh


def test_a_supplement_notice_that_turns_out_to_be_in_time_keeps_what_was_recorded_after_it():
    received = ev.Received(date(2027, 1, 4))
    notice = ev.SupplementNotice(date(2027, 1, 14), reply_by=date(2027, 2, 1))
    step = ev.Extension(date(2027, 1, 20), told_on=date(2027, 1, 20), days=5, head_agreed=True)
    rest = (SpecialDay(date(2027, 1, 12), "rest", "示例节", CITE),)
    later = CALENDAR.with_notice(YearNotice(2027, CITE, rest))
    assert clock(received, notice, step).state is ClockState.RUNNING
    with pytest.raises(Unlawful, match="正在等待申请人补正"):
        clock(received, notice, step, calendar=later)
    assert clock(received, notice, step, calendar=later, recorded=3).state is ClockState.AWAITING_SUPPLEMENT


def test_a_new_step_is_refused_although_the_recorded_ones_are_kept():
    step = ev.Extension(date(2027, 1, 8), told_on=date(2027, 1, 8), days=5, head_agreed=True)
    late = ev.ConsultationSent(date(2027, 1, 15), whom="organ")
    refusal = allowed((RECEIVED, step), late, today=late.on, calendar=NEWER)
    assert refusal is not None
    assert "期限 2027-01-10 已过" in refusal.zh


def test_a_lawful_candidate_has_no_refusal():
    assert (
        allowed((RECEIVED,), ev.Answered(date(2026, 12, 11)), today=date(2026, 12, 11), calendar=CALENDAR)
        is None
    )


def test_the_notice_turns_a_provisional_date_into_an_official_one():
    before, after = clock(RECEIVED), clock(RECEIVED, calendar=NEWER)
    assert (before.provisional, before.due_on, before.earliest_due_on) == (
        True,
        date(2027, 1, 8),
        date(2027, 1, 7),
    )
    assert (after.provisional, after.due_on, after.earliest_due_on) == (
        False,
        date(2027, 1, 5),
        date(2027, 1, 5),
    )
    assert before.derivation[-1].provisional


def test_a_later_holiday_list_never_refuses_a_warning_date():
    told = ev.Extension(date(2027, 1, 8), told_on=date(2027, 1, 8), days=5, head_agreed=True)
    found = clock(RECEIVED, told)
    assert (found.due_on, found.earliest_due_on) == (date(2027, 1, 15), date(2027, 1, 14))


# words and tables ----------------------------------------------------------------------------------------------------


def test_every_state_has_a_label_and_four_close_a_case():
    assert [one.label for one in ClockState] == [STATE_LABELS[one] for one in ClockState]
    assert {one for one in ClockState if one.closed} == CLOSED


def test_every_kind_of_event_has_a_rule_a_label_and_an_article():
    assert set(RULES) == set(ev.EVENT_TYPES.values())
    assert all(kind.label and kind.article for kind in RULES)


def test_an_unknown_kind_of_event_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        ev.event_from_dict("wish", {"on": "2026-11-23"})


def test_the_suspensions_of_a_count_are_told():
    received = ev.Received(date(2026, 11, 2))
    found = clock(received, ev.ConsultationSent(date(2026, 11, 9)), today=date(2026, 11, 10))
    assert found.suspended == ((date(2026, 11, 9), date(2026, 11, 30)),)
    assert clock(ev.Withdrawn(date(2026, 11, 9))).suspended == ()


def test_refusals_are_readable_in_english():
    with pytest.raises(Unlawful) as refusal:
        clock(RECEIVED, RECEIVED)
    assert refusal.value.en == "Cannot record received: it is received already"
