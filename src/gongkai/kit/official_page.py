"""The official page in Word (GB/T 9704-2012): measures, fonts by name, paragraphs, page numbers on the outer side."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

FANGSONG, TITLE_FONT, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
BODY, TITLE, FOLIO = 16, 22, 14  # points: 3号, 2号, 4号
LINE = Pt(28.95)
TEXT_WIDTH = 8845  # 156 mm in twentieths of a point
EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def new_page(title: str, author: str) -> Any:
    """Give an empty document on the official page; title and author are its properties."""
    document = docx.Document()
    _measures(document)
    core = document.core_properties
    core.title, core.author, core.language = title[:255], author[:255], "zh-CN"
    core.created = core.modified = EPOCH
    core.last_modified_by, core.comments = "", ""
    return document


def _measures(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    font(document.styles["Normal"], FANGSONG, BODY)


def _page_number(paragraph: Any, side: Any) -> None:
    paragraph.alignment = side
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        font(run, SONG, FOLIO)
        if text is None:
            field = parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            )
            run._r.addnext(field)


def font(owner: Any, name: str, size: float) -> None:
    """Set the font of a style or a run by its Chinese name."""
    owner.font.name, owner.font.size = name, Pt(size)
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def add_paragraph(
    document: Any, text: str, *, name: str = FANGSONG, size: float = BODY, style: str | None = None
) -> Any:
    """Add a paragraph of one font at the line spacing of the official page."""
    paragraph = document.add_paragraph(style=style)
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_before = layout.space_after = Pt(0)
    font(paragraph.add_run(text), name, size)
    return paragraph


def add_title(document: Any, text: str) -> Any:
    """Add the title: 2号小标宋 in the middle, a line of air below."""
    paragraph = add_paragraph(document, text, name=TITLE_FONT, size=TITLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(28)
    return paragraph


def indent(paragraph: Any) -> None:
    """Indent the first line by two characters."""
    layout = paragraph._p.get_or_add_pPr()
    layout.append(parse_xml(f'<w:ind {nsdecls("w")} w:firstLineChars="200" w:firstLine="640"/>'))


def packed(document: Any) -> bytes:
    """Give the bytes of a document without the time of packing, so that the same text gives the same bytes."""
    made, fixed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
