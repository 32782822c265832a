"""Letters in 信函格式 (GB/T 9704-2012) and papers with tables as Word documents, with the official fonts by name."""

from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from gongkai.casework.letters import parts
from gongkai.casework.letters.docx_tables import FANGSONG, in_order, table_xml
from gongkai.casework.letters.fields import clean
from gongkai.casework.letters.letter import Letter, is_heading
from gongkai.casework.letters.papers import Paper
from gongkai.casework.letters.pdf_writer import fitted_line
from gongkai.kit.packed import EPOCH, without_times

TITLE_FONT, HEI, SONG = "方正小标宋简体", "黑体", "宋体"
RED = RGBColor(0xE6, 0x00, 0x12)
_RIGHT, _CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def write_docx(document: Letter | Paper) -> bytes:
    """Write a letter or a paper; the same document gives the same bytes."""
    made = docx.Document()
    _font(made.styles["Normal"], FANGSONG, parts.BODY_SIZE)
    _properties(made, document)
    if isinstance(document, Paper):
        _paper_page(made.sections[0], landscape=document.landscape)
        _sheet(made, document)
    else:
        _letter(made, document)
    in_order(made.element)
    for section in made.sections:
        for part in (section.footer, section.even_page_footer, section.first_page_header):
            in_order(part._element)
    buffer = BytesIO()
    made.save(buffer)
    return without_times(buffer.getvalue())


def _properties(made: Any, document: Letter | Paper) -> None:
    core = made.core_properties
    core.title, core.language = clean(document.title)[:255], "zh-CN"
    core.author = clean(document.signature)[:255] if isinstance(document, Letter) else ""
    core.created = core.modified = EPOCH
    core.last_modified_by, core.comments = "", ""


def _font(owner: Any, name: str, size: float) -> None:
    owner.font.name, owner.font.size = name, Pt(size)
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _paragraph(owner: Any, text: str = "", *, font: str = FANGSONG, size: float = parts.BODY_SIZE) -> Any:
    paragraph = owner.add_paragraph()
    _line(paragraph, parts.LINE)
    if text:
        _font(paragraph.add_run(clean(text)), font, size)
    return paragraph


def _line(paragraph: Any, points: float) -> None:
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    layout.space_before = layout.space_after = Pt(0)
    layout.widow_control = False
    for name in (
        "autoSpaceDE",
        "autoSpaceDN",
    ):  # no gaps between Chinese and digits, as official documents print
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="0"/>'))


def _indent(
    paragraph: Any, *, first: float = 0, right: float = 0, left: float = 0, hanging: float = 0
) -> None:
    """Indent by characters of the body; the twips are for readers that do not count characters."""
    twips = parts.BODY_SIZE * 20
    found = (("left", left), ("firstLine", first), ("hanging", hanging), ("right", right))
    values = " ".join(
        f'w:{name}Chars="{round(count * 100)}" w:{name}="{round(count * twips)}"'
        for name, count in found
        if count
    )
    if values:
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:ind {nsdecls('w')} {values}/>"))


def _letter(made: Any, letter: Letter) -> None:
    section = made.sections[0]
    _letter_page(section)
    made.settings.odd_and_even_pages_header_footer = True
    _head(section, letter.head)
    _paragraph(made, letter.number).alignment = _RIGHT
    _blank(made, 2)
    _title(made, letter.title_lines)
    _blank(made, 1)
    _paragraph(made, f"{letter.addressee}：")
    for text in letter.text:
        _body(made, text)
    for last in made.paragraphs[-parts.together(letter) :]:
        _kept(last)
    _attachments(made, letter.attachments)
    _signature(made, letter)
    _draw_together(made, fitted_line(letter))
    _copy_line(made, letter)
    if letter.slip:
        _slip(made, letter.slip)


def _draw_together(made: Any, line: float) -> None:
    """Give the lines of the letter the height with which it saves a page."""
    for paragraph in made.paragraphs:
        layout = paragraph.paragraph_format
        if layout.line_spacing == Pt(parts.LINE):
            layout.line_spacing = Pt(line)


def _letter_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(parts.PAGE[0]), Mm(parts.PAGE[1])
    section.top_margin, section.bottom_margin = Mm(parts.TOP), Mm(parts.BOTTOM)
    section.left_margin, section.right_margin = Mm(parts.LEFT), Mm(parts.RIGHT)
    section.header_distance, section.footer_distance = Mm(parts.HEAD_TOP), Mm(25)
    section.different_first_page_header_footer = True
    _page_number(section.footer.paragraphs[0], _RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], _LEFT)


def _page_number(paragraph: Any, side: Any) -> None:
    paragraph.alignment = side
    for text in ("　— " if side == _LEFT else "— ", None, " —" if side == _LEFT else " —　"):
        run = paragraph.add_run(text or "")
        _font(run, SONG, parts.NOTE_SIZE)
        if text is None:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>'))
            run._r.append(parse_xml(f"<w:instrText {nsdecls('w')}>PAGE</w:instrText>"))
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))


