"""A clerk brings the old Excel ledger in, in a real browser."""

import pytest
from playwright.sync_api import expect

from browser.test_calendars import _sign_in
from casework.test_ledger import ROW, book, changed
from support.cases import make_office
from support.factories import make_agency


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_ledger_is_matched_mended_and_imported(open_page, picture, axe, db, phone):
    size = "-phone" if phone else ""
    office = make_office(under=make_agency("示例县人民政府", kind="county"))
    page = open_page(phone=phone)
    _sign_in(page, office.clerk)
    page.goto("/desk/applications/ledger/import/")
    wrong = book(ROW, changed(受理编号="2025-18", 申请日期="去年", 答复结果="随便"))
    right = book(ROW, changed(受理编号="2025-18"))
    for data in (wrong, right):
        file = {"name": "台账.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": data}
        page.get_by_label("台账文件").set_input_files(file)
        page.get_by_role("button", name="先看问题和预览").click()
        if data is wrong:
            expect(page.get_by_text("“去年”看不出是哪一天")).to_be_visible()
            picture(page, f"desk-ledger-problems{size}")
            axe(page)
            page.get_by_role("link", name="另选文件").click()
    picture(page, f"desk-ledger-check{size}")
    axe(page)
    page.get_by_role("button", name="导入这 2 件").click()
    expect(page.get_by_text("已导入 2 件申请")).to_be_visible()
