"""Web pages as offices publish them: spans, nested marks, split tables, the page around, every encoding."""

from io import StringIO

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.cells import squeeze
from gongkai.report.checks import check
from gongkai.report.model import REQUEST_COLUMNS
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.readers.document import Line
from gongkai.report.readers.html_reader import read_html
from gongkai.report.writers import write
from report.changes import EXAMPLES
from report.pages import LABELS, page, requests_table

LEAVES = [LABELS[key][-1] for key in LABELS]


def _read(text, encoding="utf-8"):
    return read_bytes(text.encode(encoding), "示例.html")


def _values(report, row="received"):
    return [cell.raw for cell in report.requests[row]]


def _lines(text):
    return [line.text for line in read_html(text.encode()).lines()]


def _rows(text):
    return [[squeeze(cell.text) for cell in row] for row in read_html(text.encode()).rows()]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_our_own_pages_read_back_cell_for_cell(form):
    report = read_bytes((EXAMPLES / f"clean-{form}-form.txt").read_bytes(), "x.txt")
    back = read_bytes(write(report, "html"), "x.html")
    for table in ("requests", "remedies"):
        assert {key: [c.raw for c in cells] for key, cells in getattr(back, table).items()} == {
            key: [c.raw for c in cells] for key, cells in getattr(report, table).items()
        }
    assert {row: {c: cell.raw for c, cell in cells.items()} for row, cells in back.disclosure.items()} == {
        row: {c: cell.raw for c, cell in cells.items()} for row, cells in report.disclosure.items()
    }
    assert (back.agency, back.year, back.form) == (report.agency, report.year, report.form)
    assert list(back.chapters) == list(report.chapters)
    assert [one.rule for one in check(back)] == [one.rule for one in check(report)]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gbk"),
        ("gbk", "gb18030"),
        ("", "utf-8"),
        ("", "gbk"),
        ("utf-8", "gbk"),  # says one and is the other
        ("gb2312", "utf-8"),
        ("no-such-charset", "gbk"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_page_is_read_in_whatever_encoding_it_is(declared, encoding):
    report = _read(page(charset=declared), encoding)
    assert report.agency == "示例市青石镇人民政府"
    assert _values(report) == ["7", "1", "0", "0", "0", "0", "8"]


def test_one_broken_byte_costs_one_character_not_the_page():
    data = page().encode("utf-8").replace("公开5条".encode(), b"\xff\xe5")
    assert read_bytes(data, "x.html").requests["received"][0].value == 7


def test_blank_cells_of_every_kind_are_blank():
    blanks = ["&nbsp;", "<p>&nbsp;</p>", "<p><span><o:p></o:p></span></p>", "", "　"]
    report = _read(page(rows={"open": ["6", *blanks, "6"]}))
    assert _values(report, "open") == ["6", "", "", "", "", "", "6"]


def test_labels_and_numbers_may_be_broken_over_marks():
    cell = '<p><span style="font-family:仿宋">1</span><font face="x">2<o:p></o:p></font></p>'
    text = page(rows={"received": [cell, "1", "0", "0", "0", "0", "13"]})
    text = text.replace("信访举报投诉类申请", "信访<span>举报<font>投诉</font></span>类<br/>申请")
    report = _read(text)
    assert _values(report)[0] == "12"
    assert "n1" in report.requests


def test_two_paragraphs_in_a_cell_are_not_one_number():
    report = _read(page(rows={"open": ["<p>6</p><p>3</p>", *"00000", "6"]}))
    assert report.requests["open"][0].value is None


def test_what_a_cell_says_besides_its_number_is_kept():
    report = _read(page(rows={"open": ["6（其中示例 2 件）", *"00000", "6"]}))
    assert (report.requests["open"][0].raw, report.requests["open"][0].value) == ("6（其中示例 2 件）", 6)


def test_table_three_may_stand_in_two_tables_with_the_group_repeated():
    text = page().replace(
        "<tr><td>（四）无法提供",
        "</table><p></p><table><tr><td rowspan='20'>三、本年度办理结果</td><td>（四）无法提供",
        1,
    )
    report = _read(text)
    assert list(report.requests) == [*LABELS]
    assert report.unplaced == ()


def test_a_table_for_every_row_is_read_like_one():
    head, *rows = requests_table().removeprefix("<table>").removesuffix("</table>").split("<tr>")[1:]
    tables = "".join(f"<table><tr>{row}</table>" for row in (head, *rows))
    assert _values(_read(page(table=tables)), "total") == ["7", "1", "0", "0", "0", "0", "8"]


def test_empty_cells_in_place_of_spans_are_left_out():
    assert "rowspan" not in requests_table(spans=False)
    report = _read(page(spans=False))
    assert all(len(cells) == len(REQUEST_COLUMNS) for cells in report.requests.values())


def test_tables_of_layout_are_walked_through():
    inner = page()
    body = inner[inner.index("<body>") + 6 : inner.index("</body>")]
    menu = "<table><tr><td>首页</td><td>机构</td></tr></table>"
    text = f"<html><body><table><tr><td>{menu}</td></tr><tr><td>{body}</td></tr></table></body></html>"
    report = _read(text)
    assert report.title == "示例市青石镇人民政府2023年政府信息公开工作年度报告"
    assert _values(report, "total") == ["7", "1", "0", "0", "0", "0", "8"]
    assert list(report.chapters) == list("123456")


def test_a_table_with_prose_in_it_is_prose():
    prose = "示例文字，" * 80
    assert (
        _lines(f"<body><table><tr><td>一、总体情况</td><td><p>{prose}</p></td></tr></table>")[0]
        == "一、总体情况"
    )


def test_the_page_around_the_report_is_not_the_report():
    text = (
        page()
        .replace(
            "<body>",
            "<body><nav>首页</nav><header><h1>示例网</h1></header><div style='display: none'>隐藏的字</div>"
            "<script>var a='2022年年度报告'</script><div class='position'>当前位置：首页 &gt; 年报</div>"
            "<div id='zoom'>",
        )
        .replace("</body>", "</div><div>上一篇：示例 2022年年度报告</div><footer>版权所有</footer></body>")
    )
    report = _read(text)
    assert report.title == "示例市青石镇人民政府2023年政府信息公开工作年度报告"
    everything = report.preamble.text + "".join(one.text for one in report.chapters.values())
    assert not any(word in everything for word in ("首页", "隐藏", "版权", "上一篇", "示例网"))


def test_the_title_of_the_page_serves_where_the_text_has_none():
    text = page(title="").replace("<head>", "<head><title>青石镇2023年政府信息公开年度报告_示例网</title>")
    report = _read(text)
    assert report.title == "青石镇2023年政府信息公开年度报告"
    assert report.year == 2023


def test_comments_of_word_are_not_text():
    assert _lines("<body><!--[if gte mso 9]><xml>示例</xml><![endif]--><p>正文</p>") == ["正文"]


def test_prose_is_one_line_a_paragraph():
    text = "<body>前<div>一<br>二</div><ul><li>三</li><li>四</li></ul><p>五<b>六</b></p>后"
    assert _lines(text) == ["前", "一", "二", "三", "四", "五六", "后"]


SPANS = [
    "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
    "<table><tr><th rowspan=3>a</th><th>b</th></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>",
    "<table><tr><td colspan=3>a</td></tr><tr><td>b</td><td rowspan=2 colspan=2>c</td></tr><tr><td>d</td></tr></table>",
    "<table><thead><tr><td>a</td><td>b</td></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
]


@pytest.mark.parametrize("table", SPANS)
def test_cells_stand_where_an_oracle_says(table):
    grid = {}
    for row in read_html(f"<body>{table}".encode()).rows():
        for cell in row:
            for down in range(cell.rows):
                for across in range(cell.columns):
                    grid[cell.place.row + down - 1, cell.place.column + across - 1] = squeeze(cell.text)
    oracle = pandas.read_html(
        StringIO(table), header=None, keep_default_na=False, converters={0: str, 1: str}
    )[0]
    values = [list(map(str, row)) for row in oracle.values]
    if "thead" in table or "<th" in table:
        values.insert(0, list(map(str, oracle.columns)))
    width = max(column for _, column in grid) + 1
    rows = [
        [grid.get((row, column), "") for column in range(width)] for row in range(max(r for r, _ in grid) + 1)
    ]
    assert [row for row in rows if row in values] == rows


@pytest.mark.parametrize("span", ["0", "1000000", "-1", "二", "", "99999999999999999999", "1.5"])
def test_odd_spans_are_survived(span):
    rows = _rows(
        f"<body><table><tr><td rowspan='{span}' colspan='{span}'>甲</td><td>乙</td></tr><tr><td>丙</td></tr>"
    )
    assert rows[0][0] == "甲"
    assert rows[-1][-1] == "丙"


def test_overlapping_spans_lose_no_cell():
    table = "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td><td>d</td></tr></table>"
    assert _rows(f"<body>{table}") == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "b", "p", "li"])
