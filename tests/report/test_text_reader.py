"""Text with one cell a line."""

import re
from datetime import date

import pytest

from gongkai.report.checks import check
from gongkai.report.model import Contact, Place
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.readers.chapters import split_chapters
from report.changes import EXAMPLES, clean

TEXT = (EXAMPLES / "clean-2021-form.txt").read_text("utf-8")


def _read(text, encoding="utf-8"):
    return read_bytes(text.encode(encoding), "clean-2021-form.txt")


def test_a_report_is_read_whole():
    report = clean()
    assert (report.agency, report.year, report.form) == ("示例市青石镇人民政府", 2023, "2021")
    assert report.title == "示例市青石镇人民政府2023年政府信息公开工作年度报告"
    assert [cell.value for cell in report.requests["received"]] == [6, 1, 0, 0, 0, 0, 7]
    assert report.disclosure["normative"]["in_force"].value == 9
    assert report.remedies["review"][-1].value == 1
    assert list(report.chapters) == ["1", "2", "3", "4", "5", "6"]
    assert list(report.chapters["1"].sections) == [
        "主动公开",
        "依申请公开",
        "政府信息管理",
        "政府信息公开平台建设",
        "监督保障",
    ]
    assert report.chapters["6"].text == "本年度没有收取信息处理费。没有其他需要报告的事项。"
    assert report.unplaced == ()
    assert report.labels == {}


def test_the_preamble_gives_issuer_period_download_and_contact():
    preamble = clean().preamble
    assert preamble.issuer == "示例市青石镇人民政府"
    assert preamble.period == (date(2023, 1, 1), date(2023, 12, 31))
    assert preamble.download == ("https://www.example.gov.cn",)
    assert preamble.contact == Contact("示例市青石镇示例路1号", "000-00000000", "000000")


def test_a_cell_knows_its_line():
    cell = clean().requests["received"][0]
    assert cell.place == Place(table=2, row=4, column=2, line=cell.place.line)
    assert TEXT.splitlines()[cell.place.line - 1] == "\t6"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_reads_alike(encoding):
    assert _read(TEXT, encoding) == clean()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_end_of_line_reads_alike(end):
    assert _read(TEXT.replace("\n", end)) == clean()


def test_stray_blanks_change_nothing():
    typed = TEXT.replace("规章", "规    章").replace("\t0\n", "\t 0 \u3000\n").replace("地址：", "地址： ")
    typed = typed.replace("一、总体情况", " 一、 总体情况 ").replace("年1月1日", " 年 1月 1 日")
    read = _read(typed)
    assert (read.requests, read.disclosure, read.preamble.contact) == (
        clean().requests,
        clean().disclosure,
        clean().preamble.contact,
    )
    assert read.chapters["1"].title == "总体情况"
    assert check(read) == ()


def test_a_head_cell_may_break_over_two_lines():
    read = _read(TEXT.replace("\t科研机构", "\t科研 \n机构"))
    assert [cell.raw for cell in read.requests["open"]] == [cell.raw for cell in clean().requests["open"]]
    assert (read.unplaced, read.labels) == ((), {})


def test_prose_right_after_a_number_is_prose():
    read = _read(TEXT.replace("\n\n五、", "\n说明一句。\n五、"))
    assert read.remedies["suit_after_review"][-1].raw == "0"
    assert read.chapters["4"].text == "说明一句。"


def test_an_indented_paragraph_is_prose():
    long = (
        "\t"
        + "示例镇把公开工作列入年度重点任务，按月调度，逐项落实责任到人，并向村（社区）公布进展情况。" * 2
    )
    read = _read(TEXT.replace("（二）依申请公开", f"{long}\n（二）依申请公开"))
    assert long.strip() in read.chapters["1"].text
    assert read.unplaced == ()


def test_an_indented_heading_is_a_heading():
    assert _read(TEXT.replace("\n五、", "\n\t五、")).chapters["5"] == clean().chapters["5"]


def _joined(text):
    """One row a line, its cells apart by tabs."""
    return re.sub(
        r"(?:^\t.*\n)+", lambda row: row[0].strip("\n")[1:].replace("\n\t", "\t") + "\t\n", text, flags=re.M
    )


def test_one_row_a_line_with_tabs_reads_too():
    read = _read(_joined(TEXT).replace("\t\n", "\n").replace("项\n", "项\t\t\n"))
    for table in ("requests", "remedies"):
        assert {row: [cell.raw for cell in cells] for row, cells in getattr(read, table).items()} == {
            row: [cell.raw for cell in cells] for row, cells in getattr(clean(), table).items()
        }


def test_what_no_form_has_is_unplaced():
    read = _read(
        TEXT.replace("\t第二十条第（五）项", "\t其他主动公开文件\n\t5\n\t5\n\t5\n\n\t第二十条第（五）项")
    )
    assert read.unplaced == ("其他主动公开文件 | 5 | 5 | 5",)


def test_lines_before_the_title_are_not_the_title():
    read = _read("索引号：000\n发布时间：2024-01-20\n" + TEXT)
    assert (read.title, read.year) == (clean().title, 2023)


TITLES = [
    ("示例市梅林街道办事处2022年度政府信息公开工作年度报告", "示例市梅林街道办事处", 2022),
    ("2022年示例市梅林街道办事处政府信息公开工作年度报告", "示例市梅林街道办事处", 2022),
    ("标题: 示例市财政局关于2022年政务公开的年报", "示例市财政局", 2022),
]


