"""A Report as a workbook: one sheet for the prose, one for each table; numbers are numbers, words are never formulas."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.report.cells import parse
from gongkai.report.grids import Grid, GridCell, grids
from gongkai.report.model import Meaning, Report
from gongkai.report.writers.parts import clean, parts, title_of

SHEETS = {"2": "二、主动公开", "3": "三、申请办理", "4": "四、复议诉讼"}
NUMERIC = {Meaning.NUMBER, Meaning.ZERO, Meaning.SIGNED}
WIDTH_UNITS = {"2": 90, "3": 150, "4": 130}
EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_xlsx(report: Report) -> bytes:
    """Write the workbook; the same report gives the same bytes."""
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title_of(report), "author": clean(report.agency), "created": EPOCH})
    look = {"font_name": "仿宋_GB2312", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
    _prose(book, report, look)
    for number, grid in grids(report).items():
        _table(book, SHEETS[number], grid, look, WIDTH_UNITS[number])
    book.close()
    return buffer.getvalue()


def _prose(book: Any, report: Report, look: dict[str, Any]) -> None:
    sheet = book.add_worksheet("正文")
    sheet.set_column(0, 0, 100)
    plain = book.add_format(look)
    strong = book.add_format({**look, "font_name": "黑体", "font_size": 13})
    row = 0
    for part in parts(report):
        if part.grid is None:
            sheet.write_string(row, 0, part.text[:32000], plain if part.kind == "text" else strong)
            row += 1


def _table(book: Any, name: str, grid: Grid, look: dict[str, Any], units: int) -> None:
    sheet = book.add_worksheet(name)
    boxed = {**look, "border": 1}
    formats = {
        "head": book.add_format({**boxed, "align": "center", "bold": True}),
        "label": book.add_format({**boxed, "align": "left"}),
        "value": book.add_format({**boxed, "align": "center"}),
    }
    for column, width in enumerate(grid.widths):
        sheet.set_column(column, column, max(6, width * units))
    sheet.freeze_panes(grid.head_rows, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for cell in grid.cells:
        _write(sheet, cell, formats[cell.kind])


def _write(sheet: Any, cell: GridCell, look: Any) -> None:
    last_row, last_column = cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1
    if (last_row, last_column) != (cell.row, cell.column):
        sheet.merge_range(cell.row, cell.column, last_row, last_column, "", look)
    text = clean(cell.text)
    read = parse(text)
    if (
        cell.kind == "value"
        and read.meaning in NUMERIC
        and read.value is not None
        and len(str(read.value)) < 15
    ):
        sheet.write_number(cell.row, cell.column, float(read.value), look)
    elif text:
        sheet.write_string(cell.row, cell.column, text, look)
    else:
        sheet.write_blank(cell.row, cell.column, None, look)
