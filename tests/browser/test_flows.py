"""What an application can meet on its way, taken through the pages: supplement, extension, a silent third party, lateness."""

from datetime import date

import pytest
from playwright.sync_api import expect

from support.cases import make_office, register
from support.factories import PASSWORD, make_agency

RECEIVED = date(2026, 11, 2)


@pytest.fixture
def office(on_day):
    """A town under its county, whose two people are at their desks on the day of receipt."""
    on_day(RECEIVED)
    return make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")


@pytest.fixture
def at_desk(open_page, on_day, office):
    """Sign somebody in on a day and open the case: at_desk("clerk", day, case)."""

    def _open(who, day, case, *, phone=False):
        on_day(day)
        page = open_page("/desk/sign-in/", phone=phone)
        page.get_by_label("用户名").fill(getattr(office, who).username)
        page.get_by_label("口令", exact=False).first.fill(PASSWORD)
        page.get_by_role("main").get_by_role("button").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
        page.goto(f"/desk/applications/{case.pk}/")
        return page

    return _open


def _do(page, verb, **typed):
    """Open a step and do it with what is typed under its labels."""
    page.get_by_role("link", name=verb, exact=True).click()
    for label, value in typed.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=verb, exact=True).click()


def _answered(at_desk, day, case):
    """Draft, review and approve in one act, deliver; gives the clerk's page."""
    page = at_desk("clerk", day, case)
    page.get_by_role("link", name="拟出决定", exact=True).click()
    page.locator("input[value=open]").check()
    page.get_by_label("提供的信息").fill("示例：镇财政预算公开表")
    page.get_by_role("button", name="拟出决定并提交审核").click()
    expect(page.get_by_text("审核中").first).to_be_visible()
    page = at_desk("head", day, case)
    page.get_by_role("link", name="批准决定").click()
    for item in ("答复书", "示例：镇财政预算公开表"):
        page.get_by_label(item).select_option(index=1)
    page.get_by_role("button", name="批准决定").click()
    expect(page.get_by_text("合并审查").first).to_be_visible()
    page = at_desk("clerk", day, case)
    page.get_by_role("link", name="登记送达").click()
    page.get_by_role("button", name="登记送达").click()
    expect(page.get_by_text("这件申请已经办结。")).to_be_visible()
    return page


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_a_supplement_starts_the_period_again_and_the_answer_is_in_time(at_desk, picture, axe, office, phone):
    size = "-phone" if phone else ""
    case = register(office, RECEIVED, description="示例：关于修路的所有文件")
    page = at_desk("clerk", date(2026, 11, 5), case, phone=phone)
    _do(page, "告知补正", 告知日期="2026-11-05", 补正期限="2026-11-20")
    expect(page.get_by_text("待补正").first).to_be_visible()
    picture(page, f"flow-supplement-asked{size}")
    axe(page)
    page = at_desk("clerk", date(2026, 11, 12), case, phone=phone)
    _do(page, "登记补正", 收到补正日期="2026-11-12")
    expect(page.get_by_text("2026年12月10日").first).to_be_visible()  # twenty working days after 12 November
    page.get_by_text("为什么是这一天").click()
    picture(page, f"flow-supplement-restart{size}")
    axe(page)
    if not phone:
        page = _answered(at_desk, date(2026, 11, 16), case)
        expect(page.get_by_text("已答复", exact=True).first).to_be_visible()
        picture(page, "flow-supplement-answered")


def test_an_extension_moves_the_day_once_and_is_then_refused(at_desk, picture, axe, office):
    case = register(office, RECEIVED)
    page = at_desk("clerk", date(2026, 11, 23), case)
    expect(page.get_by_text("2026年11月30日").first).to_be_visible()
    page.get_by_role("link", name="延期答复", exact=True).click()
    page.get_by_label("决定日期").fill("2026-11-23")
    page.get_by_label("告知申请人日期").fill("2026-11-24")
    page.get_by_label("延长的工作日数").fill("20")
    page.get_by_label("负责人同意").check()
    page.get_by_role("button", name="延期答复", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("2026-11-24")  # a day that has not come
    expect(page.get_by_label("延长的工作日数")).to_have_value("20")
    page.get_by_label("告知申请人日期").fill("2026-11-23")
    page.get_by_role("button", name="延期答复", exact=True).click()
    expect(page.get_by_text("2026年12月28日").first).to_be_visible()
    expect(page.get_by_role("link", name="延期答复", exact=True)).to_have_count(0)
    page.locator("summary", has_text="现在不能").click()
    expect(page.get_by_text("第三十三条").first).to_be_visible()
    picture(page, "flow-extended")
    axe(page)


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_a_third_party_who_stays_silent_costs_fifteen_working_days_and_no_more(
    at_desk, picture, axe, office, phone
):
    size = "-phone" if phone else ""
    case = register(office, RECEIVED, description="示例：项目环境影响评价文件")
    page = at_desk("clerk", date(2026, 11, 5), case, phone=phone)
    page.get_by_role("link", name="征求意见", exact=True).click()
    page.get_by_label("征求谁的意见").select_option("third_party")
    page.get_by_label("发出日期").fill("2026-11-05")
    page.get_by_role("button", name="征求意见", exact=True).click()
    expect(page.get_by_text("暂停中").first).to_be_visible()
    expect(page.get_by_role("main").locator(".btn-primary").first).to_have_text("登记意见")
    picture(page, f"flow-third-party-waits{size}")
    axe(page)
    page = at_desk("clerk", date(2026, 11, 27), case, phone=phone)
    expect(page.get_by_text("暂停中")).to_have_count(0)
    expect(page.get_by_text("2026年12月21日").first).to_be_visible()  # fifteen working days after 30 November
    expect(page.get_by_role("main").locator(".btn-primary").first).to_have_text("拟出决定")
    picture(page, f"flow-third-party-silent{size}")
    axe(page)
    if not phone:
        _answered(at_desk, date(2026, 11, 30), case)


def test_a_late_case_says_so_in_words_and_is_closed_as_late(at_desk, picture, axe, office, on_day):
    on_day(date(2026, 11, 23))
    case = register(office, date(2026, 10, 9), today=date(2026, 11, 23))
    page = at_desk("clerk", date(2026, 11, 23), case)
    expect(page.get_by_text("逾期").first).to_be_visible()
    expect(page.get_by_text("已逾期 12 个工作日").first).to_be_visible()
    picture(page, "flow-late")
    axe(page)
    page = _answered(at_desk, date(2026, 11, 23), case)
    expect(page.get_by_text("已答复（逾期）").first).to_be_visible()
    picture(page, "flow-late-answered")
    axe(page)
