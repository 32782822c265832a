"""The public column in a real browser, wide and on a phone."""

import pytest
from playwright.sync_api import expect

from gongkai.publishing.actions import Content, add_column, import_item
from portal.test_column import DAY
from support.cases import make_office, moment, publish_year

PAGES = ("", "fdzdgknr/", "zn/", "zd/", "ysqgk/", "nb/", "nb/2025/")


@pytest.fixture
def base():
    office = make_office(name="示例镇人民政府", slug="shili", address="示例路1号", phone="0000-0000000")
    facts = {"agency": office.agency, "actor": office.head, "at": moment(DAY)}
    column = add_column(**facts, name="财政预决算", category_code="20-7")
    for number in range(8):
        content = Content(column=column, title=f"示例预算公开表{number}", body="<p>示例正文</p>", made_on=DAY)
        import_item(**facts, content=content, published_on=DAY)
    publish_year(office, 2025)
    return "/zfxxgk/shili/"


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_every_page_reads_well_and_is_accessible(open_page, picture, axe, base, phone):
    page = open_page(base, phone=phone)
    for number, path in enumerate(PAGES):
        page.goto(base + path)
        picture(page, f"portal-{number}-{'phone' if phone else 'wide'}")
        axe(page)


def test_a_visitor_finds_an_item_by_a_word_of_its_title(open_page, picture, axe, base):
    page = open_page(base, phone=True)
    page.get_by_role("searchbox").fill("公开表3")
    page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text().startswith("共 1 条")
    page.get_by_role("link", name="示例预算公开表3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("示例预算公开表3")
    picture(page, "portal-item-phone")
    axe(page)


def test_the_column_works_without_javascript(open_page, base):
    page = open_page(base, javascript=False)
    page.get_by_role("link", name="2025年年度报告").click()
    expect(page.get_by_text("一、本年新收政府信息公开申请数量")).to_have_count(1)


def test_home_tells_the_essential_within_one_screen_of_a_phone(open_page, base):
    page = open_page(base, phone=True)
    expect(page.get_by_role("link", name="依申请公开")).to_have_count(2)  # the column and the button
    phone_number = page.get_by_role("link", name="0000-0000000").bounding_box()
    assert phone_number["y"] + phone_number["height"] <= page.viewport_size["height"]


def test_the_filters_work_by_keyboard(open_page, base):
    page = open_page(base + "fdzdgknr/")
    page.get_by_role("link", name="财政预决算 8").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**column=*")
    assert page.get_by_role("link", name="财政预决算 8").get_attribute("aria-current") == "true"
