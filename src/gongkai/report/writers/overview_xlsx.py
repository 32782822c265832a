"""The overview of a county as a workbook: who has published the report of a year, when, with how many findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Literal

import xlsxwriter

from gongkai.report.writers.parts import clean

Mood = Literal["good", "unsure", "bad", ""]
EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
HEADS: tuple[tuple[str, float], ...] = (
    ("序号", 6),
    ("机关名称", 30),
    ("公布期限", 13),
    ("期限说明", 20),
    ("公布日期", 13),
    ("公布情况", 18),
    ("读取情况", 14),
    ("错误", 8),
    ("提示", 8),
    ("口径待核", 10),
    ("读不准", 9),
    ("文件", 40),
)
FIRST_COUNT = 7
FILLS: dict[Mood, str] = {"good": "#E2F0D9", "unsure": "#FFF2CC", "bad": "#F8CBAD", "": ""}


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """A line of the sheet: standing and seen are words, standing_mood and seen_mood colour them besides."""

    agency: str
    due: date
    due_note: str
    published_on: date | None
    standing: str
    standing_mood: Mood
    seen: str
    seen_mood: Mood
    errors: int = 0
    hints: int = 0
    to_verify: int = 0
    doubts: int = 0
    file: str = ""


def overview_xlsx(title: str, lines: Iterable[OverviewLine], *, on: date, notes: Sequence[str] = ()) -> bytes:
    """Write the workbook: title, the day it was made, a frozen head, a line for each office, the sums, then the notes.

    The same lines give the same bytes; no text becomes a formula or a link.
    """
    buffer = BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, plain)
    book.set_properties({"title": clean(title)[:255], "created": EPOCH})
    _sheet(book, clean(title), tuple(lines), on, notes)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, title: str, lines: tuple[OverviewLine, ...], on: date, notes: Sequence[str]) -> None:
    looks = _Looks(book)
    sheet = book.add_worksheet("公布情况")
    sheet.merge_range(0, 0, 0, len(HEADS) - 1, title, looks.title)
    sheet.merge_range(1, 0, 1, len(HEADS) - 1, f"统计日期：{on.isoformat()}", looks.note)
    sheet.set_row(0, 30)
    for column, (head, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, head, looks.head)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    for number, line in enumerate(lines, 1):
        _line(sheet, 2 + number, number, line, looks)
    if lines:
        sheet.autofilter(2, 0, 2 + len(lines), len(HEADS) - 1)
    _sums(sheet, 3 + len(lines), lines, looks)
    for number, note in enumerate(notes):
        sheet.write_string(4 + len(lines) + number, 0, clean(note)[:32000], looks.note)


class _Looks:
    """The formats of the sheet."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        boxed = {**font, "border": 1}
        centred = {**boxed, "align": "center"}
        self.title = book.add_format({**font, "font_name": "黑体", "font_size": 16, "align": "center"})
        self.note = book.add_format({**font, "font_color": "#595959"})
        self.head = book.add_format(
            {**centred, "bold": True, "font_name": "黑体", "bg_color": "#D9E2F3", "text_wrap": True}
        )
        self.text = book.add_format({**boxed, "text_wrap": True})
        self.number = book.add_format({**centred, "num_format": "0"})
        self.day = book.add_format({**centred, "num_format": "yyyy-mm-dd"})
        self.sum = book.add_format({**centred, "bold": True})
        self.moods = {
            mood: book.add_format({**centred, "bg_color": fill} if fill else centred)
            for mood, fill in FILLS.items()
        }


def _line(sheet: Any, row: int, number: int, line: OverviewLine, looks: _Looks) -> None:
    sheet.write_number(row, 0, number, looks.number)
    sheet.write_string(row, 1, clean(line.agency), looks.text)
    sheet.write_datetime(row, 2, _moment(line.due), looks.day)
    sheet.write_string(row, 3, clean(line.due_note), looks.text)
    if line.published_on:
        sheet.write_datetime(row, 4, _moment(line.published_on), looks.day)
    else:
        sheet.write_blank(row, 4, None, looks.day)
    sheet.write_string(row, 5, line.standing, looks.moods[line.standing_mood])
    sheet.write_string(row, 6, line.seen, looks.moods[line.seen_mood])
    for column, count in enumerate(_counts(line), FIRST_COUNT):
        wrong = column == FIRST_COUNT and count
        sheet.write_number(row, column, count, looks.moods["bad"] if wrong else looks.number)
    sheet.write_string(row, len(HEADS) - 1, clean(line.file), looks.text)


def _counts(line: OverviewLine) -> tuple[int, int, int, int]:
    return line.errors, line.hints, line.to_verify, line.doubts


def _sums(sheet: Any, row: int, lines: tuple[OverviewLine, ...], looks: _Looks) -> None:
    sheet.merge_range(row, 0, row, FIRST_COUNT - 1, f"合计（{len(lines)}个机关）", looks.sum)
    for column in range(4):
        total = sum(_counts(line)[column] for line in lines)
        sheet.write_number(row, FIRST_COUNT + column, total, looks.sum)
    sheet.write_blank(row, len(HEADS) - 1, None, looks.sum)


def _moment(day: date) -> datetime:
    """The sheet library writes moments only, and only without a zone."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
