"""Workbooks: what a person at the sheet sees, and nothing that is hidden from them."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from gongkai.report.cells import squeeze
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.readers.document import Line
from gongkai.report.readers.xlsx_cells import printed
from gongkai.report.readers.xlsx_reader import read_xlsx
from gongkai.report.writers import write
from report.changes import EXAMPLES
from report.pages import LABELS, PREAMBLE, TITLE, VALUES


def _book(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def _bytes(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _blocks(book):
    return [
        block.text if isinstance(block, Line) else [squeeze(cell.text) for cell in block]
        for block in read_xlsx(_bytes(book)).blocks
    ]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_our_own_files_read_back(form):
    report = read_bytes((EXAMPLES / f"clean-{form}-form.txt").read_bytes(), "x.txt")
    back = read_bytes(write(report, "xlsx"), "x.xlsx")
    for table in ("requests", "remedies"):
        assert {key: [c.raw for c in cells] for key, cells in getattr(back, table).items()} == {
            key: [c.raw for c in cells] for key, cells in getattr(report, table).items()
        }
    assert {row: {c: cell.value for c, cell in cells.items()} for row, cells in back.disclosure.items()} == {
        row: {c: cell.value for c, cell in cells.items()} for row, cells in report.disclosure.items()
    }
    assert (back.title, back.preamble, back.chapters) == (report.title, report.preamble, report.chapters)


def test_a_report_typed_in_a_sheet_is_read():
    book = _book([TITLE], [PREAMBLE], ["三、收到和处理政府信息公开申请情况"])
    for key, labels in LABELS.items():
        book.active.append([labels[-1], *map(int, VALUES.get(key, "0000000"))])
    report = read_bytes(_bytes(book), "示例.xlsx")
    assert (report.title, report.year) == (TITLE, 2023)
    assert list(report.requests) == [*LABELS]
    assert [cell.raw for cell in report.requests["received"]] == list("7100008")


def test_a_row_of_blank_cells_keeps_its_place():
    book = _book(["甲", "乙", "丙"], ["（一）予以公开", None, None], ["丁", 1, 2])
    assert _blocks(book) == [["甲", "乙", "丙"], ["（一）予以公开", "", ""], ["丁", "1", "2"]]


def test_merged_ranges_are_spans():
    book = _book(["甲", "乙", None], [None, 1, 2], [None, 3, 4])
    book.active.merge_cells("A1:A3")
    book.active.merge_cells("B1:C1")
    rows = list(read_xlsx(_bytes(book)).rows())
    assert [(cell.text, cell.rows, cell.columns) for cell in rows[0]] == [("甲", 3, 1), ("乙", 1, 2)]
    assert [[cell.place.column for cell in row] for row in rows] == [[1, 2], [2, 3], [2, 3]]


def test_a_line_over_the_whole_width_is_prose():
    book = _book(["甲", 1, 2], ["五、存在的主要问题及改进情况", None, None], ["乙", 3, 4])
    book.active.merge_cells("A2:C2")
    assert _blocks(book) == [["甲", "1", "2"], "五、存在的主要问题及改进情况", ["乙", "3", "4"]]


def test_what_is_hidden_is_not_read():
    book = _book(["甲", "藏", 1], ["藏行", "x", 2], ["乙", "y", 3])
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[2].hidden = True
    hidden = book.create_sheet("藏")
    hidden.append(["藏表", 1])
    hidden.sheet_state = "hidden"
    assert [[cell for cell in block if cell] for block in _blocks(book)] == [["甲", "1"], ["乙", "3"]]


def test_sheets_come_in_their_order():
    book = _book(["甲", 1])
    book.create_sheet("二").append(["乙", 2])
    assert _blocks(book) == [["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12, "General", "12"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (24252.311082, "General", "24252.311082"),
        (1234567, "#,##0", "1,234,567"),
        (12.5, "0.00", "12.50"),
        (12.5, "0", "12"),
        (0.415, "0.0%", "41.5%"),
        (-4, "General", "-4"),
        (date(2023, 12, 31), "yyyy年m月d日", "2023-12-31"),
        (True, "General", "TRUE"),
        ("22（其中修订 16 件）", "General", "22（其中修订 16 件）"),
    ],
)
def test_a_number_is_printed_as_it_shows(value, code, shown):
    book = _book(["甲", value])
    book.active["B1"].number_format = code
    assert _blocks(book) == [["甲", shown]]


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [("1e-20", "", "0"), ("3", '#,##0_ ;"x"', "3"), ("-5", "date", "-5"), ("1.25", "0.0", "1.2")],
)
def test_odd_formats_are_survived(number, code, shown):
    assert printed(Decimal(number), code) == shown


def test_a_formula_that_was_never_computed_shows_itself():
    assert _blocks(_book(["甲", 1, "=SUM(B1:B1)"])) == [["甲", "1", "=SUM(B1:B1)"]]


def test_runs_of_a_text_are_one_text():
    book = _book(["x", 1])
    book.active["A1"] = CellRichText("（一）", TextBlock(InlineFont(b=True), "予以公开"))
    assert _blocks(book)[0][0] == "（一）予以公开"


def test_a_million_empty_rows_cost_nothing():
    book = _book(["甲", 1])
    book.active.cell(1_000_000, 3).number_format = "0.00"
    book.active.cell(4_000, 150).number_format = "0.00"
    assert _blocks(book) == [["甲", "1"]]


def test_what_is_no_report_is_refused():
    with pytest.raises(Unreadable, match="不是年度报告"):
        read_bytes(_bytes(_book(["甲", 1])), "x.xlsx")


def test_an_empty_workbook_is_refused():
    with pytest.raises(Unreadable, match="不是年度报告"):
        read_bytes(_bytes(openpyxl.Workbook()), "x.xlsx")
