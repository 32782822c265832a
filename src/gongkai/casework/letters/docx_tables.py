"""A paper's table as WordprocessingML, written at once: cell by cell through the library takes a hundred times as long."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls, qn

from gongkai.casework.letters.fields import clean
from gongkai.casework.letters.papers import Cell, Paper
from gongkai.casework.letters.parts import POINT

FANGSONG = "仿宋_GB2312"
_SIZE = 24  # half points: 小4号
# The order in which the schema has the properties that the writer sets; Word may refuse any other.
_ORDER = {
    "w:pPr": (
        *("pStyle", "keepNext", "keepLines", "framePr", "widowControl", "tabs", "autoSpaceDE", "autoSpaceDN"),
        *("spacing", "ind", "jc", "rPr", "sectPr"),
    ),
    "w:rPr": ("rFonts", "b", "color", "spacing", "sz", "szCs", "lang"),
}


def table_xml(paper: Paper, width: int) -> str:
    """Write the table of a paper, width millimetres wide."""
    shares = [_twips(width * one / sum(paper.widths)) for one in paper.widths]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in shares)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = "".join(_row_xml(paper, row, shares) for row in range(len(paper.rows)))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(shares)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        f"<w:tblCaption w:val={quoteattr(paper.title)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres / POINT * 20)


def _row_xml(paper: Paper, row: int, shares: list[int]) -> str:
    covering = [
        (column, begun, cell) for begun, column, cell in paper.placed() if begun <= row < begun + cell.down
    ]
    cells = "".join(
        _cell_xml(cell, sum(shares[column : column + cell.across]), first=begun == row)
        for column, begun, cell in sorted(covering, key=lambda one: one[0])
    )
    height = f'<w:trHeight w:val="{_twips(paper.rows[row].height)}" w:hRule="atLeast"/>'
    again = "<w:tblHeader/>" if row < paper.heads else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{again}</w:trPr>{cells}</w:tr>"


def _cell_xml(cell: Cell, width: int, *, first: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merge = ""
    if cell.down > 1:
        merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    side = "center" if cell.head or cell.centred else "left"
    lines = cell.text.split("\n") if first else [""]
    body = "".join(_line_xml(line, side) for line in lines)
    if cell.sign and first:
        body += _line_xml("", side) * 2 + _line_xml(cell.sign, "right")
    place = "bottom" if cell.sign else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="{place}"/></w:tcPr>'
        f"{body}</w:tc>"
    )


def _line_xml(text: str, side: str) -> str:
    run = (
        f'<w:r><w:rPr><w:rFonts w:ascii="{FANGSONG}" w:hAnsi="{FANGSONG}" w:eastAsia="{FANGSONG}"/>'
        f'<w:sz w:val="{_SIZE}"/></w:rPr><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'
    )
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{run if text else ""}</w:p>'
    )


def in_order(root: Any) -> None:
    """Put the properties of paragraphs and runs below root in the order of the schema."""
    for tag, order in _ORDER.items():
        ranks = {qn(f"w:{name}"): rank for rank, name in enumerate(order)}
        for found in root.iter(qn(tag)):
            found[:] = sorted(found, key=lambda one: ranks[one.tag])
