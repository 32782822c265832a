"""Loading a notice on holidays at the desk: upload, look, confirm; withdrawing one."""

from base64 import b64encode
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.pages import links, problems, queries, row_heads, tree
from gongkai.calendars.models import CalendarNotice
from gongkai.casework.models import Application
from support.cases import make_office, register
from support.factories import make_person
from support.notices import NOTICE_2027, notice_file

DAY = date(2027, 1, 25)
LOAD, CONFIRM = "/desk/calendars/load/", "/desk/calendars/confirm/"
CSV = "日期,类型,名称\n2027-01-01,休,元旦\n" + "".join(
    f"2027-{day},休,示例节\n" for day in ("05-01", "05-02", "10-01", "10-02", "10-03")
)


@pytest.fixture
def admin(desk, client_as, on_day):
    """Give the client of the town's system administrator, in January of a year without a notice."""
    on_day(DAY)
    return client_as(make_person("system_admin", desk.office.agency, name="示例管理员"))


def upload(client, data=NOTICE_2027, name="2027.toml", **more):
    return client.post(LOAD, {"file": SimpleUploadedFile(name, data), **more})


def carried(answer):
    """The hidden fields of the page that asks for confirmation."""
    fields = tree(answer).xpath("//form[@action='/desk/calendars/confirm/']//input[@type='hidden']")
    return {one.get("name"): one.get("value") or "" for one in fields}


def cells(answer):
    return [" ".join(one.text_content().split()) for one in tree(answer).xpath("//tbody/tr/td")]


def test_the_year_without_a_notice_is_named(admin, desk):
    register(desk.office, date(2027, 1, 20), today=DAY)
    page = admin.get("/desk/calendars/").content.decode()
    assert "2027 年的通知尚未载入，经过该年的期限为暂定。" in page
    assert "期限暂定的未办结申请：1 件。" in page
    assert "还没有载入过通知" in page
    assert "2004–2026 年的通知随产品提供" in page


def test_the_notice_is_looked_at_before_anything_is_written(admin, desk):
    case = register(desk.office, date(2027, 1, 20), today=DAY)
    answer = upload(admin)
    assert cells(answer) == [case.number, str(desk.office.agency), "答复期限", "2027-02-17", "2027-02-23"]
    text = " ".join(tree(answer).xpath("//main")[0].text_content().split())
    for words in (
        "示例〔2026〕1号",
        "2027-02-05 至 2027-02-11 放假",
        "2027-02-20 调休上班",
        "现在什么都没有写入",
    ):
        assert words in text
    assert not CalendarNotice.objects.exists()
    assert Application.objects.get().provisional


def test_what_was_looked_at_is_confirmed(admin, desk):
    case = register(desk.office, date(2027, 1, 20), today=DAY)
    answer = admin.post(CONFIRM, carried(upload(admin)), follow=True)
    assert "已载入示例：关于2027年部分节假日安排的通知。1 件未办结的申请改期。" in answer.content.decode()
    row = cells(answer)
    assert row[0] == "2027"
    assert "示例〔2026〕1号" in row[1]
    assert row[3] == "2027-01-25 示例管理员"
    assert "生效" in row[4]
    page = desk.clerk.get(f"/desk/applications/{case.pk}/").content.decode()
    said = "依据示例：关于2027年部分节假日安排的通知，答复期限由2027-02-17改为2027-02-23"
    assert said in page
    assert "重新计算期限" in page


def test_a_csv_takes_its_source_from_the_form(admin):
    typed = {
        "document_number": "示例〔2026〕2号",
        "issued_on": "2026-11-05",
        "url": "https://www.example.cn/",
    }
    answer = upload(admin, CSV.encode(), "2027.csv", **typed)
    admin.post(CONFIRM, carried(answer))
    row = CalendarNotice.objects.get()
    assert (row.title, row.document_number) == (
        "国务院办公厅关于2027年部分节假日安排的通知",
        "示例〔2026〕2号",
    )
    assert (row.issued_on, row.url) == (date(2026, 11, 5), "https://www.example.cn/")
    assert row.source == CSV


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"2027-01-01,x,y", "a.csv", "a.csv 第1行"),
        (b"\xd0\xdd", "a.csv", "UTF-8"),
        (b"", "a.toml", "缺少 year"),
        (b"x" * 70000, "a.toml", "64 KB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_with_its_place(admin, data, name, said):
    answer = upload(admin, data, name)
    assert said in problems(answer)[""]


def test_without_a_file_the_form_asks_for_one(admin):
    assert set(problems(admin.post(LOAD, {"url": ""}))) == {"file"}


def test_a_confirmation_that_is_not_whole_begins_again(admin):
    answer = admin.post(CONFIRM, {"name": "a.toml", "content": "???"}, follow=True)
    assert "文件内容不完整" in answer.content.decode()
    bad = {"name": "a.toml", "content": b64encode(b"year = 1").decode()}
    assert "缺少 notice" in admin.post(CONFIRM, bad, follow=True).content.decode()
    once = carried(upload(admin))
    admin.post(CONFIRM, once)
    assert "已经载入" in admin.post(CONFIRM, once, follow=True).content.decode()
    assert CalendarNotice.objects.count() == 1


def test_a_second_notice_replaces_the_first(admin):
    admin.post(CONFIRM, carried(upload(admin)))
    answer = upload(admin, notice_file(worked="2027-02-21"))
    assert "没有未办结的申请改期" in answer.content.decode()
    answer = admin.post(CONFIRM, carried(answer), follow=True)
    chips = [cells(answer)[place] for place in (4, 9)]
    assert "生效" in chips[0]
    assert "已替换" in chips[1]


def test_a_notice_is_withdrawn_after_a_look_at_what_moves(admin, desk):
    register(desk.office, date(2027, 1, 20), today=DAY)
    admin.post(CONFIRM, carried(upload(admin)))
    path = f"/desk/calendars/withdraw/?notice={CalendarNotice.objects.get().pk}"
    assert path in links(admin.get("/desk/calendars/"))
    assert cells(admin.get(path))[3:] == ["2027-02-23", "2027-02-17"]
    answer = admin.post(path, follow=True)
    assert "已撤下示例：关于2027年部分节假日安排的通知。1 件" in answer.content.decode()
    assert "已撤下" in cells(answer)[4]
    assert admin.get(path).status_code == 404
    assert admin.get("/desk/calendars/withdraw/?notice=x").url == "/desk/calendars/"


def test_cases_of_others_are_counted_and_not_shown(admin, desk):
    register(make_office(), date(2027, 1, 20), today=DAY)
    answer = upload(admin)
    assert row_heads(answer) == []
    assert "另有其他机关的 1 件改期。" in answer.content.decode()


def test_only_the_system_administrator_finds_the_page(admin, desk):
    assert "/desk/calendars/" in tree(admin.get("/desk/")).xpath("//nav//a/@href")
    assert "/desk/calendars/" not in tree(desk.clerk.get("/desk/")).xpath("//nav//a/@href")
    assert desk.head.get("/desk/calendars/").status_code == 403
    assert desk.clerk.post(CONFIRM, {}).status_code == 403


def test_more_cases_ask_the_database_no_more(admin, desk):
    def look():
        return upload(admin)

    register(desk.office, date(2027, 1, 20), today=DAY)
    few = queries(admin, "/desk/calendars/")
    for _ in range(5):
        register(desk.office, date(2027, 1, 20), today=DAY)
    assert queries(admin, "/desk/calendars/") == few
    assert len(row_heads(look())) == 6
