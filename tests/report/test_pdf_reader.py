"""PDF: what our own writer prints, and what other programs print, is read back cell for cell."""

import io
import json

import pdfplumber
import pytest

from gongkai.report.cells import parse
from gongkai.report.readers import Unreadable, read, read_bytes
from gongkai.report.readers.document import Line
from gongkai.report.readers.pdf_reader import read_pdf
from gongkai.report.writers import write
from report.changes import clean, with_cell
from report.pdfs import FONT, Sheet, made
from support.needs import real_report

XS, YS = [100, 250, 320, 390], [100, 130, 160]
TEXTS = [["信息内容", "制发", "废止"], ["规章", "12", "0"]]


def _raws(table):
    return {
        row: [cell.raw for cell in (cells.values() if hasattr(cells, "values") else cells)]
        for row, cells in table.items()
    }


def _rows(data):
    return [[cell.text for cell in row] for row in read_pdf(data).rows()]


def _lines(data):
    return [line.text for line in read_pdf(data).lines()]


# what we print ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_what_our_writer_prints_is_read_back(code):
    report = clean(code)
    found = read_bytes(write(report, "pdf"), "clean.pdf")
    for table in ("disclosure", "requests", "remedies"):
        assert _raws(getattr(found, table)) == _raws(getattr(report, table))
    assert (found.agency, found.year, found.form) == (report.agency, report.year, report.form)
    assert (found.title, found.preamble, found.chapters) == (report.title, report.preamble, report.chapters)
    assert (found.unplaced, found.labels) == ((), {})


@pytest.mark.parametrize(
    "raw", ["22（其中修订 16 件）", "251000元", "减4", "/", "", "52.15", "11398889", "96171.653208"]
)
@pytest.mark.parametrize(
    "where", ["requests.received.natural", "requests.o2.total", "disclosure.fee.amount_10k"]
)
def test_whatever_stands_in_a_cell_is_read_as_printed(where, raw):
    report = with_cell(clean(), where, raw)
    found = read_bytes(write(report, "pdf"), "clean.pdf")
    assert _raws(found.requests) == _raws(report.requests)
    assert _raws(found.disclosure) == _raws(report.disclosure)


def test_a_full_table_is_read_as_another_program_reads_it():
    data = write(clean(), "pdf")
    ours = {}
    for row in read_pdf(data).rows():
        ours.setdefault(row[0].place.page, []).append(["".join(cell.text.split()) for cell in row])
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            rows = (row for table in page.extract_tables() for row in table)
            theirs = [["".join(text.split()) for text in row if text is not None] for row in rows]
            assert ours.get(number, []) == [row for row in theirs if row]


def test_a_cell_knows_where_it_stands():
    cell = read_bytes(write(clean(), "pdf"), "clean.pdf").requests["received"][0]
    left, top, right, bottom = cell.place.box
    assert (cell.place.page, cell.place.column) == (2, 4)
    assert 0 < left < right < 1
    assert 0 < top < bottom < 1


# how lines are drawn ----------------------------------------------------------------------------------------------


def _thin_rectangles(sheet):
    for x in XS:
        sheet.bar(x - 0.5, 100, x + 0.5, 160)
    for y in YS:
        sheet.bar(100, y - 0.5, 390, y + 0.5)


def _pieces_with_gaps(sheet):
    for x in XS:
        for top in (101, 131):
            sheet.line(x, top, x, top + 28)
    for y in YS:
        for left, right in ((101, 249), (251, 319), (321, 389)):
            sheet.line(left, y, right, y)


def _double(sheet):
    sheet.ruled(XS, YS).ruled([x + 1.6 for x in XS], [y + 1.6 for y in YS])


def _dots(sheet):
    for x in XS:
        for y in range(100, 160, 3):
            sheet.bar(x, y, x + 1, y + 1)
    for y in YS:
        for x in range(100, 390, 3):
            sheet.bar(x, y, x + 1, y + 1)


def _dashes(sheet):
    sheet.parts.append("[3 2] 0 d")
    sheet.ruled(XS, YS)
    sheet.parts.append("[] 0 d")