def test_a_hundred_thousand_nested_tags_are_read_or_refused(tag):
    try:
        document = read_html(f"<body>{f'<{tag}>' * 100_000}示例".encode())
    except Unreadable:
        return
    assert all(isinstance(line, Line) for line in document.lines())


@pytest.mark.parametrize(
    "text", ["<html></html>", "<!-- -->", "<body><p></p>", "<html><body>示例", "<!doctype html>"]
)
def test_a_page_without_a_report_is_refused_in_one_line(text):
    with pytest.raises(Unreadable) as caught:
        _read(text)
    assert "\n" not in caught.value.zh


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<table>",
                    "</table>",
                    "<tr>",
                    "</tr>",
                    "<td>",
                    "<td rowspan=2>",
                    "<td colspan=9>",
                    "</td>",
                ),
                *(
                    "<p>",
                    "</div>",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    "&#0;",
                    "&nbsp;",
                    "\ue000",
                    "\ue0007\ue001",
                    "7",
                ),
                *(
                    "<br>",
                    "（一）予以公开",
                    "2023年年度报告",
                    "<script>",
                    "</script>",
                    "<title>",
                    "\x0b",
                    "三、",
                ),
            ]
        ),
        max_size=40,
    )
)
def test_any_page_is_read_or_refused(pieces):
    try:
        report = _read("<html><body>" + "".join(pieces))
    except Unreadable:
        return
    assert check(report)
