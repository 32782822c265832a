"""The office's daily work in a real browser: keys in a list, many at once, a post handed over."""

from datetime import date

import pytest
from playwright.sync_api import expect

from browser.test_calendars import _sign_in
from gongkai.agencies.queries import posts_of
from gongkai.casework import actions
from gongkai.casework.work_checks import Holder
from support.cases import answer, make_office, register, step
from support.factories import make_agency, make_person

DAY = date(2026, 11, 23)
WORDS = ("示例：村级公路养护项目的合同和验收材料", "示例：2025年农村低保名单", "示例：镇财政预算公开表")


@pytest.fixture
def office(on_day):
    on_day(DAY)
    office = make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")
    handler = make_person("handler", office.agency, name="示例承办人")
    for n, on in enumerate((date(2026, 9, 18), date(2026, 10, 26), date(2026, 10, 29), DAY, DAY)):
        case = register(office, on, today=DAY, description=WORDS[n % 3])
        if n % 2:
            to = Holder(posts_of(office.clerk, DAY).get())
            step(actions.assign, case, office.clerk, DAY, to=to, inner_due_on=max(DAY, on))
    register(office, DAY, channel="online", description=WORDS[0])
    answer(office, register(office, DAY), DAY)
    return office, handler


def _focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_a_list_is_walked_ticked_and_opened_by_keys(open_page, picture, axe, office):
    page = open_page()
    _sign_in(page, office[0].clerk)
    page.goto("/desk/applications/")
    expect(page.get_by_text("键盘：")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert _focused(page) == "2026-0002"
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("input[name=case]:checked")).to_have_count(2)
    expect(page.get_by_text("已选 2 件")).to_be_visible()
    picture(page, "desk-work-list")
    axe(page)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="2026-0001").wait_for()
    picture(page, "desk-work-case")
    axe(page)


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_several_are_extended_after_a_look(open_page, picture, axe, office, phone):
    size = "-phone" if phone else ""
    page = open_page(phone=phone)
    _sign_in(page, office[0].clerk)
    page.goto("/desk/applications/")
    page.get_by_text("更多筛选").click()
    picture(page, f"desk-work-filters{size}")
    axe(page)
    page.get_by_role("button", name="全选").click()
    page.get_by_role("button", name="批量延期").click()
    page.get_by_label("延期理由").fill("示例：需要检索多处档案")
    page.get_by_label("延长的工作日数").fill("20")
    page.get_by_label("已经政府信息公开工作机构负责人同意").check()
    picture(page, f"desk-work-bulk{size}")
    axe(page)
    page.get_by_role("button", name="先看每件会怎样").click()
    expect(page.get_by_text("现在什么都没有写入")).to_be_visible()
    expect(page.get_by_text("条例第三十三条").first).to_be_visible()
    picture(page, f"desk-work-bulk-look{size}")
    axe(page)
    page.get_by_role("button", name="办理其中").click()
    expect(page.get_by_text("件中已办理")).to_be_visible()
    picture(page, f"desk-work-bulk-done{size}")


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_a_leaving_clerks_work_goes_to_another_post(open_page, picture, axe, office, phone):
    size = "-phone" if phone else ""
    page = open_page(phone=phone)
    _sign_in(page, office[0].head)
    page.get_by_role("link", name="岗位和交接").click()
    picture(page, f"desk-work-posts{size}")
    axe(page)
    mine = page.get_by_role("row").filter(has_text=office[0].clerk.name)
    mine.get_by_role("link", name="交接").click()
    label = page.get_by_label("交接给").locator("option").filter(has_text="示例承办人").last.inner_text()
    page.get_by_label("交接给").select_option(label=label)
    page.get_by_label("交接日期").fill("2026-11-27")
    page.get_by_role("button", name="先看交接什么").click()
    expect(page.get_by_text("下列 2 件未办结申请移到")).to_be_visible()
    picture(page, f"desk-work-handover{size}")
    axe(page)
    page.get_by_role("button", name="确认交接").click()
    expect(page.get_by_text("2 件未办结申请随之移交")).to_be_visible()
    expect(page.get_by_text("2026-11-27 起不再任职")).to_be_visible()
    page.get_by_role("link", name="安排代理").first.click()
    picture(page, f"desk-work-deputy{size}")
    axe(page)


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_what_falls_due_stands_in_a_calendar(open_page, picture, axe, office, phone):
    size = "-phone" if phone else ""
    page = open_page(phone=phone)
    _sign_in(page, office[0].clerk)
    picture(page, f"desk-work-today{size}")
    page.get_by_role("link", name="到期日历").click()
    picture(page, f"desk-work-calendar{size}")
    axe(page)
    page.get_by_role("link", name="上一月").click()
    expect(page.get_by_text("国庆节放假")).to_have_count(7)
    picture(page, f"desk-work-calendar-october{size}")
    axe(page)
    page.get_by_role("link", name="逾期 1 件").click()
    expect(page.get_by_role("link", name="2026-0001")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_what_looks_alike_lies_beside_and_a_letter_is_split(open_page, picture, axe, office, phone):
    size = "-phone" if phone else ""
    page = open_page(phone=phone)
    _sign_in(page, office[0].clerk)
    page.goto("/desk/applications/")
    page.get_by_role("link", name="2026-0004").click()
    page.get_by_role("link", name="件相似的申请").click()
    picture(page, f"desk-work-alike{size}")
    axe(page)
    page.get_by_role("button", name="不是重复").first.click()
    page.get_by_role("navigation", name="当前位置").get_by_role("link", name="2026-0004").click()
    page.get_by_role("link", name="分开办理").click()
    page.get_by_label("第 2 项").fill("示例：2026年道路养护计划")
    picture(page, f"desk-work-split{size}")
    axe(page)
    page.get_by_role("button", name="分开办理").click()
    expect(page.get_by_text("已分成 2 件")).to_be_visible()
    picture(page, f"desk-work-split-done{size}")
    axe(page)
