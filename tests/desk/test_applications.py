"""Applications at the desk: what a clerk types, sees and is refused."""

from datetime import date

import pytest

from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.models import Application
from support.cases import make_office, register, step

DAY = date(2026, 11, 23)


def _entry(desk, **more):
    typed = {
        "agency": desk.office.agency.pk,
        "channel": "counter",
        "submitted_on": "2026-11-20",
        "description": "示例：镇财政预算公开表",
        "name": "示例申请人",
        "kind": "natural",
        "wanted_form": "as_held",
        "wanted_way": "collect",
    }
    return {**typed, **more}


def _register(desk, **more):
    answer = desk.clerk.post("/desk/applications/new/", _entry(desk, **more))
    assert answer.status_code == 302, answer.content.decode()
    return Application.objects.get()


def _do(client, case, verb, **facts):
    case.refresh_from_db()
    return client.post(f"/desk/applications/{case.pk}/{verb}/", {"version": case.version, **facts})


def _page(client, case):
    return client.get(f"/desk/applications/{case.pk}/").content.decode()


def test_a_registered_application_shows_its_due_date_and_why(desk):
    page = _page(desk.clerk, _register(desk))
    for text in (
        "2026年12月18日",
        "还有 19 个工作日",
        "为什么是这一天",
        "条例第三十三条",
        "第20个工作日",
        "当面提交",
    ):
        assert text in page
    assert "示例申请人" not in page
    assert "示****" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"submitted_on": "2026-11-30"}, "晚于今天"),
        ({"submitted_on": "2026-02-31"}, "日期应写作"),
        ({"description": "  "}, "必填"),
        ({"name": ""}, "必填"),
        ({"kind": "martian"}, "martian"),
        ({"channel": "registered_post"}, "请填写签收日期"),
        ({"channel": "registered_post", "signed_on": "2026-11-01"}, "早于提交日期"),
        ({"channel": "oral"}, "书面确有困难"),
    ],
)
def test_a_wrong_entry_is_told_and_keeps_what_was_typed(desk, wrong, said):
    answer = desk.clerk.post("/desk/applications/new/", _entry(desk, address="示例路8号", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "处需要更正" in page
    assert "示例路8号" in page
    assert not Application.objects.exists()


def test_an_online_application_waits_for_its_confirmation(desk):
    case = _register(desk, channel="online")
    assert "待双方确认" in _page(desk.clerk, case)
    assert "待确认" in desk.clerk.get("/desk/applications/?show=unconfirmed").content.decode()
    assert _do(desk.clerk, case, "confirm", confirmed_on="2026-11-23").status_code == 302
    assert "2026年12月21日" in _page(desk.clerk, case)


def test_a_decision_goes_from_the_clerk_to_the_head_and_out(desk):
    case = _register(desk)
    form = desk.clerk.get(f"/desk/applications/{case.pk}/draft/").content.decode()
    for text in ("部分公开（区分处理）", "条例第三十七条", "先向", "申请行政复议", "R03"):
        assert text in form
    _do(desk.clerk, case, "draft", outcome_code="open", reasons="示例理由", given="示例信息")
    refused = _do(desk.clerk, case, "approve")
    assert refused.status_code == 403
    assert "批准决定" in desk.head.get("/desk/").content.decode()
    assert _do(desk.head, case, "approve").status_code == 302
    assert _do(desk.clerk, case, "deliver", mode="direct", answered_on="2026-11-23").status_code == 302
    page = _page(desk.clerk, case)
    assert "已答复" in page
    assert "这件申请已经办结" in page


def test_the_head_does_not_approve_their_own_draft(desk):
    case = _register(desk)
    _do(desk.head, case, "draft", outcome_code="open", reasons="示例理由", given="示例信息")
    assert "拟稿人" in _do(desk.head, case, "approve").content.decode()


def test_a_decision_without_what_its_letter_must_say_is_not_taken(desk):
    case = _register(desk)
    answer = _do(desk.clerk, case, "draft", outcome_code="not_existing", reasons="", given="示例已填")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "示例已填" in page
    assert 'value="not_existing"' in page


def test_what_is_not_lawful_now_is_greyed_with_its_article(desk):
    page = _page(desk.clerk, _register(desk))
    assert "现在不能做的，和理由" in page
    assert "条例第三十条" in page


def test_an_unlawful_step_is_refused_with_its_article_and_keeps_what_was_typed(desk):
    case = register(desk.office, date(2026, 9, 18), today=date(2026, 9, 18))
    answer = _do(
        desk.clerk, case, "extend", on="2026-11-20", told_on="2026-11-20", days="20", head_agreed="on"
    )
    page = answer.content.decode()
    assert "最迟2026-10-22" in page
    assert 'value="20"' in page


def test_steps_of_the_clock_are_taken_at_the_desk(desk):
    case = _register(desk)
    assert _do(desk.clerk, case, "ask_supplement", on="2026-11-23", reply_by="2026-12-10").status_code == 302
    assert "待补正" in _page(desk.clerk, case)
    assert _do(desk.clerk, case, "receive_supplement", on="2026-11-23").status_code == 302
    assert _do(desk.clerk, case, "consult", whom="third_party", on="2026-11-23").status_code == 302
    assert "暂停中" in _page(desk.clerk, case)
    form = desk.clerk.get(f"/desk/applications/{case.pk}/end_consultation/").content.decode()
    assert "第三方（2026-11-23发出）" in form
    assert (
        _do(desk.clerk, case, "end_consultation", ref="1", answer="consent", on="2026-11-23").status_code
        == 302
    )
    facts = {"on": "2026-11-23", "told_on": "2026-11-23", "days": "20", "head_agreed": "on"}
    assert _do(desk.clerk, case, "extend", **facts).status_code == 302
    assert "经负责人同意延长20个工作日" in _page(desk.clerk, case)


def test_a_consultation_form_without_an_open_letter_offers_none(desk):
    case = _register(desk)
    page = desk.clerk.get(f"/desk/applications/{case.pk}/end_consultation/").content.decode()
    assert "<option" not in page.split('id="id_ref"')[1].split("</select>")[0]


def test_an_unknown_verb_is_not_there(desk):
    case = _register(desk)
    assert desk.clerk.get(f"/desk/applications/{case.pk}/dance/").status_code == 404


def test_the_second_clerk_is_told_what_changed_and_keeps_the_words(desk):
    case = _register(desk)
    step(actions.extend, case, desk.office.head, DAY, on=DAY, told_on=DAY, days=5, head_agreed=True)
    facts = {"outcome_code": "open", "reasons": "示例：我的理由", "given": "示例"}
    answer = desk.clerk.post(f"/desk/applications/{case.pk}/draft/", {"version": 0, **facts})
    page = answer.content.decode()
    assert "您的修改没有保存" in page
    assert "示例：我的理由" in page


def test_the_applicant_is_shown_in_full_on_request_and_the_look_is_recorded(desk):
    case = _register(desk, phone="000-00000000")
    before = Event.objects.filter(chain__startswith="reads:").count()
    page = desk.clerk.post(f"/desk/applications/{case.pk}/applicant/").content.decode()
    assert "示例申请人" in page
    assert "000-00000000" in page
    assert Event.objects.filter(chain__startswith="reads:").count() > before


def test_a_clerk_of_another_agency_finds_nothing(desk, client_as):
    case = _register(desk)
    other = client_as(make_office().clerk)
    assert other.get(f"/desk/applications/{case.pk}/").status_code == 404
    assert _do(other, case, "withdraw", on="2026-11-23").status_code == 404
    assert case.number not in other.get("/desk/applications/?show=all").content.decode()
    answer = other.post("/desk/applications/new/", _entry(desk))
    assert answer.status_code == 200
    assert Application.objects.count() == 1


def test_lists_ask_the_database_no_more_for_more_rows(desk, django_assert_max_num_queries):
    for number in range(12):
        register(desk.office, date(2026, 11, 2 + number % 5), today=DAY)
    with django_assert_max_num_queries(15):
        page = desk.clerk.get("/desk/applications/").content.decode()
    assert "共 12 件，最急的在前" in page
    with django_assert_max_num_queries(20):
        desk.clerk.get("/desk/")


def test_an_empty_list_says_what_to_do_next(desk):
    assert "收到申请后在这里登记" in desk.clerk.get("/desk/applications/").content.decode()
    assert "这里没有申请" in desk.clerk.get("/desk/applications/?show=nonsense").content.decode()


def test_today_counts_what_is_late_due_and_soon(desk):
    register(desk.office, date(2026, 9, 18), today=DAY)
    register(desk.office, date(2026, 10, 26), today=DAY)
    register(desk.office, date(2026, 10, 28), today=DAY)
    page = desk.clerk.get("/desk/").content.decode()
    for text in ("已逾期", "今天24时前", "还有 2 个工作日"):
        assert text in page


def test_who_does_no_casework_is_not_led_to_it(desk, client_as):
    page = client_as("audit_admin", desk.office.agency).get("/desk/").content.decode()
    assert "/desk/applications/" not in page
    assert "没有等您办理的事项" in page
