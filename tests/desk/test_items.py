"""Items at the desk: written by one, released by another."""

from datetime import date

import pytest

from desk.pages import links, problems, queries, tree
from gongkai.publishing.actions import add_column
from gongkai.publishing.models import Item
from gongkai.publishing.queries import public
from support.cases import make_office, moment
from support.factories import make_person

DAY = date(2026, 11, 23)


@pytest.fixture
def column(desk):
    facts = {"agency": desk.office.agency, "actor": desk.office.head, "at": moment(date(2026, 11, 2))}
    return add_column(**facts, name="示例栏目", category_code="20-7")


def _typed(column, **more):
    return {
        "version": 0,
        "column": column.pk,
        "title": "示例预算",
        "made_on": "2026-11-20",
        "body": "第一段<b>粗\n第二段 & 其他",
        **more,
    }


def _do(client, item, verb, **facts):
    item.refresh_from_db()
    return client.post(f"/desk/items/{item.pk}/{verb}/", {"version": item.version, **facts})


def _write(desk, column, **more):
    assert desk.clerk.post("/desk/items/new/", _typed(column, **more)).status_code == 302
    return Item.objects.get()


def test_an_office_of_two_publishes_with_a_combined_review(desk, column):
    item = _write(desk, column)
    assert _do(desk.clerk, item, "submit").status_code == 302
    assert "签发发布" in desk.head.get("/desk/").content.decode()
    assert _do(desk.head, item, "release", combined="on").status_code == 302
    page = desk.head.get(f"/desk/items/{item.pk}/").content.decode()
    for text in ("已发布", "合并审查", f"{desk.office.agency.code}/2026-00001"):
        assert text in page
    assert list(public(desk.office.agency, moment(DAY))) == [item]
    assert "示例预算" in desk.clerk.get(f"/zfxxgk/{desk.office.agency.slug}/").content.decode()


def test_a_release_without_a_review_is_refused_with_the_article(desk, column):
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    assert "条例第" in _do(desk.head, item, "release").content.decode()


def test_the_drafter_does_not_release(desk, column):
    desk.head.post("/desk/items/new/", _typed(column))
    item = Item.objects.get()
    _do(desk.head, item, "submit")
    page = _do(desk.head, item, "release", combined="on").content.decode()
    assert "不能由起草人自己" in page
    assert "须由另一人办理" in desk.head.get(f"/desk/items/{item.pk}/").content.decode()


def test_where_a_reviewer_is_posted_the_review_stands_apart(desk, column, client_as):
    reviewer = client_as(make_person("secrecy", desk.office.agency))
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    assert "保密审查" in reviewer.get("/desk/").content.decode()
    assert "请写明理由" in _do(reviewer, item, "review", verdict="refused").content.decode()
    assert _do(reviewer, item, "review", verdict="clear").status_code == 302
    assert _do(desk.head, item, "release").status_code == 302


def test_a_published_item_is_taken_away_at_once(desk, column):
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    _do(desk.head, item, "release", combined="on")
    assert _do(desk.head, item, "withdraw").status_code == 302
    path = f"/zfxxgk/{desk.office.agency.slug}/fdzdgknr/{item.pk}/"
    assert desk.clerk.get(path).status_code == 410
    assert not public(desk.office.agency, moment(DAY)).exists()
    assert f"/desk/items/{item.pk}/withdraw/" not in links(desk.head.get(f"/desk/items/{item.pk}/"))


def test_a_wrong_entry_keeps_what_was_typed(desk, column):
    page = desk.clerk.post("/desk/items/new/", _typed(column, made_on="2026-12-24")).content.decode()
    assert "晚于今天" in page
    assert "第二段 &amp; 其他" in page


def test_a_draft_is_written_again_and_the_second_editor_is_told(desk, column):
    item = _write(desk, column)
    path = f"/desk/items/{item.pk}/edit/"
    assert "示例预算" in desk.clerk.get(path).content.decode()
    assert desk.clerk.post(path, _typed(column, title="示例决算")).status_code == 302
    answer = desk.head.post(path, _typed(column, title="示例另一稿"))
    assert "示例另一稿" in answer.content.decode()
    assert Item.objects.get().title == "示例决算"