def _without_border(sheet):
    for x in XS[1:-1]:
        sheet.line(x, 100, x, 160)
    sheet.line(100, 130, 390, 130)


def _frames(sheet):
    for left, right in ((100, 250), (250, 320), (320, 390)):
        for top, bottom in ((100, 130), (130, 160)):
            sheet.parts.append(f"{left} {842 - bottom} {right - left} {bottom - top} re S")


def _tiles(sheet):
    sheet.bar(99, 99, 391, 161)
    for left, right in ((100, 250), (251, 320), (321, 390)):
        for top, bottom in ((100, 130), (131, 160)):
            sheet.bar(left, top, right, bottom, "1 g")


def _one_path_of_rectangles(sheet):
    bars = [f"{x} 682 0.7 60 re" for x in XS] + [f"100 {842 - y} 290 0.7 re" for y in YS]
    sheet.parts.append(" ".join(bars) + " f")


def _on_backgrounds(sheet):
    for top in range(100, 160, 10):
        sheet.bar(100, top, 390, top + 10, "0.9 g")
    sheet.bar(255, 103, 290, 118, "0.8 g")
    sheet.ruled(XS, YS)


DRAWN = (
    _thin_rectangles,
    _pieces_with_gaps,
    _double,
    _dots,
    _dashes,
    _without_border,
    _frames,
    _tiles,
    _one_path_of_rectangles,
    _on_backgrounds,
)


@pytest.mark.parametrize("draw", DRAWN)
def test_a_table_is_a_table_however_its_lines_are_drawn(draw):
    sheet = Sheet()
    draw(sheet)
    assert _rows(made(sheet.filled(XS, YS, TEXTS))) == TEXTS


def test_what_a_form_draws_is_moved_by_its_matrices():
    inner = Sheet(height=0).table([0, 75, 110, 145], [0, 15, 30], [["", "", ""]])
    form = "<</BBox[-1000 -1000 1000 1000]/Matrix[2 0 0 2 0 0]>>\n" + "\n".join(inner.parts)
    sheet = Sheet(parts=["q 1 0 0 1 100 742 cm /X0 Do Q"], forms=[form])
    assert _rows(made(sheet.filled(XS, YS, TEXTS))) == TEXTS


def test_merged_cells_have_their_spans():
    sheet = Sheet().ruled([100, 150, 250, 320, 390], [100, 130, 160, 190], without=("v2:0", "v3:0", "h2:0"))
    sheet.filled(
        [100, 150, 250, 320], [100, 130, 160], [["甲", "乙"], ["丙", "丁", "1", "2"], ["", "戊", "3", "4"]]
    )
    (head, first, second) = read_pdf(made(sheet)).rows()
    assert [(cell.text, cell.rows, cell.columns) for cell in head] == [("甲", 1, 1), ("乙", 1, 3)]
    assert [(cell.text, cell.rows) for cell in first] == [("丙", 2), ("丁", 1), ("1", 1), ("2", 1)]
    assert [(cell.text, cell.place.row, cell.place.column) for cell in second] == [
        ("戊", 3, 2),
        ("3", 3, 3),
        ("4", 3, 4),
    ]


def test_rows_of_different_width_bring_no_cells_of_their_own():
    sheet = Sheet().ruled([100, 200, 300], [100, 130]).ruled([100, 200, 300, 400], [130, 160])
    sheet.filled([100, 200, 300], [100, 130], [["规章", "1"], ["许可", "2", ""]])
    assert _rows(made(sheet)) == [["规章", "1"], ["许可", "2", ""]]


def test_a_number_too_long_for_its_cell_is_not_torn_apart():
    xs = [100, 130, 160, 190]
    sheet = Sheet().ruled(xs, [100, 130]).filled(xs, [100], [["11398889", "0", "7"]])
    assert _rows(made(sheet.filled(xs, [100], []))) == [["11398889", "0", "7"]]


def test_a_group_label_with_one_character_a_line_is_one_label():
    sheet = (
        Sheet()
        .ruled([100, 125, 250], [100, 200])
        .filled([100, 125], [100], [["三\n、\n办\n理\n结\n果", "1.国家秘密"]])
    )
    assert _rows(made(sheet)) == [["三、办理结果", "1.国家秘密"]]


