"""The office's daily work at the desk: lists, who works on what, handing over."""

from datetime import date

import pytest

from desk.conftest import DAY
from desk.pages import problems, queries, row_heads, tree
from gongkai.agencies.models import Post
from gongkai.agencies.queries import posts_of
from gongkai.casework import actions
from gongkai.casework.models import Assignment, SavedFilter
from gongkai.casework.work_checks import Holder
from gongkai.casework.work_queries import current_of
from support.cases import answer as decide
from support.cases import make_office, register, step
from support.factories import make_person


@pytest.fixture
def handler(desk):
    return make_person("handler", desk.office.agency, name="示例承办人")


def _post(person):
    return posts_of(person, DAY).get()


def _text(answer):
    return tree(answer).text_content()


def _claimed(desk, count=1):
    made = [register(desk.office, DAY) for _ in range(count)]
    for case in made:
        step(actions.claim, case, desk.office.clerk, DAY)
    return made


def test_an_application_is_assigned_with_an_inner_date_and_the_list_says_so(desk, handler, client_as):
    case = register(desk.office, DAY)
    form = desk.clerk.get(f"/desk/applications/{case.pk}/assign/")
    assert "2026-12-21" in _text(form)
    typed = {"version": 0, "to": f"post:{_post(handler).pk}", "inner_due_on": "2026-12-05"}
    wrong = desk.clerk.post(f"/desk/applications/{case.pk}/assign/", typed)
    assert "不是工作日" in problems(wrong)["inner_due_on"]
    done = desk.clerk.post(
        f"/desk/applications/{case.pk}/assign/", {**typed, "inner_due_on": "2026-12-04"}, follow=True
    )
    assert "已分派" in _text(done)
    assert _post(handler).name in _text(done)
    mine = client_as(handler).get("/desk/applications/?who=mine")
    assert row_heads(mine) == [case.number]
    assert "内部 2026-12-04" in _text(mine)


def test_an_application_is_claimed_and_given_back_at_the_desk(desk):
    case = register(desk.office, DAY)
    assert "还没有分派" in _text(desk.clerk.get(f"/desk/applications/{case.pk}/"))
    done = desk.clerk.post(f"/desk/applications/{case.pk}/claim/", {"version": 0}, follow=True)
    assert "已由您承办" in _text(done)
    again = desk.head.post(f"/desk/applications/{case.pk}/claim/", {"version": 0}, follow=True)
    assert "您的修改没有保存" in _text(again)
    back = f"/desk/applications/{case.pk}/give-back/"
    assert set(problems(desk.clerk.post(back, {"version": 1, "reason": ""}))) == {"reason"}
    assert desk.clerk.post(back, {"version": 1, "reason": "示例：不属于本岗位"}).status_code == 302
    assert current_of(case) is None
    assert "示例：不属于本岗位" in _text(desk.clerk.get(f"/desk/applications/{case.pk}/"))


def test_the_second_of_two_who_assign_is_told_and_can_send_again(desk, handler):
    case = register(desk.office, DAY)
    step(actions.claim, case, desk.office.clerk, DAY)
    path, to = f"/desk/applications/{case.pk}/assign/", f"post:{_post(handler).pk}"
    told = desk.head.post(path, {"version": 0, "to": to})
    assert "您的修改没有保存" in problems(told)[""]
    version = tree(told).xpath("//input[@name='version']/@value")[0]
    assert desk.head.post(path, {"version": version, "to": to}).status_code == 302


def test_only_posts_and_departments_of_the_agency_are_offered(desk, handler):
    stranger, case = make_office(), register(desk.office, DAY)
    path = f"/desk/applications/{case.pk}/assign/"
    offered = tree(desk.clerk.get(path)).xpath("//select[@name='to']//option/@value")
    assert f"post:{_post(handler).pk}" in offered
    assert f"post:{_post(stranger.clerk).pk}" not in offered
    wrong = desk.clerk.post(path, {"version": 0, "to": f"post:{_post(stranger.clerk).pk}"})
    assert set(problems(wrong)) == {"to"}
    assert not Assignment.objects.exists()


# lists -------------------------------------------------------------------------------------------------------------


