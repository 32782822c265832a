"""Applications at the desk: what a clerk types, sees and is refused."""

from datetime import date

import pytest

from desk.pages import links, problems, queries, row_heads, tree
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.models import Application
from gongkai.casework.reviewing import items_to_review
from gongkai.desk.applications.verbs import DEEDS
from gongkai.publishing.actions import add_column
from gongkai.publishing.models import Item
from support.cases import answer as decide
from support.cases import make_office, moment, register, step
from support.factories import make_agency, make_person

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


def _approve(desk, case):
    """The head reviews every item and approves: nobody else is posted (合并审查)."""
    clear = {f"item{place}": "0" for place in range(len(items_to_review(case)))}
    return _do(desk.head, case, "approve", **clear)


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
        ({"submitted_on": "2019-05-14"}, "早于本机关设立之日"),
        ({"description": "  "}, "必填"),
        ({"name": ""}, "必填"),
        ({"kind": "martian"}, "martian"),
        ({"channel": "pigeon"}, "pigeon"),
        ({"signed_on": "", "channel": "registered_post"}, "请填写签收日期"),
        ({"signed_on": "2026-11-01", "channel": "registered_post"}, "早于提交日期"),
        ({"confirmed_on": "2026-11-30", "channel": "online"}, "晚于今天"),
        ({"hardship": "", "channel": "oral"}, "书面确有困难"),
    ],
)
def test_a_wrong_entry_is_told_and_keeps_what_was_typed(desk, wrong, said):
    answer = desk.clerk.post("/desk/applications/new/", _entry(desk, address="示例路8号", **wrong))
    told = problems(answer)
    assert answer.status_code == 200
    assert set(told) == {next(iter(wrong))}
    assert said in told[next(iter(wrong))]
    assert "示例路8号" in answer.content.decode()
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
    assert _approve(desk, case).status_code == 302
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
    case = _register(desk, phone="000-00000000", as_written="on")
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


def test_an_empty_list_says_what_to_do_next(desk):
    assert "收到申请后在这里登记" in desk.clerk.get("/desk/applications/").content.decode()
    assert "这里没有申请" in desk.clerk.get("/desk/applications/?show=nonsense").content.decode()


# the list ----------------------------------------------------------------------------------------------------------


def test_the_list_begins_with_the_most_urgent_and_ends_with_what_has_no_date(desk):
    register(desk.office, DAY, channel="online")
    for on in (date(2026, 11, 2), date(2026, 9, 18), date(2026, 10, 26)):
        register(desk.office, on, today=DAY)
    answer = desk.clerk.get("/desk/applications/")
    assert row_heads(answer) == ["2026-0003", "2026-0004", "2026-0002", "2026-0001"]
    assert "共 4 件，最急的在前" in answer.content.decode()


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        ("open", ["2026-0001", "2026-0002"]),
        ("unconfirmed", ["2026-0002"]),
        ("closed", ["2026-0003"]),
        ("all", ["2026-0003", "2026-0002", "2026-0001"]),
        ("nonsense", ["2026-0001", "2026-0002"]),
    ],
)
def test_the_list_is_filtered_and_says_by_what(desk, show, numbers):
    register(desk.office, date(2026, 11, 2), today=DAY)
    register(desk.office, DAY, channel="email")
    decide(desk.office, register(desk.office, date(2026, 11, 3), today=DAY), DAY)
    answer = desk.clerk.get(f"/desk/applications/?show={show}")
    assert row_heads(answer) == numbers
    chosen = tree(answer).xpath("//nav[@aria-label='筛选']/a[@aria-current]/@href")
    assert chosen == [f"?show={'open' if show == 'nonsense' else show}"]


@pytest.mark.parametrize("show", ["open", "unconfirmed", "closed", "all"])
def test_more_rows_ask_the_database_no_more(desk, show):
    def add(count):
        for number in range(count):
            case = register(desk.office, date(2026, 11, 2 + number % 5), today=DAY)
            register(desk.office, DAY, channel="online")
            if number % 2:
                decide(desk.office, case, DAY)

    path = f"/desk/applications/?show={show}"
    add(3)
    few = queries(desk.clerk, path)
    add(10)
    assert queries(desk.clerk, path) == few <= 15


# one case ----------------------------------------------------------------------------------------------------------


