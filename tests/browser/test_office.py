"""A newcomer's first hour at the desk, in a real browser."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.publishing.actions import add_column
from support.cases import make_office, moment
from support.factories import PASSWORD, make_agency

DAY = date(2026, 11, 23)


@pytest.fixture
def office(on_day):
    on_day(DAY)
    return make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")


def _sign_in(page, person):
    page.goto("/desk/sign-in/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="今天").wait_for()


def _sign_out(page):
    page.get_by_role("button", name="退出登录").click()


def _register(page):
    page.get_by_role("link", name="登记申请").first.click()
    page.get_by_label("提交渠道").select_option("counter")
    page.get_by_label("提交日期").fill("2026-11-20")
    page.get_by_label("申请内容").fill("示例：村级公路养护项目的合同和验收材料")
    page.get_by_label("姓名或者名称").fill("示例申请人")
    page.get_by_label("申请人类别").select_option("natural")
    page.get_by_role("button", name="登记申请").click()


def test_an_application_from_the_counter_to_the_cell_that_counts_it(open_page, picture, axe, office):
    page = open_page()
    _sign_in(page, office.clerk)
    picture(page, "desk-today")
    axe(page)
    _register(page)
    expect(page.get_by_text("2026年12月18日").first).to_be_visible()
    page.get_by_text("为什么是这一天").click()
    expect(page.get_by_text("第20个工作日")).to_have_count(1)
    picture(page, "desk-case")
    axe(page)
    address = page.url

    page.get_by_role("link", name="拟出决定").click()
    page.get_by_label("部分公开（区分处理）").check()
    expect(page.get_by_text("提供可以公开的部分，对不予公开的部分说明理由")).to_be_visible()
    picture(page, "desk-decide")
    axe(page)
    page.get_by_label("事实、理由和依据").fill("示例：合同含第三方银行账号")
    page.get_by_label("提供的信息").fill("示例：验收材料复印件")
    page.get_by_role("button", name="拟出决定并提交审核").click()
    expect(page.get_by_text("审核中").first).to_be_visible()
    _sign_out(page)

    _sign_in(page, office.head)
    expect(page.get_by_text("批准决定")).to_be_visible()
    page.goto(address)
    page.get_by_role("link", name="批准决定").click()
    expect(page.get_by_text("合并审查").first).to_be_visible()
    for item in ("答复书", "示例：验收材料复印件"):
        page.get_by_label(item).select_option(index=1)
    picture(page, "desk-approve")
    axe(page)
    page.get_by_role("button", name="批准决定").click()
    expect(page.get_by_text("合并审查").first).to_be_visible()
    picture(page, "desk-chain")
    page.get_by_role("link", name="登记送达").click()
    axe(page)
    page.get_by_role("button", name="登记送达").click()
    expect(page.get_by_text("这件申请已经办结。")).to_be_visible()
    picture(page, "desk-closed")

    page.get_by_role("link", name="年度报告").click()
    picture(page, "desk-reports")
    page.get_by_role("link", name="2026", exact=True).first.click()
    picture(page, "desk-report")
    axe(page)
    page.locator('td[data-where="requests.partial.natural"] a').click()
    expect(page.get_by_text("这一格计入的 1 件申请")).to_be_visible()
    picture(page, "desk-cell")
    axe(page)
    page.get_by_role("link", name="2026-0001").click()
    assert page.url == address


def test_the_desk_on_a_phone(open_page, picture, axe, office):
    page = open_page(phone=True)
    _sign_in(page, office.clerk)
    _register(page)
    for name, path in (
        ("case", None),
        ("list", "/desk/applications/"),
        ("today", "/desk/"),
        ("items", "/desk/items/"),
        ("report", f"/desk/reports/{office.agency.pk}/2026/"),
        ("register", "/desk/applications/new/"),
    ):
        if path:
            page.goto(path)
        picture(page, f"desk-{name}-phone")
        axe(page)


def test_a_wrong_entry_is_summed_up_with_links_to_its_fields(open_page, picture, axe, office):
    page = open_page()
    _sign_in(page, office.clerk)
    page.goto("/desk/applications/new/")
    page.get_by_role("button", name="登记申请").click()
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link")).to_have_count(4)
    alert.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "channel"
    picture(page, "desk-register-errors")
    axe(page)


def _tab_to(page, name, *, limit=40):
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_registration_needs_no_mouse(open_page, picture, office):
    page = open_page()
    _sign_in(page, office.clerk)
    page.get_by_role("link", name="登记申请").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/")
    for name, keys in (
        ("channel", "ArrowDown"),
        ("description", None),
        ("name", None),
        ("kind", "ArrowDown"),
        ("登记申请", "Enter"),
    ):
        _tab_to(page, name)
        if name == "kind":
            picture(page, "desk-register-keyboard")
        if keys:
            page.keyboard.press(keys)
        else:
            page.keyboard.type("示例")
    page.get_by_text("已登记，编号 2026-0001。").wait_for()
    _tab_to(page, "为什么是这一天")
    page.keyboard.press("Enter")
    expect(page.get_by_text("第20个工作日")).to_have_count(1)


def test_an_application_is_answered_without_a_script(open_page, office):
    page = open_page(javascript=False)
    _sign_in(page, office.clerk)
    _register(page)
    page.get_by_text("为什么是这一天").click()
    expect(page.get_by_text("第20个工作日")).to_have_count(1)
    page.get_by_role("link", name="拟出决定").click()
    page.locator("input[name=outcome_code][value=open]").check()
    page.get_by_label("事实、理由和依据").fill("示例理由")
    page.get_by_label("提供的信息").fill("示例信息")
    page.get_by_role("button", name="拟出决定并提交审核").click()
    expect(page.get_by_text("审核中").first).to_be_visible()


def test_who_changes_their_mind_goes_back(open_page, office):
    page = open_page()
    _sign_in(page, office.clerk)
    _register(page)
    address = page.url
    page.get_by_role("link", name="延期答复").click()
    page.get_by_role("link", name="不办了，返回").click()
    assert page.url == address


def test_an_item_goes_from_its_draft_to_the_column(open_page, picture, axe, office):
    facts = {"agency": office.agency, "actor": office.head, "at": moment(DAY)}
    add_column(**facts, name="财政预决算", category_code="20-7")
    page = open_page()
    _sign_in(page, office.clerk)
    page.get_by_role("link", name="主动公开").click()
    page.get_by_role("link", name="起草信息").first.click()
    page.get_by_label("栏目").select_option("财政预决算")
    page.get_by_label("标题").fill("示例：2026年部门预算公开表")
    page.get_by_label("正文").fill("示例第一段\n示例第二段")
    picture(page, "desk-item-write")
    axe(page)
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("link", name="提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    _sign_out(page)
    _sign_in(page, office.head)
    page.get_by_role("link", name="示例：2026年部门预算公开表").click()
    page.get_by_role("link", name="签发发布").click()
    page.get_by_label("同时作保密审查").check()
    picture(page, "desk-item-release")
    axe(page)
    page.get_by_role("button", name="签发发布").click()
    picture(page, "desk-item")
    axe(page)
    page.goto(f"/zfxxgk/{office.agency.slug}/")
    expect(page.get_by_role("link", name="示例：2026年部门预算公开表").first).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_the_pages_around_a_report(open_page, picture, axe, office, phone):
    page = open_page(phone=phone)
    _sign_in(page, office.clerk)
    here = f"/desk/reports/{office.agency.pk}/2026/"
    for name, path in (
        ("years", "/desk/reports/"),
        ("chapter", here + "chapter/1/"),
        ("zeros", here + "zeros/"),
        ("figure", here + "cell/?where=disclosure.licence.decisions"),
        ("empty-cell", here + "cell/?where=requests.d1.natural"),
    ):
        page.goto(path)
        picture(page, f"desk-{name}-{'375' if phone else '1280'}")
        axe(page)
