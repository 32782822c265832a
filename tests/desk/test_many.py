"""With ten times the applications a list asks the database no more."""

from datetime import date, timedelta

import pytest

from desk.pages import queries
from gongkai.casework.models import Applicant, Application
from gongkai.casework.queries import CHOICES
from gongkai.law.clock import run
from gongkai.law.clock_events import Received
from gongkai.law.workdays import official
from support.cases import moment

DAY = date(2026, 11, 23)
MOST = 15


def _case(agency, n):
    received = DAY - timedelta(days=n % 50)
    case = Application(
        agency=agency,
        year=received.year,
        serial=n + 1,
        number=f"{received.year}-{n + 1:04}",
        applicant_kind="natural",
        channel="counter",
        submitted_on=received,
        received_on=received,
        description="示例",
        state=("registered", "in_review", "approved")[n % 3],
        created_at=moment(DAY),
    )
    case.standing = run([Received(received)], today=DAY, calendar=official()).standing
    if n % 5 == 0:
        case.outcome_code, case.closed_on = "open", DAY
    if n % 7 == 0:
        case.received_on = case.closed_on = None
    return case


def _fill(agency, first, last):
    made = [_case(agency, n) for n in range(first, last)]
    Application.objects.bulk_create(made)
    Applicant.objects.bulk_create([Applicant(application=one, name="示例申请人") for one in made])


def test_fifty_and_five_hundred_cases_ask_the_same(desk):
    paths = ["/desk/", *(f"/desk/applications/?show={show}" for show in CHOICES)]
    _fill(desk.office.agency, 0, 50)
    few = {path: queries(desk.head, path) for path in paths}
    _fill(desk.office.agency, 50, 500)
    assert {path: queries(desk.head, path) for path in paths} == few
    assert max(few.values()) <= MOST


@pytest.mark.parametrize("page", ["2", "10", "99"])
def test_the_pages_lead_on_and_keep_the_list(desk, page):
    _fill(desk.office.agency, 0, 500)
    text = desk.head.get(f"/desk/applications/?show=all&page={page}").content.decode()
    assert f"第 {min(int(page), 10)} 页，共 10 页（500 条）" in text
    assert f"?page={min(int(page), 10) - 1}&amp;show=all" in text
