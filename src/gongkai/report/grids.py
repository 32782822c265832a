"""The tables as the forms draw them: one geometry for every writer and every page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.report.forms import DisclosureBlock, Form, form
from gongkai.report.model import Cell, Report

Kind = Literal["head", "label", "value"]
DISCLOSURE_WIDTH = 4
LABEL_WIDTH = 3


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a drawn table: rows and columns count from 0; where is the key of a value, "" for heads and labels."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    kind: Kind = "head"
    where: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table: caption, size, cells in reading order, how many rows of heads repeat on every page."""

    key: str
    caption: str
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    head_rows: int
    widths: tuple[float, ...]

    def by_row(self) -> Iterator[tuple[GridCell, ...]]:
        """Give the cells row by row; a cell that spans rows stands in its first."""
        for row in range(self.rows):
            yield tuple(cell for cell in self.cells if cell.row == row)


def _text(cell: Cell | None) -> str:
    return cell.raw if cell else ""


def _disclosure_block(report: Report, block: DisclosureBlock, top: int) -> Iterator[GridCell]:
    yield GridCell(block.head, top, 0, colspan=DISCLOSURE_WIDTH)
    labels = ("信息内容", *(column.label for column in block.columns))
    spans = _spread(len(labels), DISCLOSURE_WIDTH)
    for label, (start, span) in zip(labels, spans, strict=True):
        yield GridCell(label, top + 1, start, colspan=span)
    for number, row in enumerate(block.rows):
        line = top + 2 + number
        cells = report.disclosure.get(row.key, {})
        yield GridCell(row.label, line, 0, kind="label")
        for column, (start, span) in zip(block.columns, spans[1:], strict=True):
            where = f"disclosure.{row.key}.{column.key}"
            yield GridCell(_text(cells.get(column.key)), line, start, colspan=span, kind="value", where=where)


def _spread(count: int, width: int) -> list[tuple[int, int]]:
    """Spread count cells over width columns: (start, span) each, the last one taking what is left."""
    return [(n, 1) for n in range(count - 1)] + [(count - 1, width - count + 1)]


def disclosure_grid(report: Report) -> Grid:
    """Draw table two: its blocks under one another."""
    cells: list[GridCell] = []
    top = 0
    for block in form(report.form).disclosure:
        cells += _disclosure_block(report, block, top)
        top += 2 + len(block.rows)
    return Grid(
        "disclosure", "主动公开政府信息情况", top, DISCLOSURE_WIDTH, tuple(cells), 0, (0.34, 0.22, 0.22, 0.22)
    )


def _requests_head(spec: Form) -> Iterator[GridCell]:
    requests = spec.requests
    yield GridCell(requests.note, 0, 0, rowspan=3, colspan=LABEL_WIDTH)
    yield GridCell(requests.head, 0, LABEL_WIDTH, colspan=len(requests.columns))
    first, *organisations, last = requests.columns
    yield GridCell(first.label, 1, LABEL_WIDTH, rowspan=2)
    yield GridCell(requests.organisations, 1, LABEL_WIDTH + 1, colspan=len(organisations))
    yield GridCell(last.label, 1, LABEL_WIDTH + 1 + len(organisations), rowspan=2)
    for number, column in enumerate(organisations):
        yield GridCell(column.label, 2, LABEL_WIDTH + 1 + number)


def _shown_rows(report: Report, spec: Form) -> list[tuple[str, str, tuple[str, ...]]]:
    """The rows of the form; a report that prints 其他处理 as one row keeps it so."""
    rows = [(row.key, row.label, row.groups) for row in spec.requests.rows]
    if spec.code == "2021" and "o" in report.requests and "o1" not in report.requests:
        at = next(number for number, row in enumerate(rows) if row[0] == "o1")
        rows[at : at + 3] = [("o", rows[at][2][-1], rows[at][2][:1])]
    return rows


def _group_heads(rows: list[tuple[str, str, tuple[str, ...]]], top: int) -> Iterator[GridCell]:
    for depth in (0, 1):
        start = 0
        while start < len(rows):
            groups = rows[start][2]
            name = groups[depth] if len(groups) > depth else ""
            end = start + 1
            while end < len(rows) and len(rows[end][2]) > depth and rows[end][2][depth] == name:
                end += 1
            if name:
                yield GridCell(name, top + start, depth, rowspan=end - start, kind="label")
            start = end


def requests_grid(report: Report) -> Grid:
    """Draw table three; a malformed row shows the cells it has."""
    spec, top = form(report.form), LABEL_WIDTH
    rows = _shown_rows(report, spec)
    cells = [*_requests_head(spec), *_group_heads(rows, top)]
    columns = spec.requests.columns
    for number, (key, label, groups) in enumerate(rows):
        depth = len(groups)
        cells.append(GridCell(label, top + number, depth, colspan=LABEL_WIDTH - depth, kind="label"))
        printed = report.requests.get(key, ())
        for index, column in enumerate(columns):
            text = printed[index].raw if index < len(printed) else ""
            where = f"requests.{key}.{column.key}"
            cells.append(GridCell(text, top + number, LABEL_WIDTH + index, kind="value", where=where))
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    widths = (0.075, 0.085, 0.28, *(0.08 for _ in columns))
    return Grid(
        "requests",
        "收到和处理政府信息公开申请情况",
        top + len(rows),
        LABEL_WIDTH + len(columns),
        tuple(ordered),
        LABEL_WIDTH,
        widths,
    )


def remedies_grid(report: Report) -> Grid:
    """Draw table four: one line of fifteen cells under its heads."""
    spec = form(report.form).remedies
    width = len(spec.columns)
    cells = [
        GridCell("行政复议", 0, 0, colspan=width),
        GridCell("行政诉讼", 0, width, colspan=width * 2),
    ]
    for number, group in enumerate(spec.groups):
        left = number * width
        single = len(group.heads) == 1
        if not single:
            cells.append(GridCell(group.heads[1], 1, left, colspan=width))
        printed = report.remedies.get(group.key, ())
        for index, column in enumerate(spec.columns):
            place = 1 if single else 2
            cells.append(GridCell(column.label, place, left + index, rowspan=3 - place))
            text = printed[index].raw if index < len(printed) else ""
            where = f"remedies.{group.key}.{column.key}"
            cells.append(GridCell(text, 3, left + index, kind="value", where=where))
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    share = 1 / (width * 3)
    return Grid(
        "remedies",
        "政府信息公开行政复议、行政诉讼情况",
        4,
        width * 3,
        tuple(ordered),
        3,
        tuple(share for _ in range(width * 3)),
    )


def grids(report: Report) -> dict[str, Grid]:
    """Draw the tables by the number of their chapter."""
    return {"2": disclosure_grid(report), "3": requests_grid(report), "4": remedies_grid(report)}


def values(grid: Grid) -> Iterable[GridCell]:
    """Give the value cells only."""
    return (cell for cell in grid.cells if cell.kind == "value")
