"""A Report as a page: the statutory tables with heads tied to cells, no outside resource, everything escaped."""

from collections.abc import Callable, Mapping

from lxml.html import HtmlElement, tostring
from lxml.html import builder as E  # noqa: N812 - lxml's own name for it

from gongkai.report.grids import Grid, GridCell
from gongkai.report.model import Report
from gongkai.report.writers.parts import Part, clean, parts, title_of

Link = Callable[[str], str | None]
BLANK = "□"  # what a link of an empty cell shows
HEADINGS = {"title": "h1", "chapter": "h2", "section": "h3", "text": "p"}
STYLE = """
body{margin:2rem auto;max-width:60rem;padding:0 1rem;line-height:1.7;color:#1b1b1b;
font-family:"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
h1{text-align:center;font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1.05rem}
p{text-indent:2em}.report-scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;line-height:1.4;font-size:.9rem}
caption{text-align:left;font-size:.85rem;color:#555;padding:.3rem 0}
th,td{border:1px solid #555;padding:.3rem .4rem;text-align:center;font-weight:normal}
th[scope=row],th[scope=rowgroup]{text-align:left}td{font-variant-numeric:tabular-nums}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}
"""


def write_html(report: Report) -> bytes:
    """Write a whole page that needs nothing else."""
    page = E.HTML(
        E.HEAD(
            E.META(charset="utf-8"),
            E.META(name="viewport", content="width=device-width, initial-scale=1"),
            E.TITLE(title_of(report)),
            E.STYLE(STYLE),
        ),
        E.BODY(E.MAIN(*_elements(report, None, {}))),
        lang="zh-Hans",
    )
    return b"<!DOCTYPE html>\n" + bytes(tostring(page, encoding="utf-8")) + b"\n"


def html_fragment(report: Report, *, link: Link | None = None, marks: Mapping[str, str] | None = None) -> str:
    """Write the body for embedding: link gives the address that a value cell opens, marks a class by place."""
    article = E.DIV(*_elements(report, link, marks or {}), **{"class": "report"})
    return str(tostring(article, encoding="unicode"))


def table_html(grid: Grid, *, link: Link | None = None, marks: Mapping[str, str] | None = None) -> str:
    """Write one table for embedding."""
    return str(tostring(_table(grid, link, marks or {}), encoding="unicode"))


def _elements(report: Report, link: Link | None, marks: Mapping[str, str]) -> list[HtmlElement]:
    return [_element(part, link, marks) for part in parts(report)]


def _element(part: Part, link: Link | None, marks: Mapping[str, str]) -> HtmlElement:
    if part.grid is not None:
        return _table(part.grid, link, marks)
    return getattr(E, HEADINGS[part.kind].upper())(part.text)


def _table(grid: Grid, link: Link | None, marks: Mapping[str, str]) -> HtmlElement:
    heads = {cell: _head_id(grid, cell) for cell in grid.cells if cell.kind != "value"}
    table = E.TABLE(E.CAPTION(grid.caption), **{"class": f"report-table report-{grid.key}"})
    body = E.TBODY()
    top = E.THEAD()
    for number, row in enumerate(grid.by_row()):
        line = E.TR(*(_cell(grid, cell, heads, link, marks) for cell in row))
        (top if number < grid.head_rows else body).append(line)
    if grid.head_rows:
        table.append(top)
    table.append(body)
    return E.DIV(
        table, **{"class": "report-scroll", "tabindex": "0", "role": "region", "aria-label": grid.caption}
    )


def _head_id(grid: Grid, cell: GridCell) -> str:
    return f"{grid.key}-{cell.row}-{cell.column}"


def _attributes(cell: GridCell) -> dict[str, str]:
    found = {}
    if cell.rowspan > 1:
        found["rowspan"] = str(cell.rowspan)
    if cell.colspan > 1:
        found["colspan"] = str(cell.colspan)
    return found


def _scope(cell: GridCell) -> str:
    if cell.kind == "label":
        return "rowgroup" if cell.rowspan > 1 else "row"
    return "colgroup" if cell.colspan > 1 else "col"


def _cell(
    grid: Grid, cell: GridCell, heads: Mapping[GridCell, str], link: Link | None, marks: Mapping[str, str]
) -> HtmlElement:
    attributes = _attributes(cell)
    text = clean(cell.text)
    if cell.kind != "value":
        return E.TH(text, id=heads[cell], scope=_scope(cell), **attributes)
    attributes["headers"] = " ".join(heads[one] for one in _heads_of(grid, cell))
    attributes["data-where"] = cell.where
    if cell.where in marks:
        attributes["class"] = marks[cell.where]
    address = link(cell.where) if link else None
    return E.TD(E.A(text or BLANK, href=address) if address else text, **attributes)


def _heads_of(grid: Grid, cell: GridCell) -> list[GridCell]:
    """The heads above the cell in its own block, and the labels left of it."""
    above = [one for one in grid.cells if one.kind == "head" and one.row < cell.row and _covers(one, cell)]
    start = max((one.row for one in above if one.colspan == grid.columns), default=0)
    left = [one for one in grid.cells if one.kind == "label" and one.row <= cell.row < one.row + one.rowspan]
    return [*(one for one in above if one.row >= start), *left]


def _covers(head: GridCell, cell: GridCell) -> bool:
    return head.column <= cell.column < head.column + head.colspan
