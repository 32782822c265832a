"""An applicant is covered on the page of a case, and shown whole by one button, at the desk and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.casework import actions
from gongkai.casework.intake import Intake, Who
from support.cases import make_office, moment
from support.factories import PASSWORD, make_agency

DAY = date(2026, 11, 23)
NUMBER = "110101199003074215"


@pytest.fixture
def case(on_day):
    on_day(DAY)
    office = make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")
    facts = {"id_kind": "居民身份证", "id_number": NUMBER, "phone": "13800001234"}
    made = actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(DAY),
        who=Who(
            name="示例甲", kind="natural", email="jia@example.com", address="示例县示例镇幸福路7号", **facts
        ),
        joint=(Who(name="示例乙", kind="natural", phone="13900005678"),),
        agent=Who(name="示例丙", kind="natural", phone="13700009999"),
        intake=Intake(
            channel="counter", submitted_on=DAY, description="示例：村级公路养护合同", as_written=True
        ),
    )
    return office, made


@pytest.mark.parametrize("phone", [False, True])
def test_the_applicant_is_covered_until_the_button_is_pressed(open_page, picture, axe, case, phone):
    office, made = case
    page = open_page("/desk/sign-in/", phone=phone)
    page.get_by_label("用户名").fill(office.clerk.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto(f"/desk/applications/{made.pk}/")
    expect(page.get_by_text("1101**********4215")).to_be_visible()
    expect(page.get_by_text(NUMBER)).to_have_count(0)
    picture(page, f"case-covered{'-phone' * phone}")
    axe(page)
    page.get_by_role("button", name="查看全部").click()
    expect(page.get_by_text(NUMBER)).to_be_visible()
    expect(page.get_by_role("button", name="查看全部")).to_have_count(0)
    picture(page, f"case-whole{'-phone' * phone}")
    axe(page)
