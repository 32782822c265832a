"""Markdown: tables with and without a frame, rules, marks, tables of HTML inside."""

import pytest

from gongkai.report.cells import squeeze
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.readers.document import Line
from gongkai.report.readers.markdown_reader import read_markdown
from report.pages import FOUR, LABELS, PREAMBLE, TITLE, VALUES


def _blocks(text):
    return [
        block.text if isinstance(block, Line) else [squeeze(cell.text) for cell in block]
        for block in read_markdown(text.encode()).blocks
    ]


def _report():
    rows = [
        f"| {labels[-1]} | " + " | ".join(VALUES.get(key, "0000000")) + " |" for key, labels in LABELS.items()
    ]
    table = "\n".join(
        [
            "| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |",
            "|---|" * 8,
            *rows,
        ]
    )
    return (
        f"# **{TITLE}**\n\n{PREAMBLE}\n\n## 一、总体情况\n\n公开5条。\n\n## 二、主动公开政府信息情况\n\n"
        "规章 / / /\n行政许可 31\n\n## 三、收到和处理政府信息公开申请情况\n\n"
        f"{table}\n\n## 四、政府信息公开行政复议、行政诉讼情况\n\n{FOUR}\n\n## 五、存在的主要问题及改进情况\n\n示例。\n"
    )


def test_a_report_is_read_with_a_table_of_html_inside():
    report = read_bytes(_report().encode(), "示例.md")
    assert (report.title, report.year, report.form) == (TITLE, 2023, "2021")
    assert list(report.requests) == [*LABELS]
    assert report.requests["total"][0].value == 7
    assert report.disclosure["licence"]["decisions"].value == 31
    assert report.remedies["review"][0].value == 1
    assert list(report.chapters) == list("12345")
    assert report.unplaced == ()


def test_the_line_of_a_cell_is_that_of_the_file():
    text = _report()
    report = read_bytes(text.encode(), "示例.md")
    place = report.requests["open"][0].place
    assert "予以公开" in text.split("\n")[place.line - 1]
    assert place.column == 2


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| a | b |\n|:--|--:|\n| 1 |  |", [["a", "b"], ["1", ""]]),
        ("a | b\n---|---\n1 | ", [["a", "b"], ["1", ""]]),
        ("|a|b|\n|1|2", [["a", "b"], ["1", "2"]]),
        ("| a \\| b | **c** |", [["a | b", "c"]]),
        ("｜a｜b｜", [["a", "b"]]),
    ],
)
def test_tables_of_bars_with_and_without_a_frame(text, rows):
    assert _blocks(text) == rows


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("### 标题 ###", "标题"),
        ("**粗** 和 `码`", "粗 和 码"),
        ("- 一项", "一项"),
        ("> 引文", "引文"),
        ("[年报](http://example.cn/a)", "年报 http://example.cn/a"),
        ("1\\. 一", "1. 一"),
        ("-18", "-18"),
        ("*", "*"),
    ],
)
def test_prose_is_freed_of_its_marks(line, plain):
    assert _blocks(line) == [plain]


@pytest.mark.parametrize("text", ["---", "|---|---|", "==="])
def test_a_rule_is_no_text(text):
    assert _blocks(text) == []


def test_what_is_no_report_is_refused():
    with pytest.raises(Unreadable, match="不是年度报告"):
        read_bytes("# 示例\n\n| a | b |\n".encode(), "x.md")