def _head(section: Any, name: str) -> None:
    """The agency's name in red and the two double lines, in the header of the first page only."""
    size = parts.head_size(name)
    paragraph = section.first_page_header.paragraphs[0]
    paragraph.alignment = _CENTRE
    _line(paragraph, size)
    run = paragraph.add_run(clean(name))
    _font(run, TITLE_FONT, size)
    run.font.color.rgb = RED
    top = parts.rule_top(name) / parts.POINT
    bottom = (parts.PAGE[1] - parts.RULE_FROM_BOTTOM) / parts.POINT
    paragraph.paragraph_format.space_after = Pt(_below_head())
    for name_, at, height in (
        ("上粗", top, parts.THICK),
        ("上细", top + parts.THICK + parts.RULE_GAP, parts.THIN),
        ("下细", bottom - parts.RULE_HEIGHT, parts.THIN),
        ("下粗", bottom - parts.THICK, parts.THICK),
    ):
        run._r.append(parse_xml(_rule_xml(name_, at, height)))


def _below_head() -> float:
    """From the name to the line of the number: 4 mm, the double line, 7/8 of a character; Word sets text low in its line."""
    spare = (parts.LINE - parts.BODY_SIZE) * 3 / 4
    below_rule = parts.BODY_SIZE * 7 / 8 - spare
    return round(parts.RULE_BELOW_HEAD / parts.POINT + parts.RULE_HEIGHT + below_rule, 1)


def _rule_xml(name: str, top: float, height: float) -> str:
    left = (parts.PAGE[0] - parts.RULE_WIDTH) / 2 / parts.POINT
    style = (
        f"position:absolute;margin-left:{left:.2f}pt;margin-top:{top:.2f}pt;"
        f"width:{parts.RULE_WIDTH / parts.POINT:.2f}pt;height:{height}pt;z-index:1;"
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    return f'<w:pict {nsdecls("w")} {_VML}><v:rect id="{name}" style="{style}" fillcolor="#{RED}" stroked="f"/></w:pict>'


def _blank(made: Any, lines: int) -> None:
    for _ in range(lines):
        _paragraph(made)


def _title(made: Any, lines: tuple[str, ...]) -> None:
    for text in lines:
        paragraph = _paragraph(made, text, font=TITLE_FONT, size=parts.TITLE_SIZE)
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.line_spacing = Pt(parts.TITLE_SIZE * 1.4)
        paragraph.paragraph_format.keep_with_next = True


def _body(made: Any, text: str) -> None:
    heading = is_heading(text)
    paragraph = _paragraph(made, text, font=HEI if heading else FANGSONG)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.keep_with_next = heading or parts.leads(text)
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(
            parse_xml(f'<w:spacing {nsdecls("w")} w:val="{round(parts.TRACKING * 20)}"/>')
        )
    _indent(paragraph, first=2)


def _attachments(made: Any, names: tuple[str, ...]) -> None:
    if not names:
        return
    _kept(_paragraph(made))
    many = len(names) > 1
    for number, name in enumerate(names, start=1):
        lead = "附件：" if number == 1 else "　　　"
        mark = f"{number}．" if many else ""
        # What runs over stands under the first character of the name (GB/T 9704-2012, 7.3.4).
        hanging = parts.width(f"附件：{mark}")
        line = _kept(_paragraph(made, f"{lead}{mark}{name}"))
        _indent(line, left=2 + hanging, hanging=hanging)


def _kept(paragraph: Any) -> Any:
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _signature(made: Any, letter: Letter) -> None:
    """Name and date to the right, never on a page of their own, with room for the seal over them."""
    for _ in range(parts.SEAL_ROOM if letter.seal else parts.PLAIN_ROOM):
        _kept(_paragraph(made))
    place = parts.signed(letter)
    name = _kept(_paragraph(made, letter.signature))
    day = _paragraph(made, letter.dated)
    for paragraph, indent in ((name, place.name), (day, place.date)):
        paragraph.alignment = _RIGHT
        _indent(paragraph, right=indent)
    if letter.contact:
        _kept(day)
        contact = _paragraph(made, letter.contact)
        contact.paragraph_format.keep_together = True
        _indent(contact, first=2)


def _copy_line(made: Any, letter: Letter) -> None:
    """抄送 at the foot of the last page: a frame that stands on the margin, without lines or issuing office."""
    if not letter.copy_to:
        return
    paragraph = _paragraph(made, f"　抄送：{letter.copy_to}。", size=parts.NOTE_SIZE)
    frame = (
        f'<w:framePr {nsdecls("w")} w:w="{round(parts.TEXT_WIDTH / parts.POINT * 20)}" w:wrap="notBeside"'
        ' w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )
    paragraph._p.get_or_add_pPr().insert(0, parse_xml(frame))


def _slip(made: Any, slip: Paper) -> None:
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    _paragraph(made, "附件", font=HEI)
    _sheet(made, slip)


def _paper_page(section: Any, *, landscape: bool) -> None:
    width, height = reversed(parts.PAGE) if landscape else parts.PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(parts.PAPER_TOP), Mm(parts.PAPER_BOTTOM)
    left, right = (parts.PAPER_SIDE, parts.PAPER_SIDE) if landscape else (parts.LEFT, parts.RIGHT)
    section.left_margin, section.right_margin = Mm(left), Mm(right)


def _sheet(made: Any, paper: Paper) -> None:
    _title(made, (paper.title,))
    made.paragraphs[-1].paragraph_format.space_after = Pt(8)
    width = parts.paper_width(landscape=paper.landscape)
    if any(paper.above):
        line = _paragraph(made, f"{paper.above[0]}\t{paper.above[1]}", size=12)
        line.paragraph_format.line_spacing = Pt(18)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    made.element.body.insert_element_before(parse_xml(table_xml(paper, width)), "w:sectPr")
    for note in paper.notes or ("",):
        _paragraph(made, note, size=10.5).paragraph_format.line_spacing = Pt(15)
