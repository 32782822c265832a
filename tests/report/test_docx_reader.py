"""Word files: what prints, where it stands, and what nobody sees."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from gongkai.report.cells import squeeze
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.readers.docx_numbering import chinese, counted
from gongkai.report.readers.docx_reader import read_docx
from gongkai.report.writers import write
from report.changes import EXAMPLES
from report.pages import LABELS, PREAMBLE, TITLE, VALUES
from support.needs import real_report


def _bytes(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _read(document):
    return read_docx(_bytes(document))


def _lines(document):
    return [line.text for line in _read(document).lines()]


def _rows(document):
    return [[squeeze(cell.text) for cell in row] for row in _read(document).rows()]


def _run(paragraph, xml):
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_our_own_files_read_back_cell_for_cell(form):
    report = read_bytes((EXAMPLES / f"clean-{form}-form.txt").read_bytes(), "x.txt")
    back = read_bytes(write(report, "docx"), "x.docx")
    for table in ("requests", "remedies"):
        assert {key: [c.raw for c in cells] for key, cells in getattr(back, table).items()} == {
            key: [c.raw for c in cells] for key, cells in getattr(report, table).items()
        }
    assert {row: {c: cell.raw for c, cell in cells.items()} for row, cells in back.disclosure.items()} == {
        row: {c: cell.raw for c, cell in cells.items()} for row, cells in report.disclosure.items()
    }
    assert (back.title, back.preamble, back.chapters) == (report.title, report.preamble, report.chapters)


def test_the_blank_form_has_its_spans():
    rows = list(read_docx(real_report("blank-form-2021.docx").read_bytes()).rows())
    corner = next(row[0] for row in rows if "勾稽关系" in row[0].text)
    assert (corner.rows, corner.columns) == (3, 3)
    group = next(cell for row in rows for cell in row if "本年度办理结果" in cell.text)
    assert (group.rows, group.place.column) == (22, 1)
    assert [cell.place.column for cell in rows[-1]] == list(range(1, 16))


def test_cells_stand_where_an_oracle_says():
    document = docx.Document()
    table = document.add_table(5, 6)
    for number, cell in enumerate(table._cells):
        cell.text = str(number)
    for first, last in (((0, 0), (2, 0)), ((0, 1), (0, 4)), ((2, 2), (4, 3)), ((4, 4), (4, 5))):
        table.cell(*first).merge(table.cell(*last))
    grid = {}
    for row in _read(document).rows():
        for cell in row:
            for down in range(cell.rows):
                for across in range(cell.columns):
                    grid[cell.place.row + down - 1, cell.place.column + across - 1] = squeeze(cell.text)
    oracle = {
        (number, column): squeeze(cell.text)
        for number, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
    }
    assert grid == oracle


def test_a_report_typed_in_word_is_read():
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(PREAMBLE)
    for heading in ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"):
        document.add_paragraph(heading)
    half = list(LABELS)[:12]
    for keys in (half, [key for key in LABELS if key not in half]):  # one table split in two
        table = document.add_table(0, 8)
        for key in keys:
            for cell, text in zip(
                table.add_row().cells, (LABELS[key][-1], *VALUES.get(key, "0000000")), strict=True
            ):
                cell.text = text
        document.add_paragraph()
    report = read_bytes(_bytes(document), "示例.docx")
    assert (report.title, report.year) == (TITLE, 2023)
    assert list(report.requests) == [*LABELS]
    assert [cell.value for cell in report.requests["total"]] == [7, 1, 0, 0, 0, 0, 8]


def test_a_label_may_be_split_over_runs_and_paragraphs():
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "（一）予"
    cells[0].paragraphs[0].add_run("以公开")
    cells[1].text = "商业"
    cells[1].add_paragraph("企业")
    assert _read(document).blocks[0][0].text == "（一）予以公开"
    assert _read(document).blocks[0][1].bare == "商业企业"


def test_tables_of_layout_are_walked_through():
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "一、总体情况"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "7"
    assert _lines(document) == ["一、总体情况"]
    assert _rows(document) == [["甲", "7"]]


def test_changes_are_read_as_accepted_and_hidden_text_is_not():
    document = docx.Document()
    paragraph = document.add_paragraph("公开")
    words = nsdecls("w")
    for xml in (
        f"<w:ins {words}><w:r><w:t>5</w:t></w:r></w:ins>",
        f"<w:del {words}><w:r><w:delText>4</w:delText></w:r></w:del>",
        f"<w:moveFrom {words}><w:r><w:t>旧</w:t></w:r></w:moveFrom>",
        f"<w:moveTo {words}><w:r><w:t>新</w:t></w:r></w:moveTo>",
        f"<w:r {words}><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>",
        f'<w:r {words}><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>件</w:t></w:r>',
        f"<w:r {words}><w:instrText>PAGE</w:instrText></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert _lines(document) == ["公开5新件"]


def test_a_deleted_row_is_not_read():
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "甲", "乙"
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    assert _rows(document) == [["乙", ""]]


def test_of_two_branches_one_is_read():
    document = docx.Document()
    paragraph = document.add_paragraph()
    both = (
        f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {nsdecls("w")}>'
        "<mc:Choice Requires='wps'><w:t>一、总体情况</w:t></mc:Choice><mc:Fallback><w:t>一、总体情况</w:t></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    run = paragraph.add_run()
    run._r.append(parse_xml(both))
    assert _lines(document) == ["一、总体情况"]


def test_content_controls_around_anything_are_walked_through():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "7"
    body = document.element.body
    for element in (document.add_paragraph("正文")._p, table._tbl):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        body.insert(0, control)
        control[0].append(element)
    assert _rows(document) == [["甲", "7"]]
    assert _lines(document) == ["正文"]


def test_signs_of_word_stand_for_what_they_print():
    document = docx.Document()
    paragraph = document.add_paragraph()
    _run(paragraph, "<w:t>0791</w:t><w:noBreakHyphen/><w:t>1</w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t>")
    _run(paragraph, '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="x" w:char="2713"/>')
    assert _lines(document) == ["0791-1 2 3✓"]


def _numbered(document, styles):
    """Add a list of these number styles, one a level, to the file and give its number."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(styles)
    )
    words = nsdecls("w")
    numbering.insert(0, parse_xml(f'<w:abstractNum {words} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {words} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _item(document, text, depth):
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
    )


def test_automatic_numbers_stand_before_their_headings():
    document = docx.Document()
    _numbered(
        document, [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
    for text, depth in (
        ("总体情况", 0),
        ("主动公开", 1),
        ("甲", 2),
        ("乙", 2),
        ("平台", 1),
        ("丙", 2),
        ("主动公开情况", 0),
    ):
        _item(document, text, depth)
    assert _lines(document) == [
        "一、总体情况",
        "（一）主动公开",
        "1.甲",
        "2.乙",
        "（二）平台",
        "1.丙",
        "二、主动公开情况",
    ]


def test_a_style_may_carry_the_number():
    document = docx.Document()
    _numbered(document, [("chineseCounting", "%1、")])
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("总体情况", 1)
    assert _lines(document) == ["一、总体情况"]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (0, "0")]
)
def test_numbers_are_counted_in_chinese(number, shown):
    assert chinese(number) == shown


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("bullet", ""),
        ("none", ""),
        ("decimal", "3"),
        ("lowerLetter", "c"),
        ("upperLetter", "C"),
        ("decimalEnclosedCircle", "③"),
    ],
)
def test_other_styles_of_numbers(style, shown):
    assert counted(3, style) == shown


