"""Reviewing secrecy, approving, and the steps of an agency at the desk, also from the government above."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.pages import problems, tree
from gongkai.casework import actions
from gongkai.casework.models import ReviewChain, SecrecyReview
from gongkai.casework.reviewing import items_to_review
from support.cases import make_office, moment, register, step
from support.factories import make_agency, make_person
from support.online import PNG

DAY = date(2026, 11, 23)
DRAFT = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}


@pytest.fixture
def county(db, on_day):
    on_day(DAY)
    return make_agency("示例县人民政府", kind="county")


@pytest.fixture
def office(county):
    return make_office(under=county)


@pytest.fixture
def case(office):
    return step(actions.draft_decision, register(office, DAY), office.clerk, DAY, **DRAFT)


def _post(client, case, verb, **facts):
    case.refresh_from_db()
    return client.post(f"/desk/applications/{case.pk}/{verb}/", {"version": case.version, **facts})


def _page(client, case, verb=""):
    answer = client.get(f"/desk/applications/{case.pk}/{verb}")
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def _items(case, choice):
    return {f"item{place}": choice for place in range(len(items_to_review(case)))}


def _chain(office, county, **steps):
    facts = {"department_review": False, "secrecy_held": "own", "approval_held": "own"} | steps
    admin = make_person("system_admin", county)
    return actions.set_chain(agency=office.agency, actor=admin, at=moment(DAY), **facts)


def test_the_reviewer_finds_the_draft_and_passes_it_item_by_item(office, case, client_as):
    officer = client_as("secrecy", office.agency)
    assert "保密审查" in tree(officer.get("/desk/")).find(".//ul[@class='gk-waiting']").text_content()
    form = tree(officer.get(f"/desk/applications/{case.pk}/review/"))
    assert [one.text_content().strip() for one in form.xpath("//form//label[contains(@for, 'item')]")] == [
        "答复书",
        "示例信息",
    ]
    assert problems(_post(officer, case, "review")).keys() == {"item0", "item1"}
    assert _post(officer, case, "review", **_items(case, "0")).status_code == 302
    assert "通过" in _page(client_as(office.head), case)
    assert _post(client_as(office.head), case, "approve").status_code == 302


def test_a_review_that_finds_something_says_where_the_case_now_stands(office, case, client_as):
    officer = client_as("secrecy", office.agency)
    _post(officer, case, "review", item0="0", item1="1")
    page = _page(officer, case)
    assert "没有通过保密审查" in page
    assert "示例信息" in page
    case.refresh_from_db()
    assert case.state == "drafted"


def test_the_county_reviews_for_its_town_and_sees_nothing_else_of_it(office, county, case, client_as):
    facts = {"actor": office.clerk, "at": moment(DAY), "kind": "given", "name": "示例.png", "data": PNG}
    given = actions.attach(application=case, **facts)
    proof = actions.attach(application=case, **{**facts, "kind": "identity"})
    officer = client_as("secrecy", county)
    assert _page(officer, case) == 404
    _chain(office, county, secrecy_held="above")
    page = _page(officer, case)
    assert "保密审查（上级人民政府）" in page
    assert 'id="letters"' not in page
    assert officer.get(f"/desk/applications/{case.pk}/files/{given.pk}/").status_code == 200
    assert officer.get(f"/desk/applications/{case.pk}/files/{proof.pk}/").status_code == 403
    assert _page(officer, register(office, DAY)) == 404
    assert _page(client_as("secrecy", make_agency()), case) == 404
    assert _post(officer, case, "review", **_items(case, "0")).status_code == 302
    assert SecrecyReview.objects.get().verdict == "clear"


def test_a_signed_sheet_is_uploaded(office, case, client_as):
    other = client_as("clerk", office.agency)
    signed = {"on": "2026-11-23", "signed_by": office.head.pk, "reviewed_by": office.head.pk}
    assert "file" in problems(_post(other, case, "approve_on_paper", **signed))
    case.refresh_from_db()
    sheet = SimpleUploadedFile("呈批单.png", PNG, "image/png")
    assert _post(other, case, "approve_on_paper", **signed, file=sheet).status_code == 302
    assert "审批（纸质）" in _page(other, case)


def test_the_steps_of_a_town_are_set_by_who_manages_agencies(office, county, client_as):
    admin = client_as("system_admin", county)
    assert "合并审查" in admin.get("/desk/chains/").content.decode()
    address = f"/desk/chains/{office.agency.pk}/"
    steps = {"secrecy_held": "above", "approval_held": "own"}
    assert "上级人民政府没有人" in problems(admin.post(address, steps))["secrecy_held"]
    make_person("secrecy", county)
    assert admin.post(address, steps).status_code == 302
    assert ReviewChain.objects.get().secrecy_held == "above"
    assert client_as(office.head).get(address).status_code == 403
    assert client_as("system_admin", make_agency()).get(address).status_code == 404
