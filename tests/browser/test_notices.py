"""Reminders in the browser: the bell, the list, how to be reached, at 1280 and 375."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.casework.actions.reminding import remind
from gongkai.notices.actions import note_tick
from support.cases import make_office, moment, register
from support.factories import PASSWORD, make_agency

DAY = date(2026, 11, 23)


@pytest.fixture
def office(on_day):
    """A town with one application overdue, one due today, one soon, and one that waits for its confirmation."""
    on_day(DAY)
    made = make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")
    for day in (date(2026, 10, 9), date(2026, 10, 26), date(2026, 10, 29)):
        register(made, day, today=DAY)
    register(made, date(2026, 11, 9), today=DAY, channel="online")
    remind(at=moment(DAY))
    note_tick(at=moment(DAY), raised=0, settled=0)
    return made


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_the_bell_leads_to_what_presses(open_page, picture, axe, office, phone):
    size = "-phone" if phone else ""
    page = open_page("/desk/sign-in/", phone=phone)
    page.get_by_label("用户名").fill(office.clerk.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("link", name="提醒 4 条未看").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提醒")
    picture(page, f"desk-notices{size}")
    axe(page)
    page.get_by_role("link", name="2026-0001").click()
    expect(page.get_by_role("link", name="提醒 3 条未看")).to_be_visible()
    page.goto("/desk/notices/")
    page.get_by_role("button", name="全部标为已看").click()
    expect(page.get_by_role("link", name="提醒", exact=True).first).to_be_visible()
    page.get_by_role("link", name="邮件和短信").click()
    page.get_by_label("每个工作日给我一封提醒邮件").check()
    page.get_by_label("电子邮箱").fill("clerk")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("应写作 name@example.cn")
    picture(page, f"desk-reach{size}")
    axe(page)
    page.get_by_label("电子邮箱").fill("clerk@example.cn")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存提醒方式")).to_be_visible()
