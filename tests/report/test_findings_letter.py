"""The letter tells the office its errors and hints with their ground, and apart from them what we could not read."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from gongkai.report.checks import check
from gongkai.report.confirming import checked
from gongkai.report.findings import Finding, Level
from gongkai.report.model import Cell, Doubt, Meaning, Report
from gongkai.report.writers.findings_letter import findings_letter
from report.changes import clean, with_cell, with_row

BAD = "requests.partial.total"


def written(report: Report, **more: Any) -> Any:
    result = checked(report, {})
    facts: dict[str, Any] = {
        "to": "示例市青石镇人民政府",
        "from_": "示例市人民政府办公室",
        "on": date(2024, 4, 1),
        "reply_by": date(2024, 4, 20),
        "doubtful": result.doubtful,
    }
    return docx.Document(io.BytesIO(findings_letter(report, result.findings, **{**facts, **more})))


def lines(document: Any) -> list[str]:
    return [one.text for one in document.paragraphs if one.text]


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def with_doubt(report: Report) -> Report:
    untold = tuple(Cell("", None, Meaning.AMBIGUOUS) for _ in range(7))
    doubt = Doubt("requests.d1", "1 1", (), False, "看不出各数属于哪一列", "its columns cannot be told")
    return replace(report, requests={**report.requests, "d1": untold}, doubts=(doubt,))


def test_an_error_is_told_with_what_is_printed_what_it_should_be_the_sum_and_its_ground():
    document = written(with_cell(clean(), BAD, "2"))
    text = lines(document)
    assert text[0] == "关于更正2023年度政府信息公开工作年度报告的函"
    assert text[1] == "示例市青石镇人民政府："
    assert "《中华人民共和国政府信息公开条例》第四十七条、第五十条" in text[2]
    assert "国办公开办函〔2021〕30号" in text[2]
    assert "2023年政府信息公开工作年度报告》" in text[2]
    head, first, *_ = rows(document.tables[0])
    assert head == ["序号", "位置", "报告所列", "应为", "算式或者说明", "依据"]
    (found, *_rest) = check(with_cell(clean(), BAD, "2"))
    assert first[0] == "1"
    assert "表三" in first[1]
    assert "总计" in first[1]
    assert first[2:] == ["2", "1", found.formula, found.cite]


def test_it_says_what_to_do_by_when_and_is_signed_and_dated():
    text = lines(written(with_cell(clean(), BAD, "2"), contact="示例，000-0000000"))
    assert "二、办理要求" in text
    assert any("请于2024年4月20日前" in one and "重新公布" in one for one in text)
    assert text[-3:] == ["联系人及联系方式：示例，000-0000000", "示例市人民政府办公室", "2024年4月1日"]


def test_hints_stand_in_a_table_of_their_own():
    report = with_cell(with_cell(clean(), BAD, "2"), "disclosure.licence.decisions", "97件")
    document = written(report)
    text = lines(document)
    assert [one for one in text if one[1:2] == "、"] == [
        "一、需要更正的内容",
        "二、建议核实完善的内容",
        "三、办理要求",
    ]
    head, first = rows(document.tables[1])
    assert head == ["序号", "位置", "内容", "依据"]
    assert "97件" in first[2]


def test_what_we_could_not_read_is_said_apart_and_as_our_own():
    report = with_cell(with_doubt(clean()), "disclosure.licence.decisions", "l2")
    report = replace(report, unplaced=("示例的一行",))
    document = written(report)
    text = lines(document)
    assert text[0] == "关于2023年度政府信息公开工作年度报告核对情况的函"
    assert "没有发现需要更正的错误" in text[2]
    assert document.tables == []
    start = text.index("一、我单位未能准确读出的内容")
    assert "不是你单位报告的差错" in text[start + 1]
    unread = "".join(text[start + 2 :])
    for words in ("示例的一行", "l2", "看不出各数属于哪一列"):
        assert unread.count(words) == 1
    assert "更正" not in unread


def test_a_sum_that_only_follows_from_what_we_could_not_read_is_not_told():
    report = with_cell(clean(), "requests.received.natural", "l2")
    assert {one.rule for one in check(report)} == {"not_a_number", "row_sum", "balance"}
    text = "".join(lines(written(report)))
    assert "印为“l2”" in text
    assert "不符" not in text
    assert "不平" not in text


def test_a_doubtful_place_without_a_finding_is_named_once():
    doubtful = checked(with_row(clean(), "requests.d1", "1", "0"), {"requests.d1.natural": "1"}).doubtful
    text = "".join(lines(written(clean(), doubtful=doubtful)))
    assert text.count("商业企业”，没有读出内容") == 1


def test_a_report_without_a_finding_gets_a_letter_that_says_so():
    text = lines(written(clean()))
    assert text[0].endswith("核对情况的函")
    assert "如有不同意见，请于2024年4月20日前书面反馈我单位。" in text


def test_only_hints_ask_for_an_answer():
    text = lines(written(with_cell(clean(), "disclosure.licence.decisions", "97件")))
    assert "请于2024年4月20日前核实上述内容，并将核实情况书面反馈我单位。" in text


@pytest.mark.parametrize(
    ("printed", "computed", "shown"), [("", None, ["（空白）", "—"]), (0, "无", ["0", "无"])]
)
def test_blanks_and_nothing_are_told_apart(printed, computed, shown):
    finding = Finding(
        "示例", Level.ERROR, "format", "示例说明", "x", printed=printed, computed=computed, cite="示例依据"
    )
    data = findings_letter(
        clean(), [finding], to="甲", from_="乙", on=date(2024, 4, 1), reply_by=date(2024, 4, 2)
    )
    (_, row) = rows(docx.Document(io.BytesIO(data)).tables[0])
    assert row == ["1", "全文", *shown, "示例说明", "示例依据"]


def test_it_is_on_the_official_page_and_always_the_same_bytes():
    report = with_cell(clean(), BAD, "2")
    document = written(report)
    fonts = {
        run.font.name: run._r.rPr.rFonts.get(qn("w:eastAsia"))
        for one in document.paragraphs
        for run in one.runs
    }
    assert fonts == {name: name for name in ("方正小标宋简体", "仿宋_GB2312", "黑体")}
    assert round(document.sections[0].left_margin.mm) == 28
    facts = {"to": "甲\x0b", "from_": "乙", "on": date(2024, 4, 1), "reply_by": date(2024, 4, 2)}
    first, second = (findings_letter(report, check(report), **facts) for _ in range(2))
    assert first == second
