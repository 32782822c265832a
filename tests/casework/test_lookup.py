"""Number and code open what the applicant may see, and nothing else; what they can do with it is audited."""

from datetime import date, timedelta

import pytest

from casework.test_online import tight
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.acts import Stale
from gongkai.casework.models import CaseFile
from gongkai.casework.online.seen import seen
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from support.cases import answer, approve, make_office, moment, step
from support.online import PNG, send

__all__ = ["tight"]
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 6)
AT = moment(MONDAY)


def _look(office, number, code, at=AT, address="192.0.2.1"):
    return actions.look_up(agency=office.agency, at=at, address=address, number=number, code=code)


def _confirmed(office):
    return step(actions.confirm, send(office, AT).application, office.clerk, TUESDAY, confirmed_on=TUESDAY)


def _texts(page):
    return " ".join(one.text for one in page.lines)


# the code ----------------------------------------------------------------------------------------------------------


def test_number_and_code_open_the_application(office):
    sent = send(office, AT)
    assert _look(office, " ２０２６-0001 ", sent.code.lower()).application == sent.application
    assert Event.objects.get(verb="application.looked_up").actor_id is None


def test_another_number_another_code_and_another_agency_open_nothing_and_sound_alike(office):
    sent, other = send(office, AT), make_office()
    answers = [
        _look(office, "2026-0001", "X" * 12),
        _look(office, "2026-0009", sent.code),
        _look(other, "2026-0001", sent.code),
    ]
    assert [one.application for one in answers] == [None] * 3
    assert {one.problem for one in answers} == {"编号或者查询码不对，请核对后再试（这一小时内还可以试4次）。"}


def test_wrong_codes_close_a_number_for_the_hour_whoever_asks_and_whether_it_exists(office):
    sent = send(office, AT)
    for number in ("2026-0001", "2026-0002"):
        for place in range(5):
            _look(office, number, "wrong", address=f"192.0.2.{place}")
        assert "下一个整点" in _look(office, number, sent.code).problem
    assert _look(office, "2026-0001", sent.code, at=AT + timedelta(hours=1)).application


def test_one_address_asks_no_more_than_its_share(office, tight):
    tight(lookups_per_hour=1)
    sent = send(office, AT)
    assert _look(office, "2026-0001", sent.code).application
    assert "这一小时内查询太多" in _look(office, "2026-0001", sent.code).problem


def test_a_code_opens_until_its_days_after_the_end_and_then_says_so(office):
    sent = send(office, AT)
    actions.withdraw_online(application=sent.application, version=0, at=AT)
    last = AT + timedelta(days=210)
    assert _look(office, "2026-0001", sent.code, at=last).application
    assert "已经过期" in _look(office, "2026-0001", sent.code, at=last + timedelta(days=1)).problem


# what is seen ------------------------------------------------------------------------------------------------------


def test_before_the_confirmation_no_period_runs_and_after_it_the_due_date_is_reckoned(office):
    case = send(office, AT).application
    page = seen(case, today=MONDAY)
    assert (page.state, page.clock.due_on, page.reckoning) == ("已提交，待双方确认", None, [])
    case = step(actions.confirm, case, office.clerk, TUESDAY, confirmed_on=TUESDAY)
    page = seen(case, today=TUESDAY)
    assert (page.state, page.clock.due_on) == ("办理中", date(2026, 12, 1))
    assert [one.text for one in page.reckoning] == [
        "收到申请之日按提交渠道确定；互联网渠道以双方确认之日为准",
        "收到申请之日，当日不计",
    ]


def test_drafts_reviews_people_and_third_parties_stay_with_the_office(office):
    case = _confirmed(office)
    case = step(actions.consult, case, office.clerk, TUESDAY, on=TUESDAY, whom="third_party")
    facts = {"on": FRIDAY, "ref": "1", "answer": "object"}
    case = step(actions.record_consultation_answer, case, office.clerk, FRIDAY, **facts)
    words = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}
    case = step(actions.draft_decision, case, office.clerk, FRIDAY, **words)
    page = seen(case, today=FRIDAY)
    shown = _texts(page) + " ".join(one.text for one in page.reckoning)
    assert (page.state, page.outcome) == ("办理中", "")
    assert "征求第三方或者其他机关的意见" in shown
    for secret in ("不同意", "示例理由", "示例信息", office.clerk.name, "拟", "审核"):
        assert secret not in shown