def test_a_filter_keeps_the_others_and_is_kept_under_a_name(desk):
    register(desk.office, DAY)
    page = desk.clerk.get("/desk/applications/?show=soon&who=mine&kind=natural")
    hrefs = tree(page).xpath("//nav[@aria-label='筛选']/a/@href")
    assert "?show=overdue&who=mine&kind=natural" in hrefs
    carried = {"list_show": "soon", "list_who": "mine", "list_kind": "natural", "list_evil": "1"}
    done = desk.clerk.post("/desk/applications/filters/", {**carried, "name": "我的急件"}, follow=True)
    assert "★ 我的急件" in _text(done)
    kept = SavedFilter.objects.get()
    assert kept.wanted == {"show": "soon", "who": "mine", "kind": "natural"}
    assert "我的急件" not in _text(desk.head.get("/desk/applications/"))
    assert desk.head.post(f"/desk/applications/filters/{kept.pk}/remove/").status_code == 404
    desk.clerk.post(f"/desk/applications/filters/{kept.pk}/remove/")
    assert not SavedFilter.objects.exists()


def test_a_kept_filter_without_a_name_is_told(desk):
    done = desk.clerk.post("/desk/applications/filters/", {"name": ""}, follow=True)
    assert "必填" in _text(done)


def test_an_empty_narrowed_list_says_so(desk):
    register(desk.office, DAY)
    assert "请放宽筛选" in _text(desk.clerk.get("/desk/applications/?kind=business"))


def test_rows_with_holders_ask_no_more(desk):
    _claimed(desk, 2)
    few = queries(desk.clerk, "/desk/applications/?who=mine")
    _claimed(desk, 6)
    assert queries(desk.clerk, "/desk/applications/?who=mine") == few <= 15


# posts -------------------------------------------------------------------------------------------------------------


def test_a_post_is_handed_over_in_one_step_after_a_look(desk, handler):
    cases, post = _claimed(desk, 3), _post(desk.office.clerk)
    assert "3" in _text(desk.head.get("/desk/posts/"))
    path = f"/desk/posts/{post.pk}/hand-over/"
    asked = {"to": f"post:{_post(handler).pk}", "on": "2026-11-27"}
    looked = desk.head.post(path, asked)
    assert f"下列 3 件未办结申请移到“{_post(handler).name}”" in _text(looked)
    assert "原任职人自 2026-11-27 起不再任职" in _text(looked)
    assert current_of(cases[0]).post == post
    done = desk.head.post(path, {**asked, "sure": "1"}, follow=True)
    assert "3 件未办结申请随之移交" in _text(done)
    assert "2026-11-27 起不再任职" in _text(done)
    assert {current_of(case).post for case in cases} == {_post(handler)}


def test_a_post_goes_to_another_person_with_its_work(desk):
    _claimed(desk)
    successor, post = make_person("handler", desk.office.agency), _post(desk.office.clerk)
    path = f"/desk/posts/{post.pk}/hand-over/"
    asked = {"to": f"person:{successor.pk}", "on": "2026-12-01", "sure": "1"}
    assert desk.head.post(path, asked).status_code == 302
    assert post in posts_of(successor, date(2026, 12, 1))
    assert post not in posts_of(desk.office.clerk, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("asked", "field"), [({"to": "", "on": "2026-12-01"}, "to"), ({"on": "2026-11-20"}, "on")]
)
def test_a_hand_over_that_cannot_be_keeps_everything(desk, handler, asked, field):
    _claimed(desk)
    post = _post(desk.office.clerk)
    typed = {"to": f"post:{_post(handler).pk}", "sure": "1", **asked}
    assert set(problems(desk.head.post(f"/desk/posts/{post.pk}/hand-over/", typed))) == {field}
    assert Assignment.objects.get(ended_at=None).post == post


def test_to_hand_over_to_who_holds_the_post_is_refused(desk):
    post = _post(desk.office.clerk)
    typed = {"to": f"person:{desk.office.clerk.pk}", "on": "2026-12-01", "sure": "1"}
    told = problems(desk.head.post(f"/desk/posts/{post.pk}/hand-over/", typed))
    assert "已在" in told["to"]


def test_a_deputy_is_appointed_until_the_last_day_and_ended(desk, client_as, on_day):
    deputy, post = make_person("handler", desk.office.agency), _post(desk.office.clerk)
    path = f"/desk/posts/{post.pk}/deputy/"
    typed = {"person": deputy.pk, "since": "2026-11-23", "last": "2026-11-27"}
    assert "应当晚于" in problems(desk.head.post(path, {**typed, "last": "2026-11-20"}))[""]
    assert desk.head.post(path, typed).status_code == 302
    assert client_as(deputy).get("/desk/applications/new/").status_code == 200
    on_day(date(2026, 11, 28))
    assert client_as(deputy).get("/desk/applications/new/").status_code == 403
    on_day(date(2026, 11, 24))
    standing_in = post.deputyships.get()
    assert desk.clerk.post(f"/desk/posts/deputies/{standing_in.pk}/end/").status_code == 403
    assert desk.head.post(f"/desk/posts/deputies/{standing_in.pk}/end/").status_code == 302
    assert client_as(deputy).get("/desk/applications/new/").status_code == 403


