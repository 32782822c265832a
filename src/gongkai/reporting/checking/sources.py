"""Where something in a checked file stands, and the source of it: a picture, a table, or lines of text."""

import base64
from dataclasses import dataclass, field, replace
from typing import Any

from gongkai.files.queries import content
from gongkai.report.confirming import YEAR, cells_of, is_place
from gongkai.report.model import Cell, Place, Report
from gongkai.reporting.models import CheckedFile
from gongkai.reporting.reading import show_source

Box = tuple[float, float, float, float]
Cells = list[dict[str, Any]]
BALANCE = "total"  # the row at whose foot the balance of a column is looked at
LONG = 200  # rows


@dataclass(frozen=True, slots=True)
class Source:
    """What is shown of a place: kind is picture, table, lines or none; see report.sources for rows and lines."""

    kind: str
    rows: list[Cells] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)


def place_at(report: Report, where: str) -> Place | None:
    """Give where a cell, a row or a finding of it stands; None where the reader kept no place."""
    row, _dot, column = where.rpartition(".")
    if row.endswith(".balance"):
        return place_at(report, f"{row.removesuffix('balance')}{BALANCE}.{column}")
    if not is_place(where) or where == YEAR:
        return _whole(_cells(report, where)) or _doubted(report, where)
    cell = cells_of(report, row).get(column)
    own = cell.place if cell else None
    return own or _doubted(report, where) or _whole(_cells(report, row)) or _doubted(report, row)


def _doubted(report: Report, where: str) -> Place | None:
    return next((one.place for one in report.doubts if one.where == where and one.place), None)


def _cells(report: Report, row: str) -> list[Cell]:
    """The cells that a row was read with, however many."""
    table, _dot, key = row.partition(".")
    if table == "disclosure":
        return list(report.disclosure.get(key, {}).values())
    return list(getattr(report, table).get(key, ())) if table in ("requests", "remedies") else []


def _whole(cells: list[Cell]) -> Place | None:
    """The place of a row: that of its first cell without the column, framed around all of it on the page."""
    places = [one.place for one in cells if one.place]
    if not places:
        return None
    boxes = [one.box for one in places if one.box and one.page == places[0].page]
    return replace(places[0], column=None, box=_around(boxes) if boxes else None)


def _around(boxes: list[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


# what is shown of it -----------------------------------------------------------------------------------------------


def source_of(row: CheckedFile, place: Place | None, printed: str = "") -> Source:
    """Show the table or the lines around a place; of a picture only its kind, which picture_of() draws.

    Damaged where the stored file is gone.
    """
    if place is None:
        return Source("none")
    if place.page is not None:
        return Source("picture")
    found = show_source(content(row.stored_file), row.path, place, printed)
    return Source(found["kind"], _near(found.get("rows", [])), found.get("lines", []))


def picture_of(row: CheckedFile, place: Place | None) -> bytes | None:
    """Draw the page around a place as PNG; None where there is nothing to draw. Damaged where the file is gone."""
    if place is None or place.page is None:
        return None
    found = show_source(content(row.stored_file), row.path, place)
    return base64.b64decode(found["png"]) if found["kind"] == "picture" else None


def _near(rows: list[Cells]) -> list[Cells]:
    """A table of a usual length whole, of a very long one what lies around the mark."""
    if len(rows) <= LONG:
        return rows
    marked = next((number for number, row in enumerate(rows) if any(cell["marked"] for cell in row)), 0)
    start = max(marked - LONG // 2, 0)
    return rows[start : start + LONG]
