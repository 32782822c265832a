"""A Report as a Word document on the official page (GB/T 9704-2012), with the official fonts by name."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from gongkai.report.grids import Grid, GridCell
from gongkai.report.model import Report
from gongkai.report.writers.parts import Part, clean, parts, title_of

FANGSONG, TITLE_FONT, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LINE = Pt(28.95)
TEXT_WIDTH = 8845  # 156 mm in twentieths of a point
EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_docx(report: Report) -> bytes:
    """Write the document; body 3号仿宋, title 2号小标宋, page number — 1 — on the outer side."""
    document = docx.Document()
    _page(document)
    _properties(document, report)
    for part in parts(report):
        _WRITE[part.kind](document, part)
    buffer = BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _without_times(data: bytes) -> bytes:
    """The same parts without the time of packing, so that the same report gives the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            fixed.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    _font(document.styles["Normal"], FANGSONG, 16)


def _properties(document: Any, report: Report) -> None:
    core = document.core_properties
    core.title, core.author, core.language = title_of(report)[:255], clean(report.agency)[:255], "zh-CN"
    core.created = core.modified = EPOCH
    core.last_modified_by, core.comments = "", ""


def _font(owner: Any, name: str, size: float) -> None:
    owner.font.name, owner.font.size = name, Pt(size)
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _page_number(paragraph: Any, side: Any) -> None:
    paragraph.alignment = side
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        _font(run, SONG, 14)
        if text is None:
            field = parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            )
            run._r.addnext(field)


def _paragraph(document: Any, text: str, *, font: str, size: float, style: str | None = None) -> Any:
    paragraph = document.add_paragraph(style=style)
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_before = layout.space_after = Pt(0)
    _font(paragraph.add_run(text), font, size)
    return paragraph


def _indent(paragraph: Any) -> None:
    layout = paragraph._p.get_or_add_pPr()
    layout.append(parse_xml(f'<w:ind {nsdecls("w")} w:firstLineChars="200" w:firstLine="640"/>'))


def _title(document: Any, part: Part) -> None:
    paragraph = _paragraph(document, part.text, font=TITLE_FONT, size=22)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(28)


def _heading(font: str, style: str) -> Any:
    def write(document: Any, part: Part) -> None:
        paragraph = _paragraph(document, part.text, font=font, size=16, style=style)
        _font(paragraph.runs[0], font, 16)
        paragraph.runs[0].font.bold = False
        paragraph.runs[0].font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        paragraph.paragraph_format.keep_with_next = True
        _indent(paragraph)

    return write


def _text(document: Any, part: Part) -> None:
    _indent(_paragraph(document, part.text, font=FANGSONG, size=16))


def _table(document: Any, part: Part) -> None:
    if part.grid is None:
        return
    document.element.body.insert_element_before(parse_xml(_table_xml(part.grid)), "w:sectPr")
    _paragraph(document, "", font=FANGSONG, size=16)


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