def test_a_clerk_sees_the_posts_but_does_not_hand_over(desk):
    assert "由负责人办理" in _text(desk.clerk.get("/desk/posts/"))
    post = Post.objects.filter(agency=desk.office.agency).first()
    assert desk.clerk.get(f"/desk/posts/{post.pk}/hand-over/").status_code == 403


def test_posts_that_do_no_casework_are_not_handed_over_here(desk):
    admin = _post(make_person("system_admin", desk.office.agency))
    assert admin.name not in _text(desk.head.get("/desk/posts/"))
    assert desk.head.get(f"/desk/posts/{admin.pk}/hand-over/").status_code == 404


def test_another_agency_finds_nothing_of_it(desk, client_as, handler):
    case, other = register(desk.office, DAY), make_office()
    step(actions.assign, case, desk.office.clerk, DAY, to=Holder(_post(handler)))
    stranger, post = client_as(other.head), _post(handler)
    for path in (
        f"applications/{case.pk}/assign/",
        f"posts/{post.pk}/hand-over/",
        f"posts/{post.pk}/deputy/",
    ):
        assert stranger.get(f"/desk/{path}").status_code == 404
    assert stranger.post(f"/desk/applications/{case.pk}/claim/", {"version": 1}).status_code == 404
    assert post.name not in _text(stranger.get("/desk/posts/"))


# many at once ------------------------------------------------------------------------------------------------------

EXTENSION = {
    "on": "2026-11-23",
    "told_on": "2026-11-23",
    "days": "20",
    "head_agreed": "on",
    "reason": "示例理由",
}


def _ticked(*cases):
    for case in cases:
        case.refresh_from_db()
    return [f"{case.pk}:{case.version}" for case in cases]


def _many(client, verb, cases, **typed):
    return client.post("/desk/applications/bulk/", {"verb": verb, "case": _ticked(*cases), **typed})


def test_several_are_extended_after_a_look_at_each(desk):
    late = register(desk.office, date(2026, 9, 18), today=DAY)
    cases = [register(desk.office, DAY), late]
    asked = _many(desk.clerk, "extend", cases)
    assert "选中 2 件" in _text(asked)
    assert not problems(asked)
    looked = _text(_many(desk.clerk, "extend", cases, **EXTENSION, look="1"))
    assert "2 件中可以办理 1 件" in looked
    assert "答复期限由 2026-12-21 改为 2027-01-19" in looked
    assert "条例第三十三条" in looked
    assert cases[0].events.count() == 2
    done = _text(_many(desk.clerk, "extend", cases, **EXTENSION, sure="1"))
    assert "2 件中已办理 1 件" in done
    assert "没有办理" in done
    assert "示例理由" in _text(desk.clerk.get(f"/desk/applications/{cases[0].pk}/"))


def test_several_are_not_extended_without_a_reason(desk):
    cases = [register(desk.office, DAY)]
    told = problems(_many(desk.clerk, "extend", cases, **{**EXTENSION, "reason": ""}, sure="1"))
    assert set(told) == {"reason"}
    assert cases[0].events.count() == 2


def test_several_are_assigned(desk, handler):
    cases, to = [register(desk.office, DAY) for _ in range(3)], f"post:{_post(handler).pk}"
    looked = _text(_many(desk.clerk, "assign", cases, to=to, look="1"))
    assert f"由“待分派”改由“{_post(handler).name}”承办" in looked
    assert not Assignment.objects.exists()
    _many(desk.clerk, "assign", cases, to=to, sure="1")
    assert {current_of(case).post for case in cases} == {_post(handler)}


def test_several_are_closed_with_their_outcome_named(desk):
    looked = _text(_many(desk.clerk, "withdraw", _claimed(desk), on="2026-11-23", look="1"))
    assert "于 2026-11-23 办结" in looked


def test_nothing_ticked_goes_back_to_the_list(desk):
    assert desk.clerk.post("/desk/applications/bulk/", {"verb": "extend"}).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"verb": "dance"}, {"case": ["x"]}, {"case": ["1"]}, {"case": ["999999:0"]}]
)
def test_what_is_not_there_is_not_chosen(desk, wrong):
    typed = {"verb": "extend", "case": _ticked(register(desk.office, DAY)), **wrong}
    assert desk.clerk.post("/desk/applications/bulk/", typed).status_code == 404


def test_another_agencys_case_among_mine_is_404_and_nothing_happens(desk):
    mine, theirs = register(desk.office, DAY), register(make_office(), DAY)
    answer = _many(desk.clerk, "withdraw", [mine, theirs], on="2026-11-23", sure="1")
    assert answer.status_code == 404
    mine.refresh_from_db()
    assert mine.closed_on is None


