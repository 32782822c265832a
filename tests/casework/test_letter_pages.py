"""How letters and papers fall on their pages: what belongs together stays together, and no page is spent on a closing."""

import io
from dataclasses import replace

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from casework.letter_facts import ON, every_value
from gongkai.casework.letters import catalogue, papers, parts
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.letter import Letter, compose
from gongkai.casework.letters.pdf_writer import fitted_line, write_pdf

SPECS = catalogue.standard().all(ON)
LONG_NAME = "示例壮族自治县住房和城乡建设局（示例县人民防空办公室）"
AS_USUAL = {
    key: value for key, value in every_value().items() if key not in ("attachments", "copy_to", "you")
}


def pages(data: bytes) -> list[list[str]]:
    with pdfium.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]


def usual(code: str, variant: str = "", **facts: object) -> Letter:
    return compose(code, {**AS_USUAL, **facts}, variant=variant)


@pytest.mark.parametrize("code", ["L04", "L04b", "L08", "R17"])
def test_a_letter_that_just_runs_over_is_drawn_together_to_one_page(code: str) -> None:
    letter = usual(code, "adopted" if code == "R17" else "")
    assert len(pages(write_pdf(letter))) == 1
    assert 25 <= fitted_line(letter) <= parts.LINE


def test_a_letter_that_saves_no_page_keeps_the_lines_of_the_standard() -> None:
    assert fitted_line(usual("L01")) == parts.LINE
    assert fitted_line(usual("R16", "directed")) == parts.LINE


def test_word_takes_the_line_that_the_printed_page_has() -> None:
    letter = usual("L04")
    made = docx.Document(io.BytesIO(write_docx(letter)))
    body = next(one for one in made.paragraphs if one.text.startswith("本机关于"))
    assert body.paragraph_format.line_spacing == Pt(fitted_line(letter)) < Pt(parts.LINE)


@pytest.mark.parametrize("spec", SPECS, ids=lambda one: f"{one.code}{one.variant}")
def test_no_page_ends_with_a_heading_or_with_what_leads_to_the_next_line(spec: catalogue.LetterSpec) -> None:
    for times in (1, 4, 7):
        letter = usual(spec.code, spec.variant, description="示例项目的批复、投资计划和验收报告，" * times)
        for lines in pages(write_pdf(letter))[:-1]:
            last = next(line for line in reversed(lines) if not line.startswith("—"))
            assert not last.endswith(("：", ":")), last
            assert not last.startswith(("一、", "二、")), last


def test_the_closing_words_bring_a_short_paragraph_to_their_page() -> None:
    found = pages(write_pdf(usual("L03")))
    assert len(found) == 2
    assert found[1][0].startswith("本机关认为")


def test_thanks_do_not_stand_on_a_page_of_their_own() -> None:
    letter = usual("R17", "adopted", suggestion="示例项目的年度管护经费安排，" * 14)
    found = pages(write_pdf(letter))
    assert len(found) == 2
    assert "感谢" not in found[1][0]


def test_the_slip_of_a_long_question_is_one_page() -> None:
    letter = usual("L05", concerned="《示例项目投资概算表》中由投标单位报送的单价分析。" * 12)
    slip = pages(write_pdf(letter))[-1]
    assert "附件" in slip[0]
    assert any("电话：" in line for line in slip)


def test_the_name_of_a_long_agency_stays_on_one_line_and_its_title_breaks_before_the_bracket() -> None:
    letter = usual("R02", agency=LONG_NAME)
    assert parts.width(LONG_NAME) * parts.head_size(LONG_NAME) * parts.POINT <= parts.TEXT_WIDTH
    assert letter.title_lines == (*LONG_NAME.replace("（", "|（").split("|"), "政府信息公开申请答复书")


def test_the_heads_of_a_long_list_stand_again_on_every_page() -> None:
    rows = [
        ["关于示例项目的批复", "示发改〔2025〕8号", "2025年3月4日", "20-10", "2025年4月1日", "纸质1份"]
    ] * 40
    paper = papers.paper("transfer", ON, {"transfer_items": rows})
    found = pages(write_pdf(paper))
    assert len(found) > 1
    assert all("信息名称" in "".join(lines) for lines in found)
    table = docx.Document(io.BytesIO(write_docx(paper))).tables[0]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows][:2] == [True, False]


def test_a_line_for_a_signature_is_not_parted_from_its_box() -> None:
    row = ["关于示例项目的批复（含附件）", "不涉及国家秘密，可以公开", "保密法第三十五条", "示例审查员"]
    for items in range(3, 16):
        data = write_pdf(papers.paper("approval", ON, {**AS_USUAL, "secrecy_items": [row] * items}))
        for lines in pages(data):
            text = "".join(lines)
            boxes = sum(text.count(one) for one in ("拟办", "结论", "审核", "签发"))
            notes = text.count("拟办人不进行保密审查，也不签发")
            assert boxes - 2 * notes == text.count("签名："), (items, text)


def test_attachments_hang_under_the_first_character_of_their_names() -> None:
    letter = replace(usual("R02"), attachments=("甲" * 40, "乙"))
    made = docx.Document(io.BytesIO(write_docx(letter)))
    first, second = (one for one in made.paragraphs if "．" in one.text and one.text[-1] in "甲乙")
    for one in (first, second):
        assert one._p.pPr.find(qn("w:ind")).get(qn("w:hangingChars")) == "450"


def test_lines_put_on_one_leave_no_blank_after_a_chinese_stop() -> None:
    letter = usual("L02", description="一、批复；\n二、投资计划\n三、验收报告")
    assert "“一、批复；二、投资计划 三、验收报告”" in letter.text[0]