def test_a_frame_about_prose_is_no_table():
    sheet = Sheet().ruled([90, 500], [90, 200, 300]).text(100, 110, "本报告根据条例编制。")
    assert (_rows(made(sheet)), _lines(made(sheet))) == ([], ["本报告根据条例编制。"])


def test_a_frame_about_the_page_does_not_swallow_its_table():
    sheet = Sheet().ruled([40, 550], [40, 800]).text(100, 70, "前言一句话。").table(XS, YS, TEXTS)
    assert (_rows(made(sheet)), _lines(made(sheet))) == (TEXTS, ["前言一句话。"])


# how the page lies ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotate):
    turns = {
        0: "1 0 0 1 0 0",
        90: "0 1 -1 0 842 0",
        180: "-1 0 0 -1 595 842",
        270: "0 -1 1 0 0 595",
    }
    sheet = Sheet().table(XS, YS, TEXTS)
    sheet.parts.insert(0, f"q {turns[rotate]} cm")
    sheet.parts.append("Q")
    upright = [cell.place.box for row in read_pdf(made(Sheet().table(XS, YS, TEXTS))).rows() for cell in row]
    if rotate in (90, 270):
        size = "/CropBox[0 0 842 595]/MediaBox[0 0 842 595]"
        sheet.extra, sheet.rotate = size, rotate
    sheet.rotate = rotate
    rows = list(read_pdf(made(sheet)).rows())
    assert [[cell.text for cell in row] for row in rows] == TEXTS
    assert [cell.place.box for row in rows for cell in row] == [
        pytest.approx(box, abs=0.003) for box in upright
    ]


def test_text_that_lies_on_its_side_is_read_and_its_place_is_the_pages():
    sheet = Sheet(width=842, height=595).table(XS, YS, TEXTS)
    lying = Sheet(parts=["q 0 1 -1 0 595 0 cm", *sheet.parts, "Q"])
    rows = list(read_pdf(made(lying)).rows())
    assert [[cell.text for cell in row] for row in rows] == TEXTS
    left, top, right, bottom = rows[0][0].place.box
    assert (left, right) == pytest.approx((100 / 595, 130 / 595), abs=0.005)
    assert (top, bottom) == pytest.approx((1 - 250 / 842, 1 - 100 / 842), abs=0.005)


def test_a_cut_page_counts_from_its_visible_corner():
    sheet = Sheet(extra="/CropBox[50 300 495 800]").table(XS, YS, TEXTS)
    first = next(read_pdf(made(sheet)).rows())[0]
    assert first.place.box == pytest.approx((50 / 445, 58 / 500, 200 / 445, 88 / 500), abs=0.003)


# over the page ----------------------------------------------------------------------------------------------------

WIDE = [60, 100, 200, 260, 320]


def _over(foot, head, *, before=(), between=""):
    """A table whose last row on one page and first on the next are these."""
    first = Sheet().table(WIDE, [700, 730, 780], [["", "（一）予以公开", "7", "8"], *before, foot][-2:])
    second = Sheet().table(WIDE, [60, 110, 140], [head, ["", "2.重复申请", "3", "4"]])
    if between:
        second.text(60, 50, between)
    return _rows(made(first.text(290, 820, "- 1 -"), second.text(290, 820, "- 2 -")))


def test_a_row_cut_by_the_page_is_one_row():
    rows = _over(["", "5.要求行政机关确\n认或重新出具已获", "1", "0"], ["", "取信息", "", ""])
    assert rows[1] == ["", "5.要求行政机关确认或重新出具已获取信息", "1", "0"]
    assert rows[2] == ["", "2.重复申请", "3", "4"]


def test_the_numbers_of_a_cut_row_may_stand_on_the_next_page():
    rows = _over(["", "5.要求行政机关确\n认或重新出具已获", "", ""], ["", "取信息", "1", "0"])
    assert rows[1] == ["", "5.要求行政机关确认或重新出具已获取信息", "1", "0"]
    assert _over(["", "（七）总计", "", ""], ["", "", "5", "6"])[1] == ["", "（七）总计", "5", "6"]


