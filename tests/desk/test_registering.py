"""Writing down what came in: every channel's fields, numbers checked or kept as the paper has them, more than one person."""

from datetime import date

import pytest

from desk.pages import problems, tree
from desk.test_applications import _entry
from gongkai.casework.models import Application
from support.cases import moment, step
from support.online import RESIDENT, send

NEW = "/desk/applications/new/"
WRONG = RESIDENT[:-1] + "9"


def _fields(answer):
    form = tree(answer).xpath("//main//form[.//*[@name='channel']]")[0]
    return {name: value.removeprefix("\n") for name, value in form.fields.items() if value and name != "more"}


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"id_kind": "居民身份证", "id_number": WRONG}, "id_number", "校验位不符"),
        ({"id_kind": "统一社会信用代码", "id_number": "1"}, "id_number", "应为18位"),
        ({"phone": "12345"}, "phone", "加区号"),
        ({"submitted_on": "2026-11-30"}, "submitted_on", "晚于今天"),
        ({"channel": "registered_post"}, "signed_on", "签收之日"),
        ({"channel": "oral"}, "hardship", "书面"),
        ({"description": ""}, "description", "必填"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_lost(desk, changed, field, says):
    answer = desk.clerk.post(NEW, _entry(desk, address="示例路1号", **changed))
    assert set(problems(answer)) == {field}
    assert says in problems(answer)[field]
    assert _fields(answer)["address"] == "示例路1号"
    assert not Application.objects.exists()


def test_a_wrong_number_on_paper_is_registered_as_it_is_written(desk):
    typed = _entry(desk, id_kind="居民身份证", id_number=WRONG, as_written="on")
    assert desk.clerk.post(NEW, typed).status_code == 302
    assert Application.objects.get().applicant.id_number == WRONG


def test_several_apply_through_an_agent_and_help_is_noted(desk):
    answer = desk.clerk.post(NEW, {**_entry(desk), "more": "joint"})
    assert not problems(answer)
    answer = desk.clerk.post(NEW, {**_fields(answer), "joint-0-name": "示例甲", "more": "agent"})
    typed = {"joint-0-kind": "business", "agent-name": "示例代理人", "assistance": "large"}
    assert desk.clerk.post(NEW, {**_fields(answer), **typed}).status_code == 302
    case = Application.objects.get()
    assert [(one.name, one.kind) for one in case.joint_applicants.all()] == [("示例甲", "business")]
    assert (case.agent.name, case.assistance) == ("示例代理人", "large")
    page = desk.clerk.get(f"/desk/applications/{case.pk}/").content.decode()
    assert "请用大字文书" in page
    assert "示例甲" not in page
    whole = desk.clerk.post(f"/desk/applications/{case.pk}/applicant/").content.decode()
    assert "示例甲" in whole
    assert "示例代理人" in whole


def test_a_person_too_many_is_taken_away(desk):
    answer = desk.clerk.post(NEW, {**_entry(desk), "joint": "2", "agent": "True", "more": "unjoint"})
    assert _fields(answer)["joint"] == "1"
    answer = desk.clerk.post(NEW, {**_fields(answer), "more": "unagent"})
    assert not tree(answer).xpath("//input[@name='agent-name']")


def test_a_joint_applicant_without_a_name_is_told_beside_it(desk):
    answer = desk.clerk.post(NEW, {**_entry(desk), "joint": "1"})
    assert set(problems(answer)) == {"joint-0-name", "joint-0-kind"}


# the unconfirmed ---------------------------------------------------------------------------------------------------


def _online(desk, on):
    return send(desk.office, moment(on)).application


def test_unconfirmed_ones_are_a_list_with_their_own_alarm(desk):
    late, fresh = _online(desk, date(2026, 11, 18)), _online(desk, date(2026, 11, 20))
    home = desk.clerk.get("/desk/").content.decode()
    assert "待双方确认，1 件已超期" in home
    page = desk.clerk.get("/desk/applications/?show=unconfirmed").content.decode()
    for text in (late.number, fresh.number, "已等 3 个工作日", "已等 1 个工作日", "超期未确认"):
        assert text in page
    alarm = desk.clerk.get("/desk/applications/?show=unconfirmed_late").content.decode()
    assert late.number in alarm
    assert fresh.number not in alarm


def test_a_confirmation_says_who_when_and_how(desk):
    case = _online(desk, date(2026, 11, 20))
    url = f"/desk/applications/{case.pk}/confirm/"
    facts = {"version": 0, "confirmed_on": "2026-11-23"}
    assert set(problems(desk.clerk.post(url, {**facts, "how": "dream"}))) == {"how"}
    assert desk.clerk.post(url, {**facts, "how": "phone"}).status_code == 302
    page = desk.clerk.get(f"/desk/applications/{case.pk}/").content.decode()
    for text in ("双方确认", "电话确认", desk.office.clerk.name, "2026-11-23"):
        assert text in page


def test_offers_that_helped_are_counted_beside_the_list(desk):
    from gongkai.casework.actions import end_by_offer
    from gongkai.publishing.actions import Content, add_column, import_item
    from support.online import opened

    at = moment(date(2026, 11, 20))
    facts = {"agency": desk.office.agency, "actor": desk.office.head, "at": at}
    column = add_column(**facts, name="财政", category_code="20-7")
    content = Content(column=column, title="2025年镇财政预算公开表", body="示例", made_on=at.date())
    item = import_item(**facts, content=content, published_on=at.date())
    assert "提示已公开内容" not in desk.clerk.get("/desk/applications/?show=unconfirmed").content.decode()
    end_by_offer(agency=desk.office.agency, at=at, token=opened(desk.office, at).token, item=item.pk)
    for path in ("/desk/applications/?show=unconfirmed", "/desk/channels/"):
        assert "1 次找到所要信息、没有再申请" in desk.clerk.get(path).content.decode()


def test_confirming_on_paper_needs_no_way(desk):
    from gongkai.casework import actions
    from gongkai.kit.entry import BadEntry

    case = _online(desk, date(2026, 11, 20))
    with pytest.raises(BadEntry):
        step(
            actions.confirm,
            case,
            desk.office.clerk,
            date(2026, 11, 23),
            confirmed_on=date(2026, 11, 23),
            how="dream",
        )
    case = step(actions.confirm, case, desk.office.clerk, date(2026, 11, 23), confirmed_on=date(2026, 11, 23))
    assert case.state == "registered"