def test_the_calendar_marks_what_counts_and_names_holidays(desk):
    case = register(desk.office, date(2026, 9, 18), today=date(2026, 9, 18))
    page = tree(desk.clerk.get(f"/desk/applications/{case.pk}/"))
    marks = [
        one.get("class").split("gk-day-")[1] for one in page.xpath("//table//td[contains(@class, 'gk-day-')]")
    ]
    assert marks.count("due") == 1
    assert marks.count("counted") + marks.count("worked_weekend") == 19
    assert "worked_weekend" in marks
    due = page.xpath("//td[contains(@class, 'gk-day-due')]")[0]
    assert "第20个工作日" in due.get("title")
    words = page.text_content()
    for text in ("不计：", "国庆节", "计入：", "调休上班"):
        assert text in words


def test_a_due_date_in_a_year_without_a_notice_is_called_provisional(desk, on_day):
    on_day(date(2026, 12, 21))
    page = _page(desk.clerk, register(desk.office, date(2026, 12, 21)))
    assert "暂定" in page
    assert "通知公布后重新计算" in page


def test_a_fee_is_asked_for_told_and_paid(desk):
    case = _register(desk)
    assert _do(desk.clerk, case, "ask_fee", on="2026-11-23").status_code == 302
    assert "待缴费" in _page(desk.clerk, case)
    assert _do(desk.clerk, case, "note_fee_delivery", on="2026-11-23").status_code == 302
    assert "等待对方，最迟" in _page(desk.clerk, case)
    assert _do(desk.clerk, case, "receive_fee", on="2026-11-23").status_code == 302
    assert "2026年12月21日" in _page(desk.clerk, case)


def test_what_is_asked_for_and_never_comes_lapses(desk, on_day):
    case = _register(desk)
    _do(desk.clerk, case, "ask_supplement", on="2026-11-23", reply_by="2026-11-30")
    on_day(date(2026, 12, 1))
    assert _do(desk.clerk, case, "lapse", on="2026-12-01").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome_code) == ("lapsed", "no_supplement")


def test_an_unreasonable_volume_is_explained(desk):
    case = _register(desk)
    assert _do(desk.clerk, case, "ask_reason", on="2026-11-23", reply_by="2026-12-10").status_code == 302
    answered = _do(
        desk.clerk, case, "receive_reason", on="2026-11-23", reasonable="on", answer_by="2026-12-31"
    )
    assert answered.status_code == 302
    assert "2026年12月31日" in _page(desk.clerk, case)


def test_a_withdrawn_application_is_closed(desk):
    case = _register(desk)
    assert _do(desk.clerk, case, "withdraw", on="2026-11-23").status_code == 302
    assert "这件申请已经办结" in _page(desk.clerk, case)


def test_a_decision_goes_back_with_the_reason_and_comes_again(desk):
    case = _register(desk)
    words = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}
    _do(desk.clerk, case, "draft", **words)
    assert problems(_do(desk.head, case, "return", reason=" ")).keys() == {"reason"}
    assert _do(desk.head, case, "return", reason="示例：请写明依据").status_code == 302
    assert "示例：请写明依据" in _page(desk.clerk, case)
    assert _do(desk.clerk, case, "draft", **words).status_code == 302
    assert _approve(desk, case).status_code == 302
    assert _do(desk.head, case, "reopen").status_code == 302
    case.refresh_from_db()
    assert case.state != "approved"


def test_an_answer_is_not_delivered_before_its_approval_nor_in_the_future(desk):
    case = _register(desk)
    _do(desk.clerk, case, "draft", outcome_code="open", reasons="示例理由", given="示例信息")
    early = _do(desk.clerk, case, "deliver", mode="direct", answered_on="2026-11-23")
    assert "条例" in problems(early)[""]
    _approve(desk, case)
    late = _do(desk.clerk, case, "deliver", mode="direct", answered_on="2026-11-24")
    assert problems(late).keys() == {"answered_on"}


def test_every_step_has_a_form_with_a_way_back(desk):
    case = _register(desk)
    for verb in DEEDS:
        answer = desk.clerk.get(f"/desk/applications/{case.pk}/{verb}/")
        assert answer.status_code == 200
        assert f"/desk/applications/{case.pk}/" in links(answer)
        assert "" not in links(answer), verb
    assert "" not in links(desk.clerk.get("/desk/applications/new/"))


