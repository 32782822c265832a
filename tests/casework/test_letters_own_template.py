"""An office's own Word file: fields are filled wherever they stand, what is wrong is named with its place."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from casework.letter_facts import ON, every_value
from gongkai.casework.letters import catalogue
from gongkai.casework.letters.letter import compose
from gongkai.casework.letters.own_template import LARGEST, check, fill, letter_values
from gongkai.law.errors import BadData

L02 = catalogue.standard().letter("L02", ON)


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template(*paragraphs):
    """A Word file of paragraphs; a list is one paragraph split over runs."""
    document = docx.Document()
    for one in paragraphs:
        runs = [one] if isinstance(one, str) else one
        paragraph = document.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    return saved(document)


def texts(data):
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def values():
    return letter_values(compose("L02", every_value()), every_value())


@pytest.mark.parametrize(
    "runs",
    [
        ["致：{{申请人}}，编号{{申请编号}}。"],
        ["致：{", "{申请", "人}}，编号{{", "申请编号", "}}。"],
        ["致：{{", "申", "请", "人", "}", "}，编号{{申请编号}", "}。"],
        ["致：{{ 申请人 }}，", "编号", "{{申请编号}}。"],
    ],
)
def test_a_field_is_filled_however_word_split_it(runs):
    assert texts(fill(template(runs), values())) == ["致：张示例，编号2026-0012。"]


def test_the_format_of_what_stands_around_a_field_stays():
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("{{申").bold = True
    paragraph.add_run("请人}}同志").italic = True
    runs = docx.Document(io.BytesIO(fill(saved(document), values()))).paragraphs[0].runs
    assert [(one.text, one.bold, one.italic) for one in runs] == [
        ("张示例", True, None),
        ("同志", None, True),
    ]


def test_fields_in_tables_headers_footers_and_text_boxes_are_filled():
    document = docx.Document()
    cell = document.add_table(rows=2, cols=2).cell(1, 1)
    cell.text = "{{收到日期}}"
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "{{补正期限日}}"
    document.sections[0].header.paragraphs[0].text = "{{机关名称}}"
    document.sections[0].footer.paragraphs[0].text = "{{机关电话}}"
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{发文字号}}}}</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    document.add_paragraph("框外{{申请人}}")._p.append(box)
    with zipfile.ZipFile(io.BytesIO(fill(saved(document), values()))) as packed:
        whole = "".join(packed.read(one).decode() for one in packed.namelist() if one.startswith("word/"))
    shown = ("2026年12月18日", "示例县自然资源局", "000-00000000", "示自然资公复〔2026〕3号", "框外张示例")
    assert [one for one in shown if one not in whole] == []
    assert "{{" not in whole


def test_the_text_of_the_letter_becomes_paragraphs():
    letter = compose("L02", every_value())
    found = texts(
        fill(template("{{标题}}", "{{主送}}：", ["{{正", "文}}"], "{{署名}}", "{{落款日期}}"), values())
    )
    assert found == [letter.title, "张示例：", *letter.text, letter.signature, letter.dated]


def test_a_list_alone_is_numbered_and_in_a_sentence_joined():
    found = texts(fill(template("{{需补正事项}}", "事项：{{需补正事项}}。"), values()))
    assert [one[:2] for one in found] == ["1．", "2．", "3．", "事项"]
    assert found[3].count("；") == 2


def test_a_field_without_a_value_is_blank_and_a_value_is_never_a_field():
    assert texts(fill(template("甲{{撤回方式}}乙{{没有}}"), {})) == ["甲乙"]
    given = {"applicant": "{{申请编号}}", "case_number": "8"}
    assert texts(fill(template("{{申请人}}{{申请编号}}"), given)) == ["{{申请编号}}8"]


def test_the_same_template_gives_the_same_bytes():
    assert fill(template("{{申请人}}"), values()) == fill(template("{{申请人}}"), values())


def test_an_unknown_field_is_named_with_its_place_and_a_suggestion():
    document = docx.Document()
    document.add_paragraph("无")
    document.add_paragraph("{{申请人名}}")
    document.add_table(rows=1, cols=2).cell(0, 1).text = "{{补正期限}}"
    document.sections[0].header.paragraphs[0].text = "{{乱}}"
    found = [str(one) for one in check(saved(document))]
    assert found == [
        "第2段：没有名为“申请人名”的字段，是不是“申请人”",
        "表1第1行第2列：没有名为“补正期限”的字段，是不是“补正期限日”",
        "页眉第1段：没有名为“乱”的字段，可用的字段见字段表",
    ]


@pytest.mark.parametrize("text", ["{{申请人", "申请人}}", "｛｛申请人｝｝", "{{申请人}", "{｛申请人}}"])
def test_brackets_that_are_not_whole_are_named(text):
    (problem,) = check(template("好", text))
    assert problem.where == "第2段"
    assert "半角、成对" in problem.zh


def test_a_template_that_lacks_what_the_letter_needs_is_told():
    found = [str(one) for one in check(template("{{需补正事项}}"), L02)]
    assert found == [f"模板缺少字段“{name}”（{L02.name}）" for name in ("补正期限日", "落款日期")]
    with_text = [str(one) for one in check(template("{{申请人}}：", "{{正文}}", "{{机关名称}}"), L02)]
    assert with_text == [f"模板缺少字段“落款日期”（{L02.name}）"]
    answer = catalogue.standard().letter("R05", ON)
    assert any("救济告知" in one.zh for one in check(template("{{检索范围}}"), answer))


def test_a_good_template_has_no_problem():
    assert check(template("{{主送}}：", "{{正文}}", "{{署名}}", "{{落款日期}}"), L02) == ()


def test_a_file_that_is_no_word_file_is_refused():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "a")
    for data in (b"", b"%PDF-1.7", other.getvalue()):
        with pytest.raises(BadData, match="不是可以读取的 Word 文件"):
            check(data)


def test_a_file_that_unpacks_too_large_is_refused():
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (LARGEST + 1))
    with pytest.raises(BadData, match="过大"):
        fill(large.getvalue(), {})
