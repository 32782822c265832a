"""The source of a cell, to be looked at beside what was read: the page's picture, the table, or the lines of text."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from gongkai.report.cells import squeeze
from gongkai.report.model import Place
from gongkai.report.readers import document_of
from gongkai.report.readers.decoding import decode
from gongkai.report.readers.document import Document, Row
from gongkai.report.readers.json_reader import read_place
from gongkai.report.readers.pdf_pictures import page_picture
from gongkai.report.readers.sniffing import kind_of

LINES_AROUND = 6
LONGEST_LINE = 400  # characters; a flattened report is one line, of which the part that was read is shown
PICTURE_WIDTH = 1100  # pixels


def source(request: str, data: bytes) -> bytes:
    """Show where a cell stands: what runs in a guarded child process.

    request: JSON {"name", "place", "printed"}; answer: JSON {"kind": "picture", "png"} (base64), {"kind": "table",
    "rows": [[{"text", "rows", "columns", "marked"}]]}, {"kind": "lines", "lines": [{"number", "text", "marked"}]} or
    {"kind": "none"}.
    """
    asked = json.loads(request)
    place = read_place(asked["place"])
    found = _source(asked["name"], data, place, asked.get("printed", ""))
    return json.dumps(found, ensure_ascii=False).encode()


def _source(name: str, data: bytes, place: Place, printed: str) -> dict[str, Any]:
    if place.page is not None:
        png = page_picture(data, place.page, place.box, width=PICTURE_WIDTH, around=place.box is not None)
        return {"kind": "picture", "png": base64.b64encode(png).decode()}
    if place.line is not None and kind_of(data, name) == "text":
        return {"kind": "lines", "lines": list(_lines(decode(data), place.line, printed))}
    if place.table is not None:
        return {"kind": "table", "rows": list(_table(document_of(data, name), place))}
    return {"kind": "none"}


def _table(document: Document, place: Place) -> Iterator[list[dict[str, Any]]]:
    for row in document.rows():
        if row[0].place and row[0].place.table == place.table:
            yield _row(row, place)


def _row(row: Row, place: Place) -> list[dict[str, Any]]:
    return [
        {
            "text": squeeze(cell.text),
            "rows": cell.rows,
            "columns": cell.columns,
            "marked": cell.place is not None
            and cell.place.row == place.row
            and (place.column is None or cell.place.column == place.column),
        }
        for cell in row
    ]


def _lines(text: str, wanted: int, printed: str) -> Iterator[dict[str, Any]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if abs(number - wanted) <= LINES_AROUND:
            marked = number == wanted
            yield {"number": number, "text": _around(line, printed if marked else ""), "marked": marked}


def _around(line: str, printed: str) -> str:
    """The part of a long line in which the cell is printed."""
    line = squeeze(line)
    if len(line) <= LONGEST_LINE:
        return line
    at = max(line.find(printed), 0) if printed else 0
    start = max(at - LONGEST_LINE // 2, 0)
    return ("…" if start else "") + line[start : start + LONGEST_LINE] + "…"
