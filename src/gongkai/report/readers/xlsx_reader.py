"""Excel files (.xlsx): the visible cells of every visible sheet as they show, merged ones as spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.kit.archives import Archive
from gongkai.report.model import Place
from gongkai.report.readers.document import Document, Line, Printed, Row
from gongkai.report.readers.office import opened
from gongkai.report.readers.xlsx_cells import Element, Shown, relations, sheet_part

MOST_ROWS, MOST_COLUMNS = 5000, 200
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range from its first cell: how many rows and columns."""

    rows: int
    columns: int


@dataclass
class Sheet:
    """What a sheet shows: texts by (row, column) counted from 1, merged ranges by their first cell, what they cover."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: dict[tuple[int, int], Span] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_xlsx(data: bytes) -> Document:
    """Read a workbook; Unreadable, in one line, for whatever is wrong with it."""
    return opened(data, _read)


def _read(archive: Archive) -> Document:
    found: list[Line | Row] = []
    tables = 0
    shown = Shown.of(archive)
    for part in _visible_sheets(archive):
        for block in _blocks(_sheet(sheet_part(archive, part), shown)):
            if isinstance(block, Line):
                found.append(block)
                continue
            tables += 1
            found += [_numbered(row, tables) for row in block]
    return Document(tuple(found))


def _visible_sheets(archive: Archive) -> Iterator[str]:
    targets = relations(archive, "xl/_rels/workbook.xml.rels")
    for sheet in sheet_part(archive, "xl/workbook.xml").iter("{*}sheet"):
        number = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(number, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if sheet.get("state", "visible") == "visible" and part in archive.names:
            yield part


def _sheet(root: Element, shown: Shown) -> Sheet:
    sheet = Sheet()
    sheet.hidden_columns = {
        column
        for one in root.iter("{*}col")
        if one.get("hidden") in ("1", "true")
        for column in range(int(one.get("min", "1")), min(int(one.get("max", "1")), MOST_COLUMNS) + 1)
    }
    for row in root.iter("{*}row"):
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(int(row.get("r", "0") or 0))
            continue
        for cell in row.iterchildren("{*}c"):
            at = _at(cell.get("r", ""))
            if at and at[1] not in sheet.hidden_columns and (text := shown.text(cell)):
                sheet.texts[at] = text
    for merged in root.iter("{*}mergeCell"):
        _merge(sheet, merged.get("ref", ""))
    return sheet


def _at(reference: str) -> tuple[int, int] | None:
    """Read B7 as (7, 2); None beyond what a report can fill."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 0 < row <= MOST_ROWS and column <= MOST_COLUMNS else None


def _merge(sheet: Sheet, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = _at(first), _at(last)
    if not start or not end or end < start:
        return
    rows = [row for row in range(start[0], end[0] + 1) if row not in sheet.hidden_rows]
    columns = [column for column in range(start[1], end[1] + 1) if column not in sheet.hidden_columns]
    cells = [(row, column) for row in rows for column in columns]
    if not cells:
        return
    sheet.spans[cells[0]] = Span(len(rows), len(columns))
    sheet.covered.update(cells[1:])
    if start != cells[0] and start in sheet.texts:
        sheet.texts.setdefault(cells[0], sheet.texts[start])


# blocks ------------------------------------------------------------------------------------------------------------


def _blocks(sheet: Sheet) -> Iterator[Line | list[Row]]:
    """Cut a sheet at its lines of prose into tables, each as wide as what stands in it."""
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(sheet.texts):
        by_row.setdefault(row, []).append(column)
    width = max((column for columns in by_row.values() for column in columns), default=0)
    table: list[int] = []
    for row in range(min(by_row, default=1), max(by_row, default=0) + 1):
        columns = by_row.get(row, [])
        if row in sheet.hidden_rows:
            continue
        if len(columns) == 1 and _alone(sheet, (row, columns[0]), width, in_table=bool(table)):
            yield from _table(sheet, table)
            table = []
            yield from (Line(text) for text in sheet.texts[row, columns[0]].split("\n"))
        elif columns or table or any((row, column) in sheet.covered for column in range(1, width + 1)):
            table.append(row)
    yield from _table(sheet, table)


def _alone(sheet: Sheet, at: tuple[int, int], width: int, *, in_table: bool) -> bool:
    """Tell a line of prose from a label whose cells are blank: it fills the width, or no table has begun."""
    text, span = sheet.texts[at], sheet.spans.get(at)
    if span is not None:
        return span.rows == 1 and at[1] + span.columns > width
    return not in_table or "。" in text or width == 1


def _table(sheet: Sheet, rows: list[int]) -> Iterator[list[Row]]:
    """Give the rows of one table with their blank cells, the cells that start in each."""
    filled = [at for at in sheet.texts if at[0] in set(rows)]
    if not filled:
        return
    left = min(column for _, column in filled)
    right = max(
        column + (sheet.spans[row, column].columns if (row, column) in sheet.spans else 1) - 1
        for row, column in filled
    )
    found = [
        tuple(_cells(sheet, row, left, right))
        for row in range(rows[0], max(row for row, _ in filled) + 1)
        if row in rows
    ]
    yield [row for row in found if row]


def _cells(sheet: Sheet, row: int, left: int, right: int) -> Iterator[Printed]:
    for column in range(left, right + 1):
        if (row, column) not in sheet.covered and column not in sheet.hidden_columns:
            span = sheet.spans.get((row, column), Span(1, 1))
            place = Place(row=row, column=column)
            yield Printed(sheet.texts.get((row, column), ""), place, span.rows, span.columns)


def _numbered(row: Row, table: int) -> Row:
    return tuple(
        Printed(
            cell.text,
            Place(table=table, row=cell.place.row, column=cell.place.column),
            cell.rows,
            cell.columns,
        )
        for cell in row
        if cell.place
    )