def test_whole_rows_on_both_sides_of_the_break_stay_apart():
    assert _over(["", "1.信访类申请", "1", "0"], ["", "2.重复提出申请", "2", "0"])[1:3] == [
        ["", "1.信访类申请", "1", "0"],
        ["", "2.重复提出申请", "2", "0"],
    ]
    blank = _over(["", "规章", "", ""], ["", "规范性文件", "2", "0"])
    assert blank[1:3] == [["", "规章", "", ""], ["", "规范性文件", "2", "0"]]
    heads = _over(["", "信息内容", "本年制发", "废止"], ["", "规章", "2", "0"])
    assert heads[1:3] == [["", "信息内容", "本年制发", "废止"], ["", "规章", "2", "0"]]


def test_a_groups_label_cut_by_the_page_is_whole_again():
    first = Sheet().table(WIDE, [700, 740], [["（四）无", "1.本机关不掌握", "7", "8"]])
    second = Sheet().ruled(WIDE, [60, 90, 120], without=("h1:0",))
    second.filled(WIDE, [60, 90], [["法提供", "2.没有现成信息", "1", "2"], ["", "3.仍不明确", "3", "4"]])
    assert _rows(made(first, second)) == [
        ["（四）无法提供", "1.本机关不掌握", "7", "8"],
        ["", "2.没有现成信息", "1", "2"],
        ["3.仍不明确", "3", "4"],
    ]


def test_a_row_may_be_cut_below_a_repeated_head():
    head = ["", "项目", "件", "条"]
    first = Sheet().table(WIDE, [700, 730, 780], [head, ["", "5.要求行政机关确\n认或重新出具已获", "1", "0"]])
    second = Sheet().table(WIDE, [60, 90, 140], [head, ["", "取信息", "", ""]])
    assert _rows(made(first, second)) == [
        head,
        ["", "5.要求行政机关确认或重新出具已获取信息", "1", "0"],
        head,
    ]


def test_a_head_alone_at_the_foot_of_a_page_is_the_first_row_of_its_table():
    first = Sheet().ruled([100, 390], [770, 800]).filled([100], [770], [["第二十条第（一）项"]])
    first.text(290, 830, "- 1 -").text(120, 740, "二、主动公开情况")
    data = made(first, Sheet().table(XS, [60, 90, 120], TEXTS))
    assert (_rows(data), _lines(data)) == ([["第二十条第（一）项"], *TEXTS], ["二、主动公开情况"])


def test_another_table_after_a_sentence_is_never_joined():
    rows = _over(
        ["", "5.要求行政机关确\n认或重新出具已获", "1", "0"], ["", "取信息", "", ""], between="四、复议情况"
    )
    assert rows[2] == ["", "取信息", "", ""]


# prose ------------------------------------------------------------------------------------------------------------


def _prose(*lines, top=100, size=10):
    sheet = Sheet()
    for number, (x, text) in enumerate(lines):
        sheet.text(x, top + 16 * number, text, size)
    return sheet


FULL = "本机关按照条例要求推进政府信息公开工作并按月调度逐项落实责任到人"


def test_wrapped_lines_make_one_paragraph_also_over_the_page():
    first = _prose((120, FULL), (100, FULL + "全年"), (100, FULL + "公开")).text(290, 820, "— 1 —")
    second = _prose((100, FULL + "信息"), (100, "5条。"), (120, FULL), (100, "完。")).text(290, 820, "— 2 —")
    assert _lines(made(first, second)) == [f"{FULL}{FULL}全年{FULL}公开{FULL}信息5条。", f"{FULL}完。"]


def test_headings_stay_lines_of_their_own():
    sheet = _prose(
        (120, "一、总体情况"), (120, "（一）主动公开"), (120, FULL), (100, "完。"), (120, "二、其他情况")
    )
    assert _lines(made(sheet)) == ["一、总体情况", "（一）主动公开", f"{FULL}完。", "二、其他情况"]


