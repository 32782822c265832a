"""Every component of the pages: fits 375 and 1280 px, and axe has nothing serious to say."""

import pytest

pytestmark = pytest.mark.urls("support.gallery")


@pytest.mark.parametrize("phone", [True, False], ids=["375", "1280"])
def test_components_fit_and_are_accessible(open_page, picture, axe, phone):
    page = open_page("/gallery/", phone=phone)
    axe(page)
    picture(page, f"components-{'375' if phone else '1280'}")


def test_a_row_is_a_card_on_a_phone_and_opens_wherever_it_is_touched(open_page):
    page = open_page("/gallery/", phone=True)
    assert page.locator(".gk-table thead").bounding_box()["x"] < 0
    page.get_by_text("示例道路改造工程的施工合同和验收材料").first.click(force=True)
    assert page.url.endswith("#r1")


def test_the_keyboard_comes_to_the_skip_link_first(open_page):
    page = open_page("/gallery/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "gk-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
