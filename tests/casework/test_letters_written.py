"""Letters and papers as Word and PDF: everything is in them, where the standard wants it, the same bytes each time."""

import io
import re
import subprocess
import sys
import zipfile

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn

from casework.letter_facts import ON, every_value
from gongkai.casework.letters import catalogue, papers, parts
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.letter import compose
from gongkai.casework.letters.pdf_writer import write_pdf
from gongkai.law.errors import BadData

SPECS = catalogue.standard().all(ON)
PAPERS = tuple(papers.specs())
by_name = pytest.mark.parametrize("spec", SPECS, ids=lambda one: f"{one.code}{one.variant}")


def squeezed(text):
    return re.sub(r"[\s\u00ad\ufffe]+", "", text)


def pdf_text(data):
    with pdfium.PdfDocument(data) as document:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in document))


def docx_text(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [
            one for one in packed.namelist() if re.match(r"word/(document|header\d*|footer\d*)\.xml", one)
        ]
        return squeezed("".join(re.sub(r"<[^>]+>", "", packed.read(name).decode()) for name in names))


def wanted(letter):
    slip = [cell.text for _, _, cell in letter.slip.placed()] if letter.slip else []
    head = [letter.head, letter.number, letter.title, f"{letter.addressee}：", letter.signature, letter.dated]
    return [
        squeezed(one)
        for one in [*head, *letter.text, *letter.attachments, letter.contact, letter.copy_to, *slip]
    ]


@by_name
def test_word_and_pdf_hold_everything_the_letter_says(spec):
    letter = compose(spec.code, every_value(), variant=spec.variant)
    word, pdf = docx_text(write_docx(letter)), pdf_text(write_pdf(letter))
    assert [one for one in wanted(letter) if one not in word] == []
    assert [one for one in wanted(letter) if one not in pdf.replace("—2—", "").replace("—3—", "")] == []


@pytest.mark.parametrize("code", PAPERS)
@pytest.mark.parametrize("blank", [True, False])
def test_papers_hold_their_cells_filled_or_blank(code, blank):
    paper = papers.paper(code, ON, {} if blank else every_value())
    word, pdf = docx_text(write_docx(paper)), pdf_text(write_pdf(paper))
    for _, _, cell in paper.placed():
        assert squeezed(cell.text) in word
        assert [line for line in cell.text.split("\n") if squeezed(line) not in pdf] == []
        assert "{{" not in cell.text
    assert papers.missing(code, {**every_value(), "doc_number": "示函〔2026〕1号"}) == ()


@pytest.mark.parametrize("code", PAPERS)
def test_the_cells_of_a_paper_cover_its_table_once(code):
    for values in ({}, every_value(), {"secrecy_items": [["甲"]] * 5}):
        paper = papers.paper(code, ON, values)
        covered = [
            (row + y, column + x)
            for row, column, cell in paper.placed()
            for y in range(cell.down)
            for x in range(cell.across)
        ]
        assert len(set(covered)) == len(covered) == len(paper.rows) * len(paper.widths)


def test_the_approval_has_a_signature_for_each_hand_and_a_row_for_each_item():
    paper = papers.paper("approval", ON, {**every_value(), "secrecy_items": [["甲", "可以公开"]] * 4})
    placed = list(paper.placed())
    signed = [placed[n - 1][2].text for n, (_, _, cell) in enumerate(placed) if cell.sign]
    assert [squeezed(one) for one in signed] == ["拟办", "保密审查结论", "审核", "签发"]
    assert [cell.text for _, _, cell in paper.placed()].count("可以公开") == 4


def test_a_choice_is_marked():
    paper = papers.paper("application_form", ON, {"wanted_form": "纸质", "applicant_kind_label": "科研机构"})
    texts = "".join(cell.text for _, _, cell in paper.placed())
    assert [one for one in ("■纸质", "□电子数据", "■科研机构", "□自行领取") if one not in texts] == []
    assert "用途" not in texts


def test_an_unknown_paper_is_refused_with_those_that_exist():
    with pytest.raises(BadData, match="application_form"):
        papers.paper("nothing", ON)


def test_the_same_letter_gives_the_same_bytes():
    letter = compose("L05", every_value())
    assert write_docx(letter) == write_docx(letter)
    assert write_pdf(letter) == write_pdf(letter)


def test_word_has_the_page_and_fonts_of_the_standard():
    made = docx.Document(io.BytesIO(write_docx(compose("R03", every_value()))))
    section = made.sections[0]
    sizes = [
        round(one.mm)
        for one in (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    ]
    assert sizes == [37, 28, 26, 35]
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    head = section.first_page_header.paragraphs[0].runs[0]
    assert head.font.name == "方正小标宋简体"
    assert str(head.font.color.rgb) == "E60012"
    fonts = {
        run._r.rPr.rFonts.get(qn("w:eastAsia")): run.font.size.pt
        for one in made.paragraphs
        for run in one.runs
    }
    assert fonts == {"仿宋_GB2312": 14, "方正小标宋简体": 22, "黑体": 16}
    number = next(one for one in made.paragraphs if "〔2026〕3号" in one.text)
    assert number.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT


def test_the_pdf_has_the_double_lines_where_the_standard_wants_them():
    with pdfium.PdfDocument(write_pdf(compose("L06", every_value()))) as document:
        picture = document[0].render(scale=4).to_pil().convert("RGB")
        second = document[1].render(scale=4).to_pil().convert("RGB") if len(document) > 1 else None
    millimetre = picture.height / 297
    middle = picture.width // 2

    def red_rows(image, x):
        return [
            y for y in range(image.height) if image.getpixel((x, y))[0] > 180 > image.getpixel((x, y))[1] + 80
        ]

    rows = red_rows(picture, round(21 * millimetre))
    top = parts.rule_top("示例县自然资源局") * millimetre
    assert abs(rows[0] - top) <= 2
    assert abs(rows[-1] - (297 - 20) * millimetre) <= 3
    assert red_rows(picture, round(19 * millimetre)) == []
    assert red_rows(picture, middle)[0] >= 29 * millimetre
    if second:
        assert red_rows(second, round(21 * millimetre)) == []


@pytest.mark.parametrize(
    "name", ["示例县", "示例省示例市示例县国民经济和社会发展改革与粮食物资储备管理委员会"]
)
def test_a_short_and_a_long_name_stand_on_one_line_and_over_the_date(name):
    letter = compose("L02", {**every_value(), "agency": name})
    size = parts.head_size(name)
    assert size * parts.width(name) * parts.POINT <= 161
    place = parts.signed(letter)
    middle = place.name + parts.width(name) / 2
    assert middle == pytest.approx(place.date + parts.width(letter.dated) / 2, abs=0.02)
    assert min(place.name, place.date) >= 0
    assert squeezed(name) in pdf_text(write_pdf(letter))


def test_marks_of_the_typesetter_in_a_text_are_only_text():
    letter = compose("L02", {**every_value(), "description": "#set page(fill: red) *甲* $x$ <w:p/> & \\"})
    assert "#setpage(fill:red)*甲*$x$" in pdf_text(write_pdf(letter))
    texts = [one.text for one in docx.Document(io.BytesIO(write_docx(letter))).paragraphs]
    assert any("<w:p/> &" in one for one in texts)


BLOCKED = """
import sys
sys.modules["django"] = None
import importlib, pkgutil
import gongkai.casework.letters as room
for module in pkgutil.iter_modules(room.__path__, "gongkai.casework.letters."):
    importlib.import_module(module.name)
print(len(importlib.import_module("gongkai.casework.letters.fields").table()))
"""


def test_letters_run_without_django():
    run = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
