"""A system administrator loads the notice of a year, in a real browser."""

from datetime import date

import pytest
from playwright.sync_api import expect

from support.cases import make_office, register
from support.factories import PASSWORD, make_agency, make_person
from support.notices import NOTICE_2027

DAY = date(2027, 1, 25)


@pytest.fixture
def admin(on_day):
    on_day(DAY)
    county = make_agency("示例县人民政府", kind="county")
    for name in ("示例镇人民政府", "示例乡人民政府"):
        office = make_office(under=county, name=name)
        for on in (date(2027, 1, 14), date(2027, 1, 20), date(2027, 1, 22)):
            register(office, on, today=DAY)
    return make_person("system_admin", county, name="示例管理员")


def _sign_in(page, person):
    page.goto("/desk/sign-in/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="今天").wait_for()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_notice_is_uploaded_looked_at_and_confirmed(open_page, picture, axe, admin, phone):
    size = "-phone" if phone else ""
    page = open_page(phone=phone)
    _sign_in(page, admin)
    page.get_by_role("link", name="放假安排").click()
    expect(page.get_by_text("2027 年的通知尚未载入")).to_be_visible()
    picture(page, f"desk-calendars-empty{size}")
    page.get_by_role("link", name="载入通知").first.click()
    picture(page, f"desk-calendars-load{size}")
    axe(page)
    page.get_by_label("通知文件").set_input_files(
        {"name": "2027.toml", "mimeType": "application/toml", "buffer": NOTICE_2027}
    )
    page.get_by_role("button", name="先看改期的申请").click()
    expect(page.get_by_text("改期的未办结申请 6 件")).to_be_visible()
    picture(page, f"desk-calendars-preview{size}")
    axe(page)
    page.get_by_role("button", name="确认载入并改期").click()
    expect(page.get_by_text("6 件未办结的申请改期。")).to_be_visible()
    picture(page, f"desk-calendars{size}")
    axe(page)
    page.get_by_role("link", name="撤下").click()
    picture(page, f"desk-calendars-withdraw{size}")
    axe(page)
