"""A correction from the letter box to its answer in the browser, at 1280 and 375."""

from datetime import date

import pytest
from playwright.sync_api import expect

from support.cases import make_office
from support.factories import PASSWORD, make_agency
from support.online import PNG

DAY = date(2026, 11, 23)


@pytest.fixture
def office(on_day):
    """A town under its county."""
    on_day(DAY)
    return make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")


def _sign_in(page, person):
    page.goto("/desk/sign-in/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("link", name="更正和建议").click()


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "375"])
def test_a_correction_is_answered_by_two(open_page, picture, axe, office, phone):
    size = "-phone" if phone else ""
    page = open_page("/desk/sign-in/", phone=phone)
    _sign_in(page, office.clerk)
    expect(page.get_by_text("没有未办结的更正请求和建议")).to_be_visible()
    page.get_by_role("link", name="登记", exact=True).first.click()
    page.get_by_label("更正请求").check()
    page.get_by_label("请求的内容").fill("示例：本人的户籍登记地址，请求改为示例路1号")
    page.get_by_label("证据材料").set_input_files(
        {"name": "户口本.png", "mimeType": "image/png", "buffer": PNG}
    )
    page.get_by_label("姓名或者名称").fill("张示例")
    page.get_by_label("申请人类别").select_option("natural")
    page.get_by_label("联系电话").fill("13800001234")
    picture(page, f"desk-side-new{size}")
    axe(page)
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记，编号 更正2026-0001")).to_be_visible()
    page.get_by_role("link", name="拟定答复").click()
    page.get_by_label("予以更正").check()
    page.get_by_label("答复内容").fill("示例：地址由示例路2号更正为示例路1号")
    picture(page, f"desk-side-draft{size}")
    axe(page)
    page.get_by_role("button", name="拟定答复").click()
    page.get_by_role("button", name="退出登录").click()
    _sign_in(page, office.head)
    picture(page, f"desk-sides{size}")
    axe(page)
    page.get_by_role("link", name="更正2026-0001").click()
    page.get_by_role("link", name="批准并签发").click()
    page.get_by_role("button", name="批准并签发").click()
    expect(page.get_by_text("信公开〔2026〕1号")).to_be_visible()
    picture(page, f"desk-side{size}")
    axe(page)
