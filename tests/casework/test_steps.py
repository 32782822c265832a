"""Steps move the clock, are refused with their article, and tell the second of two clerks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.casework import actions, queries
from gongkai.casework.acts import Stale
from gongkai.casework.models import Application
from gongkai.casework.offers import offers
from gongkai.kit.entry import BadEntry
from gongkai.law.clock import ClockState
from gongkai.law.errors import Unlawful
from support.cases import Office, answer, approve, moment, register, step
from support.factories import make_person

START = date(2026, 3, 2)
SOON, LATER = date(2026, 3, 4), date(2026, 3, 10)


def test_a_supplement_starts_the_period_again(office: Office) -> None:
    case = register(office, START)
    case = step(actions.notice_supplement, case, office.clerk, SOON, on=SOON, reply_by=date(2026, 3, 20))
    assert case.state == "awaiting_supplement"
    assert queries.clock_of(case, today=SOON).due_on is None
    case = step(actions.receive_supplement, case, office.clerk, LATER, on=LATER)
    clock = queries.clock_of(case, today=LATER)
    assert (case.state, clock.counted_from, clock.due_on) == ("registered", LATER, date(2026, 4, 8))


def test_a_supplement_that_never_comes_lapses_the_case(office: Office) -> None:
    case = register(office, START)
    case = step(actions.notice_supplement, case, office.clerk, SOON, on=SOON, reply_by=LATER)
    with pytest.raises(Unlawful, match="第三十条"):
        step(actions.lapse, case, office.clerk, LATER, on=LATER)
    after = date(2026, 3, 11)
    case = step(actions.lapse, case, office.clerk, after, on=after)
    assert (case.state, case.outcome_code, case.closed_on) == ("lapsed", "no_supplement", after)
    assert queries.clock_of(case, today=after).state is ClockState.LAPSED


def test_a_late_notice_does_not_stop_the_office_from_deciding(office: Office) -> None:
    late = date(2026, 3, 20)
    case = register(office, START)
    case = step(actions.notice_supplement, case, office.clerk, late, on=late, reply_by=date(2026, 3, 27))
    assert queries.clock_of(case, today=late).due_on == date(2026, 3, 30)
    assert answer(office, case, date(2026, 3, 30)).state == "answered"


def test_an_extension_needs_the_head_and_comes_once(office: Office) -> None:
    case = register(office, START)
    facts = {"on": SOON, "told_on": SOON, "days": 20}
    with pytest.raises(Unlawful, match="第三十三条"):
        step(actions.extend, case, office.clerk, SOON, head_agreed=False, **facts)
    case = step(actions.extend, case, office.clerk, SOON, head_agreed=True, **facts)
    assert queries.clock_of(case, today=SOON).due_on == date(2026, 4, 28)
    with pytest.raises(Unlawful, match="一次"):
        step(actions.extend, case, office.clerk, SOON, head_agreed=True, **facts)


def test_nothing_is_delivered_while_the_third_party_may_still_answer(office: Office) -> None:
    case = register(office, START)
    case = step(actions.consult, case, office.clerk, SOON, on=SOON, whom="third_party")
    assert queries.clock_of(case, today=LATER).state is ClockState.SUSPENDED
    with pytest.raises(Unlawful, match="第三方"):
        answer(office, case, LATER)
    case.refresh_from_db()
    assert (case.state, case.closed_on) == ("approved", None)


def test_opinions_come_one_after_the_other(office: Office) -> None:
    case = register(office, START)
    case = step(actions.consult, case, office.clerk, SOON, on=SOON, whom="third_party")
    case = step(actions.consult, case, office.clerk, SOON, on=SOON, whom="organ")
    done = actions.record_consultation_answer
    case = step(done, case, office.clerk, LATER, on=LATER, ref="1", answer="consent")
    assert case.state == "consulting"
    case = step(done, case, office.clerk, LATER, on=LATER, ref="2", answer="other")
    assert case.state == "registered"
    assert queries.clock_of(case, today=LATER).due_on == date(2026, 4, 3)


def test_a_fee_stops_the_clock_until_it_is_paid(office: Office) -> None:
    case = register(office, START)
    case = step(actions.ask_fee, case, office.clerk, SOON, on=SOON, told_on=SOON)
    assert queries.clock_of(case, today=SOON).state is ClockState.AWAITING_FEE
    case = step(actions.record_payment, case, office.clerk, LATER, on=LATER)
    assert queries.clock_of(case, today=LATER).due_on == date(2026, 4, 8)


def test_the_time_to_pay_runs_from_the_delivery_of_the_notice(office: Office) -> None:
    case = register(office, START)
    case = step(actions.ask_fee, case, office.clerk, SOON, on=SOON)
    assert queries.clock_of(case, today=LATER).next_on is None
    case = step(actions.record_fee_delivery, case, office.clerk, LATER, on=LATER)
    assert (case.state, queries.clock_of(case, today=LATER).next_on) == ("awaiting_fee", date(2026, 4, 8))


def test_an_opinion_that_comes_after_the_draft_is_recorded(office: Office) -> None:
    case = register(office, START)
    case = step(actions.consult, case, office.clerk, SOON, on=SOON, whom="third_party", told_on=SOON)
    words = {"outcome_code": "third_party", "reasons": "示例理由", "given": ""}
    case = step(actions.draft_decision, case, office.clerk, SOON, **words)
    done = actions.record_consultation_answer
    case = step(done, case, office.clerk, LATER, on=LATER, ref="1", answer="object")
    assert case.state == "in_review"
    case = approve(office, case, LATER)
    case = step(actions.deliver, case, office.clerk, LATER, answered_on=LATER, mode="direct")
    assert case.state == "answered"


def test_an_unpaid_fee_lapses_the_case(office: Office) -> None:
    case = register(office, START)
    case = step(actions.ask_fee, case, office.clerk, SOON, on=SOON, told_on=SOON)
    after = date(2026, 4, 20)
    case = step(actions.lapse, case, office.clerk, after, on=after)
    assert case.outcome_code == "unpaid"


def test_a_good_reason_of_volume_may_set_a_later_day(office: Office) -> None:
    case = register(office, START)
    case = step(actions.ask_reason, case, office.clerk, SOON, on=SOON, reply_by=LATER)
    later = date(2026, 6, 1)
    case = step(actions.record_reason, case, office.clerk, LATER, on=LATER, reasonable=True, answer_by=later)
    assert queries.clock_of(case, today=LATER).due_on == later


def test_the_second_clerk_is_told_who_did_what(office: Office) -> None:
    case = register(office, START)
    seen = case.version
    step(actions.consult, case, office.head, SOON, on=SOON, whom="organ")
    with pytest.raises(Stale) as refusal:
        actions.withdraw(application=case, version=seen, actor=office.clerk, at=moment(SOON), on=SOON)
    assert office.head.name in str(refusal.value)
    assert "征求意见" in str(refusal.value)
    case.refresh_from_db()
    assert case.state == "consulting"


def test_a_day_that_has_not_come_is_refused(office: Office) -> None:
    case = register(office, START)
    with pytest.raises(BadEntry) as refusal:
        step(actions.withdraw, case, office.clerk, SOON, on=LATER)
    assert set(refusal.value.problems) == {"on"}


def test_a_clerk_of_another_agency_finds_and_does_nothing(office: Office) -> None:
    case = register(office, START)
    stranger = make_person("clerk")
    with pytest.raises(PermissionDenied):
        step(actions.withdraw, case, stranger, SOON, on=SOON)
    nothing = Agency.objects.exclude(pk=office.agency.pk)
    with pytest.raises(Application.DoesNotExist):
        queries.find(nothing, case.pk)
    assert queries.find(Agency.objects.all(), case.pk) == case


def test_the_list_of_what_is_due_begins_with_the_most_urgent(office: Office) -> None:
    later = register(office, SOON)
    first = register(office, START)
    waiting = register(office, START, channel="online")
    done = register(office, START)
    answer(office, done, SOON)
    listed = queries.due(Agency.objects.all(), date(2026, 3, 31))
    assert [row.application for row in listed] == [first, later, waiting]
    assert [row.application for row in queries.overdue(Agency.objects.all(), date(2026, 3, 31))] == [first]
    assert list(queries.in_state(Agency.objects.all(), "answered")) == [done]
    shown = {
        what: [row.application for row in queries.listed(Agency.objects.all(), date(2026, 3, 31), show=what)]
        for what in ("open", "unconfirmed", "closed", "all")
    }
    assert shown["open"] == [first, later, waiting]
    assert (shown["unconfirmed"], shown["closed"]) == ([waiting], [done])
    assert set(shown["all"]) == {first, later, waiting, done}


def test_offers_say_what_is_possible_and_why_the_rest_is_not(office: Office) -> None:
    case = register(office, START)
    found = {one.verb: one for one in offers(case, person=office.clerk, today=date(2026, 3, 31))}
    assert found["draft"].open
    assert not found["extend"].open
    assert "2026-03-30" in str(found["extend"].refusal)
    assert not found["approve"].permitted
    assert found["confirm"].refusal is not None


def test_lapse_is_offered_once_the_time_is_over(office: Office) -> None:
    case = register(office, START)
    case = step(actions.notice_supplement, case, office.clerk, SOON, on=SOON, reply_by=LATER)
    early = {one.verb: one for one in offers(case, person=office.clerk, today=LATER)}
    late = {one.verb: one for one in offers(case, person=office.clerk, today=date(2026, 3, 11))}
    assert "期限尚未届满" in str(early["lapse"].refusal)
    assert late["lapse"].open


def test_offers_follow_the_case(office: Office) -> None:
    case = register(office, START)
    case = step(actions.consult, case, office.clerk, SOON, on=SOON, whom="organ")
    verbs = {one.verb for one in offers(case, person=office.clerk, today=SOON) if one.open}
    assert "end_consultation" in verbs
    case = step(
        actions.draft_decision, case, office.head, SOON, outcome_code="open", reasons="", given="示例"
    )
    found = {one.verb: one for one in offers(case, person=office.head, today=SOON)}
    assert "拟稿人" in str(found["approve"].refusal)
    case = step(
        actions.return_decision, case, make_person("head", office.agency), SOON, reason="请补充（示例）"
    )
    found = {one.verb: one for one in offers(case, person=office.clerk, today=SOON)}
    assert found["draft"].open
    assert found["lapse"].refusal is not None


def test_the_history_of_a_case_reads_in_words(office: Office) -> None:
    case = register(office, START)
    answer(office, case, SOON)
    labels = [queries.event_label(one) for one in case.events.all()]
    assert labels == ["登记申请", "收到申请", "拟定决定", "提交审核", "保密审查", "审批决定", "答复"]