# what falls due ----------------------------------------------------------------------------------------------------


def test_the_calendar_leads_from_a_day_to_what_falls_due_on_it(desk, handler):
    case = register(desk.office, DAY)
    register(desk.office, date(2026, 9, 18), today=DAY)
    to = Holder(_post(handler))
    step(actions.assign, case, desk.office.clerk, DAY, to=to, inner_due_on=date(2026, 12, 4))
    page = desk.clerk.get("/desk/applications/calendar/?month=2026-12")
    assert "到期 1 件" in _text(page)
    found = tree(page).xpath("//table//a/@href")
    assert found == [
        "/desk/applications/?inner=2026-12-04&who=office",
        "/desk/applications/?due=2026-12-21&who=office",
    ]
    for path in found:
        assert row_heads(desk.clerk.get(path)) == [case.number]
    assert "逾期 1 件" in _text(desk.clerk.get("/desk/applications/calendar/?month=2026-10"))
    assert "国庆节放假" in _text(desk.clerk.get("/desk/applications/calendar/?month=2026-10"))
    assert "没有到期的申请" in _text(desk.clerk.get("/desk/applications/calendar/?month=2026-12&who=mine"))
    assert queries(desk.clerk, "/desk/applications/calendar/") <= 15


def test_the_first_page_counts_my_work_and_nobodys(desk):
    _claimed(desk, 2)
    register(desk.office, DAY)
    tiles = tree(desk.clerk.get("/desk/")).xpath("//ul[@class='gk-figures']//a")
    assert {one.get("href"): one.xpath("strong")[0].text for one in tiles}[
        "/desk/applications/?who=mine"
    ] == "2"
    assert {one.get("href"): one.xpath("strong")[0].text for one in tiles}[
        "/desk/applications/?who=nobody"
    ] == "1"


# alike, and several in one -----------------------------------------------------------------------------------------


def test_what_may_be_the_same_lies_beside_and_is_told_apart(desk):
    one, two = register(desk.office, DAY), register(desk.office, DAY)
    assert "并排查看 1 件相似的申请" in _text(desk.clerk.get(f"/desk/applications/{two.pk}/"))
    page = _text(desk.clerk.get(f"/desk/applications/{two.pk}/similar/"))
    assert "同一申请人" in page
    assert f"{one.number}，文字相似 100%" in page
    assert "示例申请人" not in page
    done = desk.clerk.post(f"/desk/applications/{two.pk}/similar/{one.pk}/", follow=True)
    assert "没有找到相似的申请" in _text(done)
    stranger = register(make_office(), DAY)
    assert desk.clerk.post(f"/desk/applications/{two.pk}/similar/{stranger.pk}/").status_code == 404


def test_an_answered_one_of_the_same_applicant_hints_at_the_article(desk):
    decide(desk.office, register(desk.office, DAY), DAY)
    case = register(desk.office, DAY)
    page = _text(desk.clerk.get(f"/desk/applications/{case.pk}/similar/"))
    assert "条例第三十六条第六项" in page
    assert "只作提示" in page


def test_a_letter_is_split_at_the_desk(desk):
    case = register(desk.office, DAY, description="示例一；示例二")
    path = f"/desk/applications/{case.pk}/split/"
    assert "示例一；示例二" in _text(desk.clerk.get(path))
    wrong = desk.clerk.post(path, {"version": 0, "matters": ["示例一", ""]})
    assert set(problems(wrong)) == {"matters"}
    assert tree(wrong).xpath("//textarea")[0].text == "示例一"
    done = desk.clerk.post(path, {"version": 0, "matters": ["示例一", "示例二", ""]}, follow=True)
    assert "已分成 2 件：2026-0001、2026-0002" in _text(done)
    assert "同一封信分开办理的还有：2026-0002" in _text(done).replace("\n", "").replace("  ", "")
    assert "示例一；示例二" in _text(done)


def test_the_second_of_two_who_split_keeps_every_matter_typed(desk):
    case = register(desk.office, DAY)
    step(actions.claim, case, desk.office.head, DAY)
    typed = {"version": 0, "matters": ["示例甲事", "示例乙事"]}
    told = desk.clerk.post(f"/desk/applications/{case.pk}/split/", typed)
    assert "您的修改没有保存" in problems(told)[""]
    assert [one.text for one in tree(told).xpath("//textarea")][:2] == ["示例甲事", "示例乙事"]
    assert tree(told).xpath("//input[@name='version']/@value") == ["1"]
