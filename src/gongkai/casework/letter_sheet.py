"""The register of letters as an Excel workbook: what a file room asks for, and nothing about who applied."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.casework.letter_queries import Asked
from gongkai.casework.models import Letter
from gongkai.kit.packed import EPOCH

HEADS = (
    ("顺序号", 8),
    ("发文字号", 30),
    ("文书", 44),
    ("申请编号", 14),
    ("成文日期", 12),
    ("签发人", 12),
    ("状态", 12),
    ("送达方式", 34),
    ("送达日期", 12),
    ("邮件号", 20),
    ("作废原因", 36),
)
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def register_xlsx(asked: Asked, rows: Iterable[Letter], *, on: date) -> bytes:
    """Write the register in the order of its numbers; no text becomes a formula or a link."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    book.set_properties({"title": f"{asked.agency.name}{asked.year}年文书登记簿", "created": EPOCH})
    _sheet(book, asked, sorted(rows, key=lambda one: one.serial or 0), on)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, asked: Asked, rows: list[Letter], on: date) -> None:
    bold, thin = (
        book.add_format({"bold": True, "border": 1, "text_wrap": True}),
        book.add_format({"border": 1}),
    )
    sheet = book.add_worksheet("文书登记簿")
    sheet.write_string(0, 0, f"{asked.agency.name} {asked.year}年文书登记簿", book.add_format({"bold": True}))
    sheet.write_string(1, 0, f"导出日期：{on.isoformat()}　共{len(rows)}个文号")
    for column, (head, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, head, bold)
    for line, row in enumerate(rows, start=3):
        sheet.write_number(line, 0, row.serial or 0, thin)
        for column, text in enumerate(_cells(row), start=1):
            sheet.write_string(line, column, text, thin)
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, max(2, 2 + len(rows)), len(HEADS) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)


def _cells(row: Letter) -> tuple[str, ...]:
    sent = getattr(row, "delivery", None)
    return (
        row.number,
        row.title,
        row.application.number if row.application else "",
        row.issued_on.isoformat() if row.issued_on else "",
        row.issued_by.name if row.issued_by else "",
        row.state_label,
        str(sent.get_mode_display()) if sent else "",
        sent.on.isoformat() if sent else "",
        sent.tracking if sent else "",
        row.void_reason,
    )
