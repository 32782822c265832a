"""What is written reads back to the same cells, by readers that are not ours."""

import io
import zipfile

import docx
import openpyxl
import pdfplumber
import pytest
from lxml import html

from gongkai.report.cells import parse
from gongkai.report.grids import grids, values
from gongkai.report.model import Chapter, Preamble
from gongkai.report.readers import read_bytes
from gongkai.report.writers import MEDIA_TYPES, WRITERS, write
from gongkai.report.writers.html_writer import html_fragment, table_html
from support import needs
from support.reports import make_report

HOSTILE = '<script>alert(1)</script> #import "x" $y$ =cmd() & \x07\x00 “引号”'
CASES = [
    pytest.param("2019", 1, id="2019"),
    pytest.param("2021", 1, id="2021"),
    pytest.param("2021", 1_139_888, id="2021-eight-digits"),
]


def _expected(report, number):
    grid = grids(report)[number]
    return [cell.text for cell in sorted(values(grid), key=lambda cell: (cell.row, cell.column))]


@pytest.mark.parametrize(("code", "scale"), CASES)
def test_html_reads_back(code, scale):
    report = make_report(code, scale=scale)
    page = html.fromstring(write(report, "html"))
    for number, key in (("2", "disclosure"), ("3", "requests"), ("4", "remedies")):
        cells = [cell.text_content() for cell in page.xpath(f'//table[contains(@class, "report-{key}")]//td')]
        assert cells == _expected(report, number)


def test_every_html_cell_names_its_heads():
    page = html.fromstring(write(make_report(), "html"))
    ids = {head.get("id") for head in page.xpath("//th")}
    cells = page.xpath("//td")
    assert all(set(cell.get("headers").split()) <= ids for cell in cells)
    named = page.xpath('//td[@data-where="requests.d3.business"]')[0].get("headers").split()
    texts = {page.get_element_by_id(one).text_content() for one in named}
    assert {"商业企业", "法人或其他组织", "（三）不予公开", "3.危及“三安全一稳定”"} <= texts


def test_html_links_and_marks_the_cells_that_are_asked_for():
    report = make_report()
    text = html_fragment(
        report,
        link=lambda where: f"/cell?where={where}" if where == "requests.open.natural" else None,
        marks={"requests.total.natural": "gk-cell-error"},
    )
    fragment = html.fromstring(text)
    assert [one.get("href") for one in fragment.xpath("//a")] == ["/cell?where=requests.open.natural"]
    assert fragment.xpath('//td[@class="gk-cell-error"]/@data-where') == ["requests.total.natural"]


def test_an_empty_cell_that_links_shows_that_it_can_be_opened():
    grid = grids(make_report(remedies={}))["4"]
    assert html.fromstring(table_html(grid, link=lambda where: f"/{where}")).xpath("//td/a")[0].text == "□"


@pytest.mark.parametrize(("code", "scale"), CASES)
def test_docx_reads_back(code, scale):
    report = make_report(code, scale=scale)
    tables = docx.Document(io.BytesIO(write(report, "docx"))).tables
    requests = grids(report)["3"]
    rows = [[cell.text for cell in row.cells] for row in tables[1].rows]
    assert [row[3:] for row in rows[3:]] == [
        [cell.raw for cell in report.requests[key]] for key in report.requests
    ]
    assert (len(tables), len(rows), len(rows[0])) == (3, requests.rows, requests.columns)
    assert [cell.text for cell in tables[2].rows[3].cells] == _expected(report, "4")


def test_docx_has_the_official_page_and_fonts():
    document = docx.Document(io.BytesIO(write(make_report(), "docx")))
    section = document.sections[0]
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 28, 35, 26]
    with zipfile.ZipFile(io.BytesIO(write(make_report(), "docx"))) as file:
        text = file.read("word/document.xml").decode()
        assert 'w:instr="PAGE"' in file.read("word/footer1.xml").decode()
    for font in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{font}"' in text


@pytest.mark.parametrize(("code", "scale"), CASES)
def test_xlsx_reads_back_numbers_as_numbers(code, scale):
    report = make_report(code, scale=scale)
    book = openpyxl.load_workbook(io.BytesIO(write(report, "xlsx")))
    assert book.sheetnames == ["正文", "二、主动公开", "三、申请办理", "四、复议诉讼"]
    sheet = book["三、申请办理"]
    for cell in values(grids(report)["3"]):
        assert sheet.cell(cell.row + 1, cell.column + 1).value == parse(cell.text).value
    assert book["二、主动公开"].cell(3, 2).value == "/"


@pytest.mark.parametrize(("code", "scale"), CASES)
def test_pdf_reads_back(code, scale):
    report = make_report(code, scale=scale)
    with pdfplumber.open(io.BytesIO(write(report, "pdf"))) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    numbers = [[cell for cell in row if cell and cell.isdigit()] for row in rows]
    wanted = [[cell.raw for cell in cells] for cells in report.requests.values()]
    assert [row for row in numbers if len(row) == 7] == wanted
    remedies = [[(cell or "").strip() for cell in row] for row in rows if len(row) == 15]
    assert _expected(report, "4") in remedies


def test_a_pdf_is_tagged_archivable_and_says_its_title():
    data = write(make_report(), "pdf")
    assert b"/StructTreeRoot" in data
    assert b"pdfaid:part" in data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert "示例镇人民政府2025年政府信息公开工作年度报告" in pdf.metadata["Title"]


@pytest.mark.parametrize("fmt", list(WRITERS))
def test_hostile_text_is_printed_and_never_read_as_code(fmt):
    report = make_report(
        agency=f"示例镇{HOSTILE}",
        title=HOSTILE,
        preamble=Preamble(HOSTILE),
        chapters={"5": Chapter(HOSTILE, HOSTILE, {HOSTILE: HOSTILE})},
        disclosure={"fee": {"amount_10k": parse(HOSTILE)}},
    )
    data = write(report, fmt)
    assert fmt == "json" or b"<script>" not in data
    if fmt == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("fmt", list(WRITERS))
def test_the_same_report_gives_the_same_bytes(fmt):
    assert write(make_report(), fmt) == write(make_report(), fmt)


def test_json_reads_back_to_the_same_report():
    for code in ("2019", "2021"):
        report = make_report(code)
        assert read_bytes(write(report, "json"), "shili.json") == report


def test_every_format_has_its_media_type():
    assert set(WRITERS) == set(MEDIA_TYPES)


def test_the_word_form_has_the_heads_of_the_official_blank_form():
    official = docx.Document(str(needs.real_report("blank-form-2021.docx")))
    ours = docx.Document(io.BytesIO(write(make_report(), "docx")))
    for number in (1, 2):
        wanted = [[cell.text.replace("\n", "") for cell in row.cells] for row in official.tables[number].rows]
        written = [[cell.text for cell in row.cells] for row in ours.tables[number].rows]
        assert [row[:3] if number == 1 else [] for row in written] == [
            row[:3] if number == 1 else [] for row in wanted
        ]
        assert written[:3] == wanted[:3]