def test_the_title_of_the_file_serves_where_the_text_has_none():
    document = docx.Document()
    document.core_properties.title = "示例镇2022年政府信息公开年度报告"
    assert _read(document).title == "示例镇2022年政府信息公开年度报告"
    document.core_properties.title = "Word Document"
    assert _read(document).title == ""


def test_files_of_the_strict_kind_are_read():
    document = docx.Document()
    document.add_paragraph("正文")
    changed = _changed(
        _bytes(document),
        "word/document.xml",
        lambda data: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert [line.text for line in read_docx(changed).lines()] == ["正文"]


def _changed(data, part, change, packing=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", packing) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return made.getvalue()


W = f"<w:document {nsdecls('w')}><w:body>"
BAD = [
    (lambda _: b"<w:document", "结构已损坏"),
    (lambda _: f"<w:document {nsdecls('w')}/>".encode(), "缺少必要的部分"),
    (lambda _: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + W.encode() + b"&a;</w:body></w:document>", "结构已损坏"),
    (lambda _: W.encode() + b" " * (80 * 2**20) + b"</w:body></w:document>", "解压后的内容过大"),
]


@pytest.mark.parametrize(("change", "why"), BAD, ids=["broken", "no-body", "entity", "bomb"])
def test_a_hostile_file_is_refused_in_one_line(change, why):
    with pytest.raises(Unreadable, match=why) as caught:
        read_bytes(_changed(_bytes(docx.Document()), "word/document.xml", change), "x.docx")
    assert "\n" not in caught.value.zh


def test_a_hundred_thousand_nested_tags_end_in_one_line():
    nested = W.encode() + b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000 + b"</w:body></w:document>"
    data = _changed(_bytes(docx.Document()), "word/document.xml", lambda _: nested, zipfile.ZIP_STORED)
    with pytest.raises(Unreadable, match=r"不是年度报告|结构已损坏"):
        read_bytes(data, "x.docx")


def test_damaged_lists_cost_the_numbers_only():
    document = docx.Document()
    _numbered(document, [("decimal", "%1.")])
    _item(document, "正文", 0)
    data = _changed(_bytes(document), "word/numbering.xml", lambda _: b"<broken")
    assert [line.text for line in read_docx(data).lines()] == ["正文"]


@pytest.mark.parametrize("value", ["9999999", "-3", "x", ""])
def test_odd_spans_are_survived(value):
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)._tc
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), value)
    cell.get_or_add_tcPr().append(span)
    assert len(_rows(document)[0]) == 2
