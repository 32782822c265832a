"""Two people decide; the day of delivery closes a case and fixes its year."""

from datetime import date
from typing import Any

import pytest

from gongkai.casework import actions, queries
from gongkai.kit.entry import BadEntry
from gongkai.law.clock import ClockState
from gongkai.law.errors import Unlawful
from support.cases import Office, answer, approve, register, step

START, SOON, LATER = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 10)
WORDS = {"outcome_code": "open", "reasons": "", "given": "示例信息"}


def test_a_decision_goes_from_draft_to_delivery(office: Office) -> None:
    case = register(office, START)
    case = step(actions.draft_decision, case, office.clerk, SOON, **WORDS)
    assert (case.state, case.drafted_by, case.outcome.label) == ("in_review", office.clerk, "予以公开")
    case = approve(office, case, SOON)
    assert (case.state, case.state_label) == ("approved", "已批准待送达")
    case = step(actions.deliver, case, office.clerk, LATER, answered_on=LATER, mode="post")
    assert (case.state, case.closed_on, case.delivery_mode) == ("answered", LATER, "post")
    assert queries.clock_of(case, today=LATER).state is ClockState.ANSWERED


def test_the_drafter_does_not_approve(office: Office) -> None:
    case = register(office, START)
    case = step(actions.draft_decision, case, office.head, SOON, **WORDS)
    with pytest.raises(Unlawful, match="拟稿人"):
        approve(office, case, SOON)


def test_a_returned_draft_is_written_again(office: Office) -> None:
    case = register(office, START)
    case = step(actions.draft_decision, case, office.clerk, SOON, **WORDS)
    with pytest.raises(BadEntry):
        step(actions.return_decision, case, office.head, SOON, reason=" ")
    case = step(actions.return_decision, case, office.head, SOON, reason="请写明方式")
    assert case.state == "drafted"
    case = step(actions.draft_decision, case, office.clerk, SOON, submit=False, **WORDS)
    assert case.state == "drafted"
    case = step(actions.submit_decision, case, office.clerk, SOON)
    case = approve(office, case, SOON)
    case = step(actions.reopen_decision, case, office.head, SOON)
    assert (case.state, case.approved_by) == ("drafted", None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"outcome_code": "nonsense", "reasons": "x", "given": "x"}, "outcome_code"),
        ({"outcome_code": "withdrawn", "reasons": "x", "given": "x"}, "outcome_code"),
        ({"outcome_code": "open", "reasons": "x", "given": " "}, "given"),
        ({"outcome_code": "partial", "reasons": "", "given": "x"}, "reasons"),
        ({"outcome_code": "process", "reasons": " ", "given": ""}, "reasons"),
    ],
)
def test_a_draft_says_what_its_letter_must_say(office: Office, facts: Any, field: str) -> None:
    case = register(office, START)
    with pytest.raises(BadEntry) as refusal:
        step(actions.draft_decision, case, office.clerk, SOON, **facts)
    assert set(refusal.value.problems) == {field}


def test_nothing_is_delivered_before_it_is_approved(office: Office) -> None:
    case = register(office, START)
    case = step(actions.draft_decision, case, office.clerk, SOON, **WORDS)
    with pytest.raises(Unlawful, match="审核中"):
        step(actions.deliver, case, office.clerk, SOON, answered_on=SOON, mode="direct")


def test_an_approval_on_paper_has_its_own_day(office: Office) -> None:
    case = register(office, START)
    case = step(actions.draft_decision, case, office.clerk, LATER, **WORDS)
    paper = {"signed_by": office.head, "reviewed_by": office.head, "name": "呈批单.pdf", "data": b"%PDF-1.7"}
    with pytest.raises(BadEntry, match="早于收到"):
        step(actions.approve_on_paper, case, office.head, LATER, on=date(2026, 3, 1), **paper)
    case = step(actions.approve_on_paper, case, office.head, LATER, on=SOON, **paper)
    with pytest.raises(BadEntry) as refusal:
        step(actions.deliver, case, office.clerk, LATER, answered_on=date(2026, 3, 3), mode="pigeon")
    assert set(refusal.value.problems) == {"answered_on", "mode"}
    assert step(actions.deliver, case, office.clerk, LATER, answered_on=SOON, mode="direct").closed_on == SOON


def test_a_late_answer_says_so(office: Office) -> None:
    case = answer(office, register(office, START), date(2026, 3, 31))
    assert queries.clock_of(case, today=date(2026, 4, 1)).state is ClockState.ANSWERED_LATE


def test_a_withdrawal_closes_the_case(office: Office) -> None:
    case = step(actions.withdraw, register(office, START), office.clerk, SOON, on=SOON)
    assert (case.state, case.outcome_code, case.closed_on) == ("withdrawn", "withdrawn", SOON)
    with pytest.raises(Unlawful):
        answer(office, case, LATER)
    assert case.outcome is not None


def test_a_case_without_a_decision_has_no_outcome(office: Office) -> None:
    assert register(office, START).outcome is None
