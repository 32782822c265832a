"""Checking published reports at the desk: batches, uploads of one and of many, what is said of each file."""

import io
from datetime import date

import openpyxl
import pytest

from desk.checks import DOUBTFUL, JSON, NEW, RIGHT, WRONG, Checks, main, messages, path, upload
from desk.pages import links, problems, queries, row_heads, tree
from gongkai.desk.checks import uploads
from gongkai.files.models import StoredFile
from gongkai.reporting.models import CheckBatch, CheckedFile, FileStatus
from reporting.checking import TODAY, make_county
from support.cases import make_office
from support.factories import make_agency, make_person


@pytest.fixture
def checks(db, settings, tmp_path, client_as, on_day):
    """Give a county with an empty batch, on 2026-04-15."""
    settings.DATA_DIR = tmp_path
    on_day(TODAY)
    county = make_county()
    return Checks(county, client_as(county.clerk))


def send(checks, *files, to=NEW, **more):
    typed = {"title": "示例县2025年度", "agency": checks.county.agency.pk, "chosen": list(files), **more}
    return checks.clerk.post(to, typed, follow=True)


# the list ----------------------------------------------------------------------------------------------------------


def test_who_has_checked_nothing_is_told_what_to_do(checks, client_as):
    fresh = client_as(make_office().clerk)
    page = main(fresh.get("/desk/checks/"))
    assert "还没有检查过年度报告" in page
    assert "一份或者整个文件夹都可以" in page
    assert "2025年度报告（2026-04-15检查）" in tree(fresh.get("/desk/checks/")).xpath(
        "//input[@name='title']/@value"
    )


def test_batches_are_listed_newest_first_with_what_was_found(checks):
    checks.add(WRONG)
    checks.add(DOUBTFUL, "乙.html")
    checks.add(b"", "空.pdf")
    send(checks, upload(RIGHT), title="后一批")
    answer = checks.clerk.get("/desk/checks/")
    assert [one.split()[0] for one in row_heads(answer)] == ["后一批", "示例县2025年度"]
    page = main(answer)
    for words in ("没有读准 1 处", "读不出 1 份", "文件有误"):
        assert words in page


def test_the_desk_leads_there_only_who_may(checks, client_as):
    assert "/desk/checks/" in tree(checks.clerk.get("/desk/")).xpath("//nav//a/@href")
    other = client_as("handler", checks.county.agency)
    assert "/desk/checks/" not in tree(other.get("/desk/")).xpath("//nav//a/@href")
    assert other.get("/desk/checks/").status_code == 403


# uploads -----------------------------------------------------------------------------------------------------------


def test_one_file_is_checked(checks):
    answer = send(checks, upload(WRONG))
    assert messages(answer) == ["已检查 1 份文件。"]
    row = CheckedFile.objects.get()
    assert (row.status, row.path, row.batch.title) == (FileStatus.READ, "示例.html", "示例县2025年度")
    assert path(row) in links(answer)


def test_many_files_and_a_folder_are_checked_and_one_that_fails_stops_none(checks, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 40_000)
    files = [
        upload(RIGHT, "甲.html"),
        upload("x" * 40_001, "大.html"),
        upload(b"", "空.pdf"),
        upload(WRONG, "乙.html"),
    ]
    answer = send(checks, *files, folder=[upload(b"MZ\x00\x01", "程序.exe"), upload(b"x", "Thumbs.db")])
    assert messages(answer) == ["已检查 4 份文件。跳过 1 个系统文件。", "“大.html”超过0 MB，不能保存。"]
    rows = {row.path: row.status for row in CheckedFile.objects.all()}
    assert rows == {
        "甲.html": "read",
        "空.pdf": "unreadable",
        "乙.html": "read",
        "程序.exe": "unreadable",
    }


def test_a_folder_of_many_files_is_taken_at_once(checks):
    answer = send(checks, folder=[upload(RIGHT, f"{number}.html") for number in range(150)])
    assert messages(answer) == ["已检查 150 份文件。"]
    assert CheckedFile.objects.count() == 1


def test_without_a_file_the_form_asks_for_one_and_keeps_what_was_typed(checks):
    answer = send(checks, title="我的一批")
    assert problems(answer) == {"chosen": "选择文件：请选择要检查的文件。"}
    assert tree(answer).xpath("//input[@name='title']/@value") == ["我的一批"]
    assert CheckBatch.objects.count() == 1
    assert set(problems(send(checks, to=f"{checks.batch}add/"))) == {"chosen"}
    assert set(problems(send(checks, upload(RIGHT), title=" "))) == {"title"}
    assert not StoredFile.objects.exists()


