"""One checked file at the desk: what is wrong in it apart from what we could not read, cells beside their source, letter."""

import io

import docx
import pytest

from desk.checks import CELL, DOUBTFUL, RIGHT, WRONG, Checks, main, messages, path, section
from desk.pages import links, problems, tree
from gongkai.files.places import place_of
from gongkai.report.writers import write
from gongkai.reporting.models import Confirmation
from report.changes import EXAMPLES, clean, with_cell
from report.pages import page
from reporting.checking import TODAY, make_county, published
from support.cases import make_office


@pytest.fixture
def checks(db, settings, tmp_path, client_as, on_day):
    """Give a county with an empty batch, on 2026-04-15."""
    settings.DATA_DIR = tmp_path
    on_day(TODAY)
    county = make_county()
    return Checks(county, client_as(county.clerk))


# findings ----------------------------------------------------------------------------------------------------------


def test_what_is_wrong_and_what_was_not_read_stand_apart(checks):
    row = checks.add(page({"open": "6200007", "n1": "l000001"}))
    answer = checks.clerk.get(path(row))
    wrong, unsure = section(answer, "文件有误"), section(answer, "没有读准")
    assert "表中为 7" in wrong
    assert "错误" in wrong
    assert "提示" in wrong
    assert "“l”" not in wrong
    assert "读到“l”，看不出是什么数" in unsure
    assert "不是机关的差错" in unsure
    assert f"{path(row, 'cell/')}?where=requests.open.total" in links(answer)
    assert f"{path(row, 'cell/')}?where={CELL}" in links(answer)


def test_a_file_without_a_fault_says_so_on_both_sides(checks):
    row = checks.county.add(published())
    answer = checks.clerk.get(path(row))
    assert "没有发现错误" in section(answer, "文件有误")
    assert "都已读准" in section(answer, "没有读准")
    assert "示例镇人民政府2025年度报告" in main(answer)


def test_the_findings_of_the_prose_lead_to_the_text_that_was_read(checks):
    answer = checks.clerk.get(path(checks.add(WRONG)))
    assert {"#chapter-1", "#chapter-6"} <= links(answer)
    assert tree(answer).xpath("//*[@id='chapter-6']/text()") == ["无。"]


def test_a_file_that_cannot_be_read_shows_the_one_line_why(checks):
    row = checks.add(b"\x89PNG\r\n\x1a\nxx", "扫描件.png")
    answer = checks.clerk.get(path(row))
    assert "没有文字可读" in section(answer, "读不出")
    assert "核对情况的函" not in main(answer)
    assert checks.clerk.get(path(row, "cell/"), {"where": CELL}).status_code == 404
    assert checks.clerk.post(path(row, "letter/"), {"reply_by": "2026-05-01"}).status_code == 404


def test_the_markup_of_a_document_is_never_shown_as_markup(checks):
    hostile = page({"n1": ("<b onmouseover='x()'>&lt;script&gt;9</b>", *"000001")})
    hostile = hostile.replace("青石镇", "青石镇&lt;img src=x&gt;")
    row = checks.add(hostile)
    for rest in ("", f"cell/?where={CELL}"):
        text = checks.clerk.get(path(row, rest)).content.decode()
        assert "<script>9" not in text
        assert "<img src=x" not in text
        assert "onmouseover" not in text
    assert "&lt;script&gt;9" in text