def test_papers_are_there_once_they_went_out_electronically(office):
    case = _confirmed(office)
    facts = {"application": case, "actor": office.clerk, "at": AT, "kind": "given", "data": PNG}
    given = actions.attach(**facts, name="示例.png")
    actions.attach(**{**facts, "kind": "approval"}, name="呈批单.png")
    assert seen(case, today=TUESDAY).papers == []
    words = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}
    case = step(actions.draft_decision, case, office.clerk, TUESDAY, **words)
    case = approve(office, case, TUESDAY)
    case = step(actions.deliver, case, office.clerk, TUESDAY, answered_on=TUESDAY, mode="electronic")
    page = seen(case, today=TUESDAY)
    assert (page.state, page.papers) == ("已答复", [given])
    assert actions.fetch_paper(application=case, pk=given.pk, at=AT)[1] == PNG
    assert Event.objects.filter(verb="application.fetched").count() == 1


def test_what_went_out_by_post_and_files_of_others_are_not_there(office):
    case = _confirmed(office)
    facts = {"application": case, "actor": office.clerk, "at": AT, "kind": "given", "data": PNG}
    given = actions.attach(**facts, name="示例.png")
    case = answer(office, case, TUESDAY)
    assert seen(case, today=TUESDAY).papers == []
    with pytest.raises(CaseFile.DoesNotExist):
        actions.fetch_paper(application=case, pk=given.pk, at=AT)


# what can be done --------------------------------------------------------------------------------------------------


def test_an_applicant_takes_the_application_back(office):
    case = send(office, AT).application
    assert seen(case, today=MONDAY).may_withdraw
    case = actions.withdraw_online(application=case, version=0, at=AT)
    page = seen(case, today=MONDAY)
    assert (page.state, page.outcome, page.may_withdraw) == ("已撤回", "", False)
    with pytest.raises(Stale):
        actions.withdraw_online(application=case, version=0, at=AT)
    with pytest.raises(Unlawful):
        actions.withdraw_online(application=case, version=case.version, at=AT)


def _asked(office):
    facts = {"on": TUESDAY, "reply_by": FRIDAY}
    return step(actions.notice_supplement, _confirmed(office), office.clerk, TUESDAY, **facts)


def test_a_supplement_in_time_starts_the_period_again_and_is_kept(office):
    case = _asked(office)
    page = seen(case, today=FRIDAY)
    assert (page.state, page.may_supplement) == ("等您补正", True)
    facts = {"application": case, "version": case.version, "at": moment(FRIDAY)}
    case = actions.supplement_online(**facts, text="示例：2025年度", files=[("示例.png", PNG)])
    assert (case.state, case.due_on) == ("registered", date(2026, 12, 4))
    assert [(one.kind, one.label) for one in case.files.all()] == [
        ("supplement", "补正说明.txt"),
        ("supplement", "示例.png"),
    ]


def test_a_late_supplement_is_refused_with_the_article_and_nothing_is_kept(office):
    case, late = _asked(office), moment(date(2026, 11, 9))
    assert not seen(case, today=date(2026, 11, 9)).may_supplement
    with pytest.raises(Unlawful, match="第三十条"):
        actions.supplement_online(application=case, version=case.version, at=late, text="示例")
    assert not case.files.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "示" * 5001}, "text"),
        ({"text": "", "files": [("示例.png", b"MZ")]}, "material"),
        ({"text": "", "files": [("示例.png", PNG)] * 9}, "material"),
    ],
)
def test_a_supplement_that_cannot_be_taken_says_why(office, facts, field):
    case = _asked(office)
    with pytest.raises(BadEntry) as refusal:
        actions.supplement_online(application=case, version=case.version, at=moment(FRIDAY), **facts)
    assert set(refusal.value.problems) == {field}
