"""The blank form for an application: on the guide and on the page that says how to apply, as Word and PDF."""

import io

import docx
import pypdfium2 as pdfium
import pytest
from django.test import Client

from support.cases import make_office
from support.factories import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return make_office().agency


@pytest.mark.parametrize("page", ["zn", "ysqgk"])
def test_the_guide_and_how_to_apply_lead_to_the_form(agency, page):
    html = Client().get(f"/zfxxgk/{agency.slug}/{page}/").content.decode()
    for fmt in ("docx", "pdf"):
        assert f"/zfxxgk/{agency.slug}/ysqgk/sqb.{fmt}" in html


def test_the_word_form_names_the_office_and_asks_what_article_29_asks_and_no_more(agency):
    answer = Client().get(f"/zfxxgk/{agency.slug}/ysqgk/sqb.docx")
    made = docx.Document(io.BytesIO(answer.content))
    cells = "".join(cell.text for row in made.tables[0].rows for cell in row.cells)
    assert agency.name in "".join(one.text for one in made.paragraphs)
    assert [one for one in ("姓名", "证件号码", "联系电话", "获取方式、途径") if one not in cells] == []
    assert "用途" not in cells
    assert "filename" in answer["Content-Disposition"]


def test_the_printed_form_is_one_page_without_a_field_left_open(agency):
    answer = Client().get(f"/zfxxgk/{agency.slug}/ysqgk/sqb.pdf")
    with pdfium.PdfDocument(answer.content) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_bounded()
    assert "政府信息公开申请表" in text
    assert "{{" not in text


def test_an_unknown_format_and_an_enterprise_have_no_form(agency):
    assert Client().get(f"/zfxxgk/{agency.slug}/ysqgk/sqb.xlsx").status_code == 404
    enterprise = make_agency("示例供水公司", kind="public_enterprise")
    assert Client().get(f"/zfxxgk/{enterprise.slug}/ysqgk/sqb.pdf").status_code == 404


def test_the_form_of_one_agency_is_not_that_of_another(agency):
    other = make_office(name="示例乙镇人民政府").agency
    found = [Client().get(f"/zfxxgk/{one.slug}/ysqgk/sqb.docx").content for one in (agency, other)]
    assert found[0] != found[1]
