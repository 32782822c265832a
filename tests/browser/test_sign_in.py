"""Signing in: readable on a phone, usable by keyboard alone, plain about what went wrong."""

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from support.factories import PASSWORD, make_person


@pytest.mark.parametrize("phone", [True, False], ids=["375", "1280"])
def test_the_page_fits_and_is_accessible(open_page, picture, axe, phone):
    with override_settings(DEMO=True):
        page = open_page("/desk/sign-in/", phone=phone)
        axe(page)
        picture(page, f"sign-in-{'375' if phone else '1280'}")
        expect(page.get_by_text("演示", exact=True)).to_be_visible()


def test_a_person_signs_in_by_keyboard(open_page):
    person = make_person("clerk")
    page = open_page("/desk/sign-in/", javascript=False)
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type(person.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def test_a_wrong_password_is_said_at_the_top(open_page, picture, axe):
    person = make_person("clerk")
    page = open_page("/desk/sign-in/", phone=True)
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令").fill("bu-dui")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("用户名或口令不正确")
    axe(page)
    picture(page, "sign-in-wrong-375")


def test_an_unknown_page_says_what_to_do(open_page, picture, axe):
    page = open_page("/nowhere/", phone=True)
    expect(page.get_by_role("heading", name="没有找到这个页面")).to_be_visible()
    axe(page)
    picture(page, "not-found-375")