def test_lines_become_paragraphs_and_markup_is_cleaned(desk, column):
    item = _write(desk, column, body="第一行 & 甲\n\n第二行")
    assert item.body == "<p>第一行 &amp; 甲</p>\n<p>第二行</p>"
    path = f"/desk/items/{item.pk}/edit/"
    desk.clerk.post(path, _typed(column, body="<p onclick='x()'>正文<script>alert(1)</script></p>"))
    item.refresh_from_db()
    assert item.body == "<p>正文</p>"


def test_an_unknown_verb_or_an_item_of_others_is_not_there(desk, column, client_as):
    item = _write(desk, column)
    assert desk.clerk.get(f"/desk/items/{item.pk}/dance/").status_code == 404
    assert client_as(make_office().clerk).get(f"/desk/items/{item.pk}/").status_code == 404


def test_an_empty_list_says_what_to_do_next(desk):
    assert "起草后提交审查" in desk.clerk.get("/desk/items/").content.decode()


def test_signs_that_look_like_markup_are_kept(desk, column):
    item = _write(desk, column, body="a<b 的情形，收入<支出")
    assert item.body == "<p>a&lt;b 的情形，收入&lt;支出</p>"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", " "),
        ("body", ""),
        ("body", "<script>x</script>"),
        ("made_on", "2026-13-01"),
        ("column", "0"),
    ],
)
def test_each_wrong_field_is_named(desk, column, field, typed):
    answer = desk.clerk.post("/desk/items/new/", {**_typed(column), field: typed})
    assert answer.status_code == 200
    assert problems(answer).keys() == {field}
    assert not Item.objects.exists()


def test_nobody_writes_for_another_agency(desk, column, client_as):
    other = client_as(make_office().clerk)
    assert other.get(f"/desk/items/new/?agency={desk.office.agency.pk}").status_code == 404
    assert problems(other.post("/desk/items/new/", _typed(column))).keys() == {"column"}
    assert desk.clerk.get("/desk/items/new/?agency=²").status_code == 200


def test_what_waits_for_release_is_not_public_and_is_not_edited(desk, column):
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    assert not public(desk.office.agency, moment(DAY)).exists()
    answer = desk.clerk.post(f"/desk/items/{item.pk}/edit/", _typed(column, version=1, title="示例改后"))
    assert answer.status_code == 200
    item.refresh_from_db()
    assert item.title == "示例预算"


def test_who_may_not_release_is_refused(desk, column):
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    assert "签发发布" not in desk.clerk.get(f"/desk/items/{item.pk}/").content.decode()
    assert _do(desk.clerk, item, "release", combined="on").status_code == 403


def test_an_item_goes_back_and_comes_again(desk, column):
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    assert _do(desk.head, item, "return").status_code == 302
    assert _do(desk.clerk, item, "submit").status_code == 302
    assert _do(desk.head, item, "release", combined="on").status_code == 302


def test_the_second_releaser_is_told_and_can_send_again(desk, column):
    item = _write(desk, column)
    _do(desk.clerk, item, "submit")
    path = f"/desk/items/{item.pk}/release/"
    told = desk.head.post(path, {"version": 0, "combined": "on"})
    assert "您的修改没有保存" in told.content.decode()
    version = tree(told).xpath("//input[@name='version']/@value")[0]
    assert desk.head.post(path, {"version": version, "combined": "on"}).status_code == 302


def test_every_form_has_a_way_back(desk, column):
    item = _write(desk, column)
    for rest in ("new/", f"{item.pk}/edit/", f"{item.pk}/submit/", f"{item.pk}/withdraw/"):
        assert "" not in links(desk.head.get(f"/desk/items/{rest}"))


def test_more_rows_ask_the_database_no_more(desk, column):
    def add(count):
        for number in range(count):
            desk.clerk.post("/desk/items/new/", _typed(column, title=f"示例{number}"))

    add(3)
    few = queries(desk.clerk, "/desk/items/")
    add(10)
    assert queries(desk.clerk, "/desk/items/") == few
