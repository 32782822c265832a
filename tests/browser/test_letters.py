"""Letters in a browser: the panel of a case, the editor beside the printed page, the issue, the register."""

from datetime import date

import pytest

from casework.test_letter_actions import SUPPLEMENT, draft, issue
from gongkai.casework import actions
from support.cases import make_office, moment, register, step
from support.factories import PASSWORD, make_agency

DAY = date(2026, 11, 23)


@pytest.fixture
def office(on_day):
    """A town whose letters are written today."""
    on_day(DAY)
    return make_office(
        under=make_agency("示例县人民政府", kind="county"),
        name="示例镇人民政府",
        short_name="示例镇",
        address="示例县示例镇示例路1号",
        phone="000-00000000",
        office_name="示例镇党政办公室",
    )


@pytest.fixture
def letters(office):
    """An office, a case that waits for a supplement letter, one letter issued, one a draft."""
    case = register(office, DAY, description="2025年示例镇高标准农田建设项目的批复、投资计划和验收报告")
    facts = {**SUPPLEMENT, "supplement_by": "2026-12-07"}
    first = issue(office, draft(office, case, "L02", DAY, **facts), DAY)
    step(actions.notice_supplement, case, office.clerk, DAY, on=DAY, reply_by=date(2026, 12, 7))
    second = draft(office, case, "L04", DAY, extension_days="20")
    actions.enter_outside(
        agency=office.agency,
        actor=office.clerk,
        at=moment(DAY),
        year=2026,
        first=2,
        last=4,
        title="系统启用前手工编号的答复书",
    )
    return office, case, first, second


def _sign_in(page, person):
    page.goto("/desk/sign-in/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="今天").wait_for()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_letters_are_written_issued_and_registered(letters, open_page, picture, axe, phone):
    office, case, first, second = letters
    page = open_page("/desk/", phone=phone)
    _sign_in(page, office.clerk)
    where = "phone" if phone else "desktop"
    pages = {
        "panel": f"/desk/applications/{case.pk}/",
        "draft": f"/desk/letters/{second.pk}/",
        "issue": f"/desk/letters/{second.pk}/issue/",
        "issued": f"/desk/letters/{first.pk}/",
        "deliver": f"/desk/letters/{first.pk}/deliver/",
        "register": "/desk/letters/",
        "outside": "/desk/letters/outside/",
        "numbering": "/desk/letters/numbering/",
        "templates": "/desk/letters/templates/",
        "template": f"/desk/letters/templates/{office.agency.pk}/L02/",
    }
    for name, path in pages.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        picture(page, f"letters-{name}-{where}")
        axe(page)