def test_a_title_over_two_lines_is_one():
    sheet = _prose((120, FULL), (100, FULL + "全年"), (100, FULL + "公开"), (100, "完。"), top=200)
    sheet.text(215, 100, "示例市青石镇", 20).text(155, 130, "政府信息公开年度报告", 20)
    assert _lines(made(sheet))[0] == "示例市青石镇政府信息公开年度报告"


@pytest.mark.parametrize("number", ["- 3 -", "—3—", "3", "第 3 页", "第3页 共9页", "3/9", "· 3 ·"])
def test_page_numbers_are_dropped(number):
    sheet = _prose((120, FULL), (100, "完。")).text(290, 825, number)
    assert _lines(made(sheet)) == [f"{FULL}完。"]


def test_heads_that_run_through_the_pages_are_dropped():
    sheets = [
        _prose((120, FULL), (100, f"第{n}句话。")).text(100, 30, f"2024/1/{n} 10:00 示例市年报")
        for n in (1, 2, 3)
    ]
    assert _lines(made(*sheets)) == [f"{FULL}第{n}句话。" for n in (1, 2, 3)]


def test_lines_and_tables_come_in_the_order_of_the_page():
    sheet = Sheet().table(XS, YS, TEXTS).text(100, 80, "二、主动公开情况").text(100, 190, "三、申请情况")
    blocks = read_pdf(made(sheet)).blocks
    assert [block.text if isinstance(block, Line) else block[0].text for block in blocks] == [
        "二、主动公开情况",
        "信息内容",
        "规章",
        "三、申请情况",
    ]


def test_radicals_are_read_as_the_characters_they_look_like():
    assert _lines(made(_prose((100, "⾏政⻓公开⻔户")))) == ["行政长公开门户"]


# what cannot be read ----------------------------------------------------------------------------------------------


def _refusal(data):
    with pytest.raises(Unreadable) as problem:
        read_bytes(data, "some.pdf")
    assert "\n" not in problem.value.zh + problem.value.en
    return problem.value.zh


def test_a_locked_pdf_asks_for_its_password_to_be_removed():
    assert "密码" in _refusal(made(_prose((100, FULL)), encrypt=True))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\nrubbish\n%%EOF", made(Sheet())[:150]])
def test_a_broken_pdf_is_said_to_be_broken(data):
    assert "已损坏" in _refusal(data)


def test_a_pdf_without_pages_is_refused():
    assert "一页也没有" in _refusal(made())


def test_far_too_many_pages_are_refused():
    assert "超过 500 页" in _refusal(made(*[Sheet() for _ in range(501)]))


def test_a_scan_is_said_to_be_one():
    assert "扫描件" in _refusal(made(Sheet(images=1).text(290, 820, "- 1 -")))


def test_pages_without_any_text_are_refused():
    assert "没有文字" in _refusal(made(Sheet().line(10, 10, 100, 10)))


def test_text_without_a_mapping_is_called_garbage():
    font = FONT.replace(b"UniGB-UCS2-H", b"Identity-H").replace(b"(GB1)", b"(Identity)")
    assert "乱码" in _refusal(made(_prose((100, FULL)), font=font))


# real reports -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["huaian-city-2024", "hongze-district-2024"])
def test_real_reports_are_read_right_in_every_cell(name):
    truth = json.loads(real_report(f"truth/{name}.json").read_text("utf-8"))
    found = read(real_report(f"{name}.pdf"))

    def pairs(cells):
        return [(cell.raw, cell.value) for cell in cells]

    def true(cells):
        return [(cell["raw"], parse(cell["raw"]).value) for cell in cells]

    assert {row: pairs(cells) for row, cells in found.requests.items()} == {
        row: true(cells) for row, cells in truth["requests"]["rows"].items()
    }
    assert {row: pairs(cells) for row, cells in found.remedies.items()} == {
        row: true(cells) for row, cells in truth["remedies"].items()
    }
    assert {
        row: dict(zip(cells, pairs(cells.values()), strict=True)) for row, cells in found.disclosure.items()
    } == {
        row: dict(zip(cells, true(cells.values()), strict=True)) for row, cells in truth["disclosure"].items()
    }
    assert (found.year, found.form, found.unplaced) == (truth["year"], truth["format"], ())
    assert list(found.chapters) == list("123456")
