"""The pictures of the clerks' guide: an office's work from the application that comes in to the report of the year.

make guide takes them into docs/guide/pictures.
"""

from datetime import date

import pytest

from casework.test_letter_actions import SUPPLEMENT, draft, issue
from gongkai.agencies.queries import posts_of
from gongkai.casework import actions
from gongkai.casework.actions.reminding import remind
from gongkai.casework.work_checks import Holder
from gongkai.notices.actions import note_tick
from support.cases import Office, answer, make_office, moment, register, step
from support.factories import PASSWORD, make_agency, make_person

DAY = date(2026, 11, 23)
WORDS = (
    "2025年示例镇高标准农田建设项目的批复、投资计划和验收报告",
    "2025年农村公路养护项目的合同和验收材料",
    "2025年度镇财政预算公开表",
    "示例村2025年农村低保名单",
)


@pytest.fixture
def office(on_day):
    """A town with a clerk, a head and one who handles, under its county."""
    on_day(DAY)
    county = make_agency("示例县人民政府", kind="county")
    office = make_office(
        under=county,
        name="示例镇人民政府",
        short_name="示例镇",
        address="示例县示例镇示例路1号",
        phone="000-00000000",
        office_name="示例镇党政办公室",
    )
    for person, name in ((office.clerk, "示例经办"), (office.head, "示例负责人")):
        person.name = name
        person.save(update_fields=["name"])
        _name_post(person, f"{name}岗")
    return office


def _name_post(person, name):
    post = posts_of(person, DAY).get()
    post.name = name
    post.save(update_fields=["name"])


@pytest.fixture
def cases(office):
    """One application for each chapter of the guide, by its chapter."""
    by = {"supplement": register(office, date(2026, 11, 18), today=DAY, description=WORDS[0])}
    by["extension"] = register(office, date(2026, 10, 29), today=DAY, description=WORDS[1])
    by["consulting"] = register(office, date(2026, 11, 2), today=DAY, description=WORDS[3])
    step(actions.consult, by["consulting"], office.clerk, DAY, whom="third_party", on=date(2026, 11, 16))
    by["deciding"] = register(office, date(2026, 11, 9), today=DAY, description=WORDS[2])
    answer(office, register(office, date(2026, 11, 20), today=DAY, description=WORDS[2]), DAY)
    return by


def _sign_in(page, person):
    page.goto("/desk/sign-in/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="今天").wait_for()


@pytest.fixture
def shots(picture):
    """Open pages by their addresses and keep a picture of each."""

    def _shots(page, addresses):
        for name, address in addresses.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            picture(page, f"guide-{name}")

    return _shots


def test_an_application_is_registered(office, open_page, picture, axe):
    page = open_page()
    _sign_in(page, office.clerk)
    page.goto("/desk/applications/new/")
    page.get_by_label("提交渠道").select_option("counter")
    page.get_by_label("提交日期").fill("2026-11-20")
    page.get_by_label("申请内容").fill(WORDS[0])
    page.get_by_label("姓名或者名称").fill("张示例")
    page.get_by_label("申请人类别").select_option("natural")
    picture(page, "guide-register")
    page.get_by_role("button", name="登记申请").click()
    page.get_by_text("为什么是这一天").click()
    picture(page, "guide-registered")
    axe(page)


def test_supplement_extension_and_suspension(office, cases, open_page, shots):
    page = open_page()
    _sign_in(page, office.clerk)
    shots(
        page,
        {
            "supplement": f"/desk/applications/{cases['supplement'].pk}/ask_supplement/",
            "extend": f"/desk/applications/{cases['extension'].pk}/extend/",
            "consult": f"/desk/applications/{cases['supplement'].pk}/consult/",
            "consulting": f"/desk/applications/{cases['consulting'].pk}/",
        },
    )


def test_a_decision_is_drafted_by_one_and_approved_by_another(office, cases, open_page, picture):
    page = open_page()
    _sign_in(page, office.clerk)
    page.goto(f"/desk/applications/{cases['deciding'].pk}/draft/")
    page.locator("input[value=open]").check()
    page.get_by_label("提供的信息").fill("2025年度示例镇财政预算公开表")
    picture(page, "guide-decide")
    page.get_by_role("button", name="拟出决定并提交审核").click()
    page.get_by_role("button", name="退出登录").click()
    _sign_in(page, office.head)
    page.goto(f"/desk/applications/{cases['deciding'].pk}/")
    picture(page, "guide-approve")


def test_a_letter_from_draft_to_register(office, cases, open_page, shots):
    case = cases["supplement"]
    facts = {**SUPPLEMENT, "supplement_by": "2026-12-07"}
    issued = issue(office, draft(office, case, "L02", DAY, **facts), DAY)
    extension = draft(
        office, cases["extension"], "L04", DAY, extension_days="20", extension_reason="需要检索多处档案"
    )
    page = open_page()
    _sign_in(page, office.clerk)
    shots(
        page,
        {
            "letter-panel": f"/desk/applications/{case.pk}/",
            "letter-draft": f"/desk/letters/{extension.pk}/",
            "letter-issue": f"/desk/letters/{extension.pk}/issue/",
            "letter-issued": f"/desk/letters/{issued.pk}/",
            "letter-register": "/desk/letters/",
            "letter-template": f"/desk/letters/templates/{office.agency.pk}/L02/",
            "deliver": f"/desk/letters/{issued.pk}/deliver/",
        },
    )


def test_an_answered_application_is_closed_and_filed_away(office, open_page, shots):
    case = answer(office, register(office, DAY, description=WORDS[2]), DAY)
    page = open_page()
    _sign_in(page, office.clerk)
    shots(
        page,
        {"closed": f"/desk/applications/{case.pk}/", "archive": f"/desk/applications/{case.pk}/archive/"},
    )


def test_what_falls_due_and_whose_work_it_is(office: Office, cases, open_page, shots):
    _name_post(make_person("handler", office.agency, name="示例承办"), "示例承办岗")
    post = posts_of(office.clerk, DAY).get()
    step(
        actions.assign, cases["deciding"], office.clerk, DAY, to=Holder(post), inner_due_on=date(2026, 12, 4)
    )
    remind(at=moment(DAY))
    note_tick(at=moment(DAY), raised=0, settled=0, mails=0, texts=0)
    page = open_page()
    _sign_in(page, office.clerk)
    shots(
        page,
        {
            "today": "/desk/",
            "notices": "/desk/notices/",
            "calendar": "/desk/applications/calendar/",
            "list": "/desk/applications/",
            "posts": "/desk/posts/",
        },
    )
    _sign_in_again(page, office.head)
    shots(page, {"handover": f"/desk/posts/{post.pk}/hand-over/"})


def _sign_in_again(page, person):
    page.get_by_role("button", name="退出登录").click()
    _sign_in(page, person)


def test_the_report_of_the_year(office, open_page, shots):
    for kind in ("natural", "business"):
        answer(office, register(office, DAY, kind=kind, description=WORDS[2]), DAY)
    page = open_page()
    _sign_in(page, office.clerk)
    year = f"/desk/reports/{office.agency.pk}/2026/"
    shots(page, {"report": year, "chapter": f"{year}chapter/1/"})
    page.goto(year)
    page.locator('td[data-where="requests.open.natural"] a').first.click()
    page.wait_for_load_state("networkidle")
    shots(page, {"cell": page.url})
