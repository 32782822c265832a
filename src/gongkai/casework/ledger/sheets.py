"""Reading a ledger's workbook: the sheet, its heads, its rows with the numbers that Excel shows beside them."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.casework.ledger.columns import guess
from gongkai.files.media_types import XLSX, media_type
from gongkai.kit.archives import Archive, BadArchive
from gongkai.kit.entry import BadEntry

LARGEST = 20 * 2**20  # bytes
MOST_ROWS, MOST_COLUMNS = 20_000, 100
HEAD_WITHIN = 10  # the head of a table stands in one of these rows, below its title
FEWEST_HEADS = 3

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a ledger: its heads, and its rows as (number in Excel, values)."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, Values], ...]


def read_sheets(data: bytes) -> list[Sheet]:
    """Read the sheets of a workbook that hold a table with known heads. BadEntry under "file" for what is none."""
    _check(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise BadEntry({"file": _("这个 Excel 文件已经损坏，请用 Excel 或者 WPS 打开后另存。")}) from None
    found = [sheet for one in book.worksheets if one.sheet_state == "visible" and (sheet := _sheet(one))]
    book.close()
    if not found:
        raise BadEntry(
            {"file": _("没有找到台账：前十行里应有一行表头，例如“提交日期、申请人、申请内容、处理结果”。")}
        )
    return found


def _check(data: bytes) -> None:
    if len(data) > LARGEST:
        raise BadEntry({"file": _("文件超过%(most)s MB，请分成几份导入。") % {"most": LARGEST // 2**20}})
    if media_type(data) != XLSX:
        raise BadEntry({"file": _("请上传 .xlsx 文件；旧版 .xls 请先另存为 .xlsx。")})
    try:
        archive = Archive(data)
        for part in archive.names:
            archive.bytes_of(part)
    except BadArchive:
        raise BadEntry({"file": _("这个 Excel 文件已经损坏、加密或者展开后过大，不能导入。")}) from None


def _sheet(sheet: Any) -> Sheet | None:
    rows: Iterator[Values] = sheet.iter_rows(
        values_only=True, max_row=MOST_ROWS + HEAD_WITHIN + 1, max_col=MOST_COLUMNS
    )
    for number, values in enumerate(rows, 1):
        heads = tuple(str(value or "").strip() for value in values)
        if len(guess(heads)) >= FEWEST_HEADS:
            return Sheet(sheet.title, heads, _filled(rows, number + 1, sheet.title))
        if number == HEAD_WITHIN:
            break
    return None


def _filled(rows: Iterator[Values], first: int, name: str) -> tuple[tuple[int, Values], ...]:
    filled = tuple((number, row) for number, row in enumerate(rows, first) if any(map(_says, row)))
    if len(filled) > MOST_ROWS:
        shown = {"sheet": name, "most": MOST_ROWS}
        raise BadEntry({"file": _("工作表“%(sheet)s”超过%(most)s行，请分成几份导入。") % shown})
    return filled


def _says(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


def cell_name(position: int, row: int) -> str:
    """Give the name of a cell as Excel shows it; position is counted from 0."""
    return f"{get_column_letter(position + 1)}{row}"


def picked(sheet: Sheet, mapping: dict[str, int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the rows with their values by the keys of the columns."""
    for number, values in sheet.rows:
        yield number, {key: _at(values, position) for key, position in mapping.items()}


def _at(values: Sequence[Any], position: int) -> Any:
    return values[position] if position < len(values) else None