@pytest.mark.parametrize(("title", "agency", "year"), TITLES)
def test_a_report_without_preamble_is_named_by_its_title(title, agency, year):
    lines = TEXT.split("\n")
    read = _read("\n".join([title, "", *lines[4:]]))
    assert (read.agency, read.year) == (agency, year)


def test_the_place_of_the_site_completes_a_short_name():
    short = TEXT.replace("示例市青石镇人民政府", "青石镇人民政府")
    assert _read(short).agency == "示例市青石镇人民政府"


PERIODS = [
    ("自 2023 年 1月1日起至 2023 年 12月31日止", True),
    ("2023年1月1日至12月31日", True),
    ("2023年1月1日—12月31日", True),
    ("2023年1月1日到2023年12月31日", True),
    ("2023年1月1日至2023年13月31日", False),
    ("全年", False),
]


@pytest.mark.parametrize(("text", "known"), PERIODS)
def test_the_period_is_read_in_its_spellings(text, known):
    read = _read(TEXT.replace("自2023年1月1日起至2023年12月31日止", text))
    assert read.preamble.period == ((date(2023, 1, 1), date(2023, 12, 31)) if known else None)


def test_the_mailbox_is_read():
    read = _read(TEXT.replace("邮编：000000", "邮编：000000，电子邮箱： gk @example.gov.cn"))
    assert read.preamble.contact.email == "gk@example.gov.cn"


CHAPTERS = [
    ("五、存在的主要问题及改进情况", "三、存在的主要问题及整改措施", "存在的主要问题及整改措施"),
    ("五、存在的主要问题及改进情况", "五五、存在问题", "存在问题"),
    ("五、存在的主要问题及改进情况", "第五部分 存在的主要问题", "存在的主要问题"),
]


@pytest.mark.parametrize(("old", "new", "title"), CHAPTERS)
def test_a_chapter_is_known_by_its_words_not_by_its_number(old, new, title):
    read = _read(TEXT.replace(old, new))
    assert read.chapters["5"].title == title
    assert read.chapters["5"].text == clean().chapters["5"].text


def test_a_numbered_sentence_is_not_a_chapter():
    read = _read(
        TEXT.replace(
            "主要问题：",
            "一、公开内容还不够细，主要问题在于更新有时不及时，依申请公开的答复还不够规范，需要加强培训。\n主要问题：",
        )
    )
    assert list(read.chapters) == list("123456")
    assert "一、公开内容还不够细" in read.chapters["5"].text


def test_the_year_of_the_period_serves_where_the_title_has_none():
    read = _read(TEXT.replace("示例市青石镇人民政府2023年政府信息公开工作年度报告", "年度报告"))
    assert read.year == 2023


def test_no_year_at_all_is_said():
    text = TEXT.replace("2023年政府信息", "政府信息").replace("自2023年1月1日起至2023年12月31日止", "全年")
    with pytest.raises(Unreadable, match="看不出是哪一年"):
        read_bytes(text.encode(), "示例.txt")


def test_tables_alone_need_a_year():
    with pytest.raises(Unreadable, match="哪一年"):
        read_bytes("\t（一）予以公开\n\t1\n".encode(), "示例.txt")


def test_a_year_that_only_the_file_is_named_after_is_taken_with_a_doubt():
    read = read_bytes("\t（一）予以公开\n\t1\n".encode(), "示例镇2023年报.txt")
    assert read.year == 2023
    assert [(one.where, one.printed, one.candidates) for one in read.doubts] == [
        ("year", "示例镇2023年报", (("2023",),))
    ]


def test_rows_may_be_told_by_bars():
    framed = read_bytes("示例镇2023年报\n| （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n".encode(), "x.txt")
    open_ended = read_bytes("示例镇2023年报\n（一）予以公开 | 1 |  |  |  |  |  | \n".encode(), "x.txt")
    assert [cell.raw for cell in framed.requests["open"]] == list("1000001")
    assert [cell.raw for cell in open_ended.requests["open"]] == ["1", "", "", "", "", "", ""]


def test_chapters_may_come_with_blank_lines():
    before, chapters = split_chapters(
        ["前言。", "", "一、总体情况", "", "（一）主动公开", "", "公开5条。", "\u3000"]
    )
    assert before == ["前言。", ""]
    assert chapters["1"].text == "（一）主动公开\n公开5条。"
    assert chapters["1"].sections == {"主动公开": "公开5条。"}


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("示例市青石镇人民政府二〇二三年政府信息公开工作年度报告", 2023),
        ("示例市青石镇二○二〇年年度报告", 2020),
        ("青石镇政府信息公开年度报告（2022年度）", 2022),
        ("青石镇2021政府信息公开年报", 2021),
        ("2 0 2 4 年青石镇政府信息公开年报", 2024),
    ],
)
def test_the_year_is_read_from_titles_of_every_style(title, year):
    text = TEXT.replace("示例市青石镇人民政府2023年政府信息公开工作年度报告", title)
    assert _read(text).year == year


def test_the_words_of_the_page_around_a_report_are_not_its_preamble():
    title = "示例市青石镇人民政府2023年政府信息公开工作年度报告"
    page = f"当前位置：首页 > 政府信息公开 > 年报\n{title}\n发布时间：2024-01-20 来源：示例 浏览次数：5\n【字体：大 中 小】"
    read = _read(TEXT.replace(title, page))
    assert read.title == title
    assert read.preamble == _read(TEXT).preamble