def test_a_refusal_does_not_say_the_name_of_its_field_twice(desk):
    told = problems(desk.clerk.post("/desk/applications/new/", _entry(desk, submitted_on="2026-11-30")))
    assert told["submitted_on"] == "提交日期：2026-11-30 晚于今天（2026-11-23），请核对。"


def test_the_summary_names_the_fields_in_the_order_of_the_page(desk):
    wrong = _entry(desk, channel="", description="", name="", kind="")
    answer = desk.clerk.post("/desk/applications/new/", wrong)
    fields = [name for name in tree(answer).xpath("//main//form//@name") if name in problems(answer)]
    assert list(problems(answer)) == fields


def test_what_was_forestalled_can_be_sent_again_after_reading(desk):
    case = _register(desk)
    step(actions.extend, case, desk.office.head, DAY, on=DAY, told_on=DAY, days=5, head_agreed=True)
    facts = {"outcome_code": "open", "reasons": "示例：我的理由", "given": "示例"}
    told = desk.clerk.post(f"/desk/applications/{case.pk}/draft/", {"version": 0, **facts})
    version = tree(told).xpath("//input[@name='version']/@value")[0]
    again = desk.clerk.post(f"/desk/applications/{case.pk}/draft/", {"version": version, **facts})
    assert again.status_code == 302


# who may what ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["handler", "secrecy", "supervisor"])
def test_who_only_reads_sees_the_applicant_masked(desk, client_as, role):
    case = _register(desk, phone="000-00000000", as_written="on")
    reader = client_as(make_person(role, desk.office.agency))
    page = _page(reader, case)
    assert "示****" in page
    assert "查看全部" not in page
    before = Event.objects.count()
    assert reader.post(f"/desk/applications/{case.pk}/applicant/").status_code == 403
    assert Event.objects.count() == before


def test_a_county_supervisor_sees_the_town_and_nobody_elses(client_as, on_day):
    on_day(DAY)
    county = make_agency("示例甲县人民政府", kind="county")
    town, stranger = make_office(under=county), make_office()
    mine, other = register(town, DAY), register(stranger, DAY)
    supervisor = client_as(make_person("supervisor", county))
    assert supervisor.get(f"/desk/applications/{mine.pk}/").status_code == 200
    assert supervisor.get(f"/desk/applications/{other.pk}/").status_code == 404
    assert _do(supervisor, mine, "withdraw", on="2026-11-23").status_code == 403


def test_what_the_post_does_not_cover_is_greyed_with_that_reason(desk):
    page = tree(desk.clerk.get(f"/desk/applications/{_register(desk).pk}/"))
    refused = dict(
        zip(
            [one.text_content() for one in page.xpath("//dl[@class='gk-refusals']/dt")],
            [one.text_content() for one in page.xpath("//dl[@class='gk-refusals']/dd")],
            strict=True,
        )
    )
    assert "批准决定" in refused
    assert all(refused.values())


def test_a_closed_case_is_archived_and_its_package_downloaded(desk):
    case = _register(desk)
    decide(desk.office, case, DAY)
    assert _do(desk.clerk, case, "archive").status_code == 302
    assert "下载归档包" in _page(desk.clerk, case)
    package = desk.clerk.get(f"/desk/applications/{case.pk}/package/")
    assert b"".join(package.streaming_content)[:2] == b"PK"
    assert "attachment" in package["Content-Disposition"]


def test_a_case_that_is_not_archived_has_no_package(desk):
    case = _register(desk)
    assert desk.clerk.get(f"/desk/applications/{case.pk}/package/").status_code == 404


def test_what_was_released_is_proposed_for_publication(desk):
    case = _register(desk)
    decide(desk.office, case, DAY)
    assert "拟为主动公开" in _page(desk.clerk, case)
    column = add_column(
        agency=desk.office.agency, actor=desk.office.head, at=moment(DAY), name="示例", category_code="20-15"
    )
    made = _do(desk.clerk, case, "propose", column=column.pk, title="示例", body="示例", made_on="2026-11-20")
    item = Item.objects.get()
    assert (made.url, item.status) == (f"/desk/items/{item.pk}/", "draft")