def test_a_script_opens_a_batch_and_sends_one_file_after_another(checks):
    typed = {"title": "示例", "agency": checks.county.agency.pk}
    opened = checks.clerk.post(NEW, typed, **JSON).json()
    assert opened["files"] == []
    sent = {"chosen": upload(WRONG), "path": "乡镇/示例.html"}
    (said,) = checks.clerk.post(opened["add"], sent, **JSON).json()["files"]
    row = CheckedFile.objects.get()
    assert said == {
        "path": "乡镇/示例.html",
        "state": "wrong",
        "words": f"文件有误 {row.errors} 处",
        "url": path(row),
    }
    again = {"chosen": upload(WRONG), "path": "副本.html"}
    (same,) = checks.clerk.post(opened["add"], again, **JSON).json()["files"]
    assert "与“乡镇/示例.html”内容相同" in same["words"]
    (skipped,) = checks.clerk.post(opened["add"], {"chosen": upload(b"x", ".DS_Store")}, **JSON).json()[
        "files"
    ]
    assert (skipped["skipped"], skipped["problem"]) == (True, "系统文件，已跳过")


def test_a_script_is_told_what_is_wrong(checks):
    refused = checks.clerk.post(f"{checks.batch}add/", {}, **JSON)
    assert (refused.status_code, refused.json()) == (400, {"problem": "请选择要检查的文件。"})
    refused = checks.clerk.post(NEW, {"agency": checks.county.agency.pk, "title": "长" * 201}, **JSON)
    assert refused.status_code == 400
    assert "200" in refused.json()["problem"]


def test_a_supervisor_checks_for_the_county_above_its_towns(checks, client_as):
    supervisor = make_person("supervisor", checks.county.agency)
    client = client_as(supervisor)
    chosen = tree(client.get("/desk/checks/")).xpath("//select[@name='agency']/option[@selected]/@value")
    assert chosen == [str(checks.county.agency.pk)]
    answer = client.post(NEW, {"title": "示例", "agency": chosen[0], "chosen": upload(RIGHT)}, follow=True)
    assert "已检查 1 份文件。" in messages(answer)
    outside = {"title": "示例", "agency": make_agency().pk, "chosen": upload(RIGHT)}
    assert set(problems(client.post(NEW, outside))) == {"agency"}


# a batch -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def full(checks):
    """Give a batch with a file of each kind."""
    for name, data in (("对.html", RIGHT), ("错.html", WRONG), ("疑.html", DOUBTFUL), ("空.pdf", b"")):
        checks.add(data, name)
    return checks


def test_each_file_says_its_state_in_words(full):
    answer = full.clerk.get(full.batch)
    rows = {one.xpath("string(td[1])").strip(): one for one in tree(answer).xpath("//tbody/tr")}
    states = {name: row.get("class") for name, row in rows.items()}
    assert states == {
        "对.html": "gk-check-right",
        "错.html": "gk-check-wrong",
        "疑.html": "gk-check-doubtful",
        "空.pdf": "gk-check-unreadable",
    }
    words = {name: " ".join(row.xpath("string(td[2])").split()) for name, row in rows.items()}
    assert words["对.html"] == "无误"
    assert words["错.html"].startswith("文件有误 ")
    assert words["疑.html"] == "没有读准 1 处"
    assert words["空.pdf"].startswith("读不出 文件是空的")
    assert "示例市青石镇人民政府" in rows["对.html"].xpath("string(td[3])")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"show": "wrong"}, ["错.html"]),
        ({"show": "doubtful"}, ["疑.html"]),
        ({"show": "unreadable"}, ["空.pdf"]),
        ({"show": "right"}, ["对.html"]),
        ({"q": "错"}, ["错.html"]),
        ({"show": "right", "q": "青石镇"}, ["对.html"]),
        ({"show": "nonsense"}, ["对.html", "错.html", "疑.html", "空.pdf"]),
        ({"show": "waiting"}, []),
    ],
)
def test_files_are_filtered(full, asked, shown):
    answer = full.clerk.get(full.batch, asked)
    assert row_heads(answer) == shown
    assert ("没有符合条件的文件" in main(answer)) == (not shown)


def test_an_empty_batch_says_what_to_do(checks):
    assert "在下面选择或者拖入文件" in main(checks.clerk.get(checks.batch))


def test_files_that_wait_can_be_read_with_the_whole_batch(checks):
    row = checks.county.add(RIGHT.encode(), "对.html", read=None)
    assert "等待读取" in main(checks.clerk.get(checks.batch))
    assert "还没有读取" in main(checks.clerk.get(path(row)))
    answer = checks.clerk.post(f"{checks.batch}recheck/", follow=True)
    assert messages(answer) == ["已重新检查 1 份文件。"]
    row.refresh_from_db()
    assert row.status == FileStatus.READ


