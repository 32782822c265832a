"""A Report as a Word document on the official page (GB/T 9704-2012), with the official fonts by name."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.kit.official_page import (
    FANGSONG,
    HEI,
    KAI,
    TEXT_WIDTH,
    add_paragraph,
    add_title,
    indent,
    new_page,
    packed,
)
from gongkai.report.grids import Grid, GridCell
from gongkai.report.model import Report
from gongkai.report.writers.parts import Part, clean, parts, title_of


def write_docx(report: Report) -> bytes:
    """Write the document; body 3号仿宋, title 2号小标宋, page number — 1 — on the outer side."""
    document = new_page(title_of(report), clean(report.agency))
    for part in parts(report):
        _WRITE[part.kind](document, part)
    return packed(document)


def _title(document: Any, part: Part) -> None:
    add_title(document, part.text)


def _heading(name: str, style: str) -> Any:
    def write(document: Any, part: Part) -> None:
        paragraph = add_paragraph(document, part.text, name=name, style=style)
        paragraph.runs[0].font.bold = False
        paragraph.runs[0].font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        paragraph.paragraph_format.keep_with_next = True
        indent(paragraph)

    return write


def _text(document: Any, part: Part) -> None:
    indent(add_paragraph(document, part.text))


def _table(document: Any, part: Part) -> None:
    if part.grid is None:
        return
    add_table(document, part.grid)
    add_paragraph(document, "")


def add_table(document: Any, grid: Grid) -> None:
    """Add a drawn table at the end; its heads repeat on every page."""
    document.element.body.insert_element_before(parse_xml(_table_xml(grid)), "w:sectPr")


def _table_xml(grid: Grid) -> str:
    """The whole table as XML at once: cell by cell through the library takes a hundred times as long."""
    total = sum(grid.widths)
    widths = [round(TEXT_WIDTH * width / total) for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row_xml(grid, row, widths) for row in range(grid.rows))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    caption = f"<w:tblCaption w:val={quoteattr(grid.caption)}/>"
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
        f"{caption}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row_xml(grid: Grid, row: int, widths: list[int]) -> str:
    head = "<w:tblHeader/>" if row < grid.head_rows else ""
    covering = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rowspan]
    cells = "".join(
        _cell_xml(cell, row, grid, widths) for cell in sorted(covering, key=lambda one: one.column)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell_xml(cell: GridCell, row: int, grid: Grid, widths: list[int]) -> str:
    width = sum(widths[cell.column : cell.column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = ""
    if cell.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    text = escape(clean(cell.text)) if row == cell.row else ""
    side = "left" if cell.kind == "label" else "center"
    size = 18 if grid.columns > 8 else 24
    run = (
        f'<w:r><w:rPr><w:rFonts w:ascii="{FANGSONG}" w:hAnsi="{FANGSONG}" w:eastAsia="{FANGSONG}"/>'
        f'<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:jc w:val="{side}"/></w:pPr>'
        f"{run if text else ''}</w:p></w:tc>"
    )


_WRITE = {
    "title": _title,
    "chapter": _heading(HEI, "Heading 1"),
    "section": _heading(KAI, "Heading 2"),
    "text": _text,
    "table": _table,
}