def test_the_original_is_downloaded_and_never_opened_in_the_browser(checks):
    row = checks.add(WRONG, "乡镇/示例镇.html")
    answer = checks.clerk.get(path(row, "original/"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert b"".join(answer.streaming_content) == WRONG.encode()
    place_of(row.stored_file.sha256).unlink()
    told = messages(checks.clerk.get(path(row, "original/"), follow=True))
    assert "请从备份恢复" in told[0]
    assert "请从备份恢复" in messages(checks.clerk.post(path(row, "recheck/"), follow=True))[0]
    assert "请从备份恢复" in main(checks.clerk.get(path(row, "cell/"), {"where": CELL}))


def test_a_file_is_checked_anew(checks):
    row = checks.add(WRONG)
    answer = checks.clerk.post(path(row, "recheck/"), follow=True)
    assert messages(answer) == ["已重新检查。"]


# whose, and when ---------------------------------------------------------------------------------------------------


def test_the_office_of_a_file_is_set_by_hand_and_back(checks):
    row = checks.add(WRONG)
    assert "没有对应到机关" in section(checks.clerk.get(path(row)), "哪个机关、何时公布")
    answer = checks.clerk.post(path(row, "match/"), {"agency": checks.county.town.pk}, follow=True)
    assert "示例镇人民政府 人工对应" in section(answer, "哪个机关、何时公布")
    checks.clerk.post(path(row, "match/"), {"agency": ""})
    row.refresh_from_db()
    assert row.agency is None
    outside = {"agency": make_office().agency.pk}
    assert set(problems(checks.clerk.post(path(row, "match/"), outside))) == {"agency"}


def test_a_file_that_was_not_read_is_given_its_year(checks):
    row = checks.add(b"", "空.pdf")
    typed = {"agency": checks.county.town.pk, "year": "2025"}
    checks.clerk.post(path(row, "match/"), typed)
    row.refresh_from_db()
    assert (row.agency, row.year) == (checks.county.town, 2025)
    wrong = checks.clerk.post(path(row, "match/"), {"year": "25"})
    assert problems(wrong)["year"].endswith("请填四位数字，如2025。")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026-04-16", "不能晚于今天"), ("2022-12-31", "早于报告年度2023年"), ("示例", "日期应写作")],
)
def test_a_wrong_day_of_publication_is_told(checks, typed, said):
    row = checks.add(WRONG)
    assert said in problems(checks.clerk.post(path(row, "published/"), {"on": typed}))["on"]


def test_the_day_of_publication_is_noted_and_taken_back(checks):
    row = checks.add(WRONG)
    answer = checks.clerk.post(path(row, "published/"), {"on": "2024-01-30"}, follow=True)
    assert tree(answer).xpath("//input[@name='on']/@value") == ["2024-01-30"]
    checks.clerk.post(path(row, "published/"), {"on": ""})
    row.refresh_from_db()
    assert row.published_on is None


# cells -------------------------------------------------------------------------------------------------------------


def cell(checks, row, where=CELL):
    return checks.clerk.get(path(row, "cell/"), {"where": where})


def test_a_cell_of_a_page_is_shown_in_its_table(checks):
    row = checks.add(DOUBTFUL)
    shown = tree(cell(checks, row))
    (here,) = shown.xpath("//*[@data-checks-source]//td[@class='gk-here']")
    assert here.text.strip() == "l"
    assert len(shown.xpath("//*[@data-checks-source]//tr")) > 20
    assert "没有读准的第 1 处，共 1 处" in main(cell(checks, row))
    assert shown.xpath("//input[@name='raw']/@value") == ["l"]
    assert shown.xpath("//input[@name='raw']/@autofocus")


def test_a_doubtful_cell_is_confirmed_and_the_file_checked_anew(checks):
    row = checks.add(DOUBTFUL)
    answer = checks.clerk.post(f"{path(row, 'cell/')}?where={CELL}", {"raw": " 1 "}, follow=True)
    assert "没有读准的地方都已确认，检查结果已更新。" in messages(answer)[0]
    row.refresh_from_db()
    assert (row.errors, row.doubts) == (0, 0)
    assert "1 原读作“l”" in section(answer, "没有读准")
    again = cell(checks, row)
    assert "撤回确认" in main(again)
    answer = checks.clerk.post(path(row, "cell/withdraw/"), {"where": CELL}, follow=True)
    assert messages(answer) == ["已撤回确认，恢复为读取的内容。"]
    assert not Confirmation.objects.exists()
    answer = checks.clerk.post(path(row, "cell/withdraw/"), {"where": CELL}, follow=True)
    assert "已经撤回" in messages(answer)[0]


def test_one_doubtful_cell_leads_to_the_next(checks):
    row = checks.add(page({"n1": "l000001", "open": "b100007"}))
    first, second = "requests.open.natural", CELL
    shown = cell(checks, row, first)
    assert f"?where={second}" in links(shown)
    assert f"?where={first}" in links(cell(checks, row, second))
    answer = checks.clerk.post(f"{path(row, 'cell/')}?where={first}", {"raw": "6"})
    assert answer.url == f"{path(row, 'cell/')}?where={second}"
    last = checks.clerk.post(answer.url, {"raw": "1"})
    assert last.url == path(row)


def test_a_cell_that_was_read_can_be_corrected_too(checks):
    row = checks.add(WRONG)
    where = "requests.open.business"
    assert "表中为 7" in main(cell(checks, row, "requests.open.total"))
    answer = checks.clerk.post(f"{path(row, 'cell/')}?where={where}", {"raw": "1"})
    assert answer.url == path(row)
    row.refresh_from_db()
    assert row.errors == 0


def test_a_value_that_is_too_long_is_told_and_kept(checks):
    row = checks.add(DOUBTFUL)
    answer = checks.clerk.post(f"{path(row, 'cell/')}?where={CELL}", {"raw": "1" * 201})
    assert set(problems(answer)) == {"raw"}
    assert tree(answer).xpath("//input[@name='raw']/@value") == ["1" * 201]


def test_the_year_is_corrected_where_it_was_read_wrong(checks):
    row = checks.add(RIGHT)
    page_of_year = main(cell(checks, row, "year"))
    assert "年度" in page_of_year
    assert "原文中没有记下位置" in page_of_year
    assert "报告标题读作：示例市青石镇人民政府2023年" in page_of_year
    bad = checks.clerk.post(f"{path(row, 'cell/')}?where=year", {"raw": "23"})
    assert "请填四位数字" in problems(bad)[""]
    checks.clerk.post(f"{path(row, 'cell/')}?where=year", {"raw": "2022"})
    row.refresh_from_db()
    assert row.year == 2022


@pytest.mark.parametrize("where", ["nonsense", "requests.d1.martian", "requests.d1", "chapters.9", "year.x"])
def test_a_place_that_no_form_has_is_not_there(checks, where):
    assert cell(checks, checks.add(RIGHT), where).status_code == 404


def test_without_a_place_the_page_of_the_file_is_shown(checks):
    row = checks.add(RIGHT)
    assert checks.clerk.get(path(row, "cell/")).url == path(row)
    assert checks.clerk.get(path(row, "picture/")).url == path(row)


def test_a_cell_of_a_pdf_is_shown_in_a_picture_of_its_page(checks):
    report = with_cell(clean(), "requests.partial.total", "2")
    row = checks.add(write(report, "pdf"), "示例.pdf")
    assert row.errors > 0
    where = "requests.partial.total"
    shown = tree(cell(checks, row, where))
    (address,) = shown.xpath("//*[@data-checks-source]/img/@src")
    assert 0 < float(shown.xpath("//@data-centre")[0]) < 1
    answer = checks.clerk.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert "no-store" in answer["Cache-Control"]
    whole = checks.clerk.get(f"{address}&whole=1").content
    assert len(whole) > len(answer.content)
    assert checks.clerk.get(path(row, "picture/"), {"where": "nonsense"}).status_code == 404
    place_of(row.stored_file.sha256).unlink()
    assert checks.clerk.get(address).status_code == 404


def test_a_cell_of_a_text_is_shown_in_its_lines(checks):
    row = checks.add((EXAMPLES / "clean-2021-form.txt").read_bytes(), "示例.txt")
    shown = tree(cell(checks, row, "requests.open.natural"))
    (here,) = shown.xpath("//*[@data-checks-source]//li[@class='gk-here']")
    number, text = (one.text_content() for one in here.xpath("span"))
    assert number.isdecimal()
    assert clean().requests["open"][0].raw in text


def test_another_office_sees_no_cell_no_picture_and_no_file(checks, client_as):
    row = checks.add(DOUBTFUL)
    other = client_as(make_office().clerk)
    for rest in ("", "original/", f"cell/?where={CELL}", f"picture/?where={CELL}"):
        assert other.get(path(row, rest)).status_code == 404
    for rest in (
        "match/",
        "published/",
        "letter/",
        "recheck/",
        "remove/",
        "cell/withdraw/",
        f"cell/?where={CELL}",
    ):
        assert other.post(path(row, rest), {"where": CELL, "raw": "1"}).status_code == 404
    assert not Confirmation.objects.exists()


# the letter --------------------------------------------------------------------------------------------------------


def paragraphs(answer):
    data = b"".join(answer.streaming_content)
    document = docx.Document(io.BytesIO(data))
    cells = [one.text for table in document.tables for line in table.rows for one in line.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_the_letter_of_findings_is_written(checks):
    row = checks.add(page({"open": "6200007", "n1": "l000001"}))
    assert "写明不是对方的差错" in section(checks.clerk.get(path(row)), "核对情况的函")
    typed = {"reply_by": "2026-04-30", "contact": "示例科 000-00000000"}
    answer = checks.clerk.post(path(row, "letter/"), typed)
    assert "attachment" in answer["Content-Disposition"]
    text = paragraphs(answer)
    for words in (
        "示例市青石镇人民政府：",
        "示例县人民政府",
        "2026年4月30日",
        "示例科 000-00000000",
        "需要更正的内容",
    ):
        assert words in text
    assert "不是你单位报告的差错" in text


def test_a_letter_needs_a_day_for_the_reply(checks):
    row = checks.add(WRONG)
    answer = checks.clerk.post(path(row, "letter/"), {"reply_by": "", "contact": "示例"})
    assert set(problems(answer)) == {"reply_by"}
    assert tree(answer).xpath("//input[@name='contact']/@value") == ["示例"]