def test_a_file_and_a_batch_are_removed_after_a_question(full):
    row = CheckedFile.objects.get(path="错.html")
    asked = main(full.clerk.get(path(row, "remove/")))
    assert "不能恢复" in asked
    answer = full.clerk.post(path(row, "remove/"), follow=True)
    assert row_heads(answer) == ["对.html", "疑.html", "空.pdf"]
    assert "其中 3 份文件" in main(full.clerk.get(f"{full.batch}remove/"))
    answer = full.clerk.post(f"{full.batch}remove/", follow=True)
    assert "已删除“示例县2025年度”。" in messages(answer)
    assert not CheckedFile.objects.exists()


def test_another_office_finds_nothing(full, client_as):
    other = client_as(make_office().clerk)
    row = CheckedFile.objects.first()
    for rest in ("", "remove/"):
        assert other.get(full.batch + rest).status_code == 404
        assert other.get(path(row, rest)).status_code == 404
    for rest in ("add/", "recheck/", "remove/"):
        assert other.post(full.batch + rest).status_code == 404
    assert CheckedFile.objects.count() == 4


def test_more_files_ask_the_database_no_more(full):
    few = [queries(full.clerk, place) for place in (full.batch, "/desk/checks/")]
    for number in range(6):
        full.add(RIGHT + "\n" * (number + 1), f"{number}.html")
    assert [queries(full.clerk, place) for place in (full.batch, "/desk/checks/")] == few


# the overview ------------------------------------------------------------------------------------------------------


def test_a_county_sees_who_has_published_and_when(checks):
    row = checks.add(WRONG)
    assert row.year == 2023
    answer = checks.clerk.get("/desk/checks/overview/", {"year": "2023", "agency": checks.county.agency.pk})
    assert "应公布 3 个机关" in main(answer)
    assert "示例.html" in main(answer)
    checks.clerk.post(path(row, "match/"), {"agency": checks.county.town.pk})
    checks.clerk.post(path(row, "published/"), {"on": "2024-02-03"})
    answer = checks.clerk.get("/desk/checks/overview/", {"year": "2023"})
    (found,) = [one for one in tree(answer).xpath("//tbody/tr") if path(row) in one.xpath(".//a/@href")]
    words = " ".join(found.text_content().split())
    for part in ("示例镇人民政府", "2024-01-31", "2024-02-03", "逾期公布", str(row.errors)):
        assert part in words
    assert found.xpath(".//*[local-name()='rect']/@width") == ["100"]


def test_the_year_last_past_is_shown_and_other_years_can_be_asked_for(checks):
    page = tree(checks.clerk.get("/desk/checks/overview/"))
    assert page.xpath("//select[@name='year']/option[@selected]/@value") == ["2025"]
    answer = checks.clerk.get("/desk/checks/overview/", {"year": "1999"})
    assert set(problems(answer)) == {"year"}
    assert checks.clerk.get("/desk/checks/overview/sheet/", {"year": "1999"}).status_code == 302
    early = checks.clerk.get("/desk/checks/overview/", {"year": "2019", "order": "agency"})
    assert "2020-01-31" in main(early)


def test_the_overview_is_downloaded_as_a_workbook(checks):
    checks.add(WRONG)
    answer = checks.clerk.get("/desk/checks/overview/sheet/", {"year": "2023", "order": "agency"})
    assert "attachment" in answer["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet["A1"].value == "示例县人民政府2023年度政府信息公开工作年度报告公布情况"


def test_the_overview_of_others_is_not_there(checks, client_as):
    other = client_as(make_office().clerk)
    answer = other.get("/desk/checks/overview/", {"agency": checks.county.agency.pk})
    assert set(problems(answer)) == {"agency"}
    assert checks.county.agency.name not in main(answer)


def test_more_offices_ask_the_database_no_more(checks):
    place = "/desk/checks/overview/?year=2023"
    checks.add(RIGHT)
    few = queries(checks.clerk, place)
    for number in range(5):
        make_agency(under=checks.county.agency)
        checks.add(RIGHT + "\n" * (number + 1), f"{number}.html")
    assert queries(checks.clerk, place) == few


def test_of_what_was_not_read_no_number_is_said(checks):
    row = checks.add(b"", "空.pdf")
    checks.clerk.post(path(row, "match/"), {"agency": checks.county.town.pk, "year": "2025"})
    answer = checks.clerk.get("/desk/checks/overview/")
    (found,) = [one for one in tree(answer).xpath("//tbody/tr") if path(row) in one.xpath(".//a/@href")]
    assert [" ".join(one.text_content().split()) for one in found.xpath("td")][4:] == [
        "未能读出",
        "—",
        "—",
        "—",
    ]


def test_nobody_owes_a_report_of_a_year_before_the_office_was_there(checks, client_as):
    new = make_agency("示例新区管理机构", since=date(2026, 1, 5))
    client = client_as("clerk", new)
    assert "没有应当公布年度报告的机关" in main(client.get("/desk/checks/overview/"))
