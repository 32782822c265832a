"""gongkai erase lists first; only --do erases."""

from datetime import date

import pytest

from gongkai.casework.models import Applicant
from support.cases import answer, make_office, register

LONG_AGO = date(2015, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """A town that is old enough to have old cases."""
    return make_office(since=date(2010, 1, 4))


def _old_case(office):
    from gongkai.casework.models import Application

    case = answer(office, register(office, date(2026, 3, 2)), date(2026, 3, 2))
    days = {"submitted_on": LONG_AGO, "received_on": LONG_AGO, "closed_on": LONG_AGO}
    Application.objects.filter(pk=case.pk).update(**days)


def test_it_lists_and_changes_nothing(gongkai, office):
    _old_case(office)
    result = gongkai("erase")
    assert result.exit_code == 0
    assert f"{office.agency.code} {office.agency.name}：申请人 1 件（10年）" in result.stdout
    assert "没有改动" in result.stdout
    assert Applicant.objects.get().name == "示例申请人"


def test_it_erases_when_told(gongkai, office):
    _old_case(office)
    result = gongkai("erase", "--agency", office.agency.code, "--do", lang="en")
    assert "erased in 1 cases" in result.stdout
    assert Applicant.objects.get().name == ""
    assert "没有到期的个人信息" in gongkai("erase", "--do").stdout


def test_another_agency_is_left_alone(gongkai, office):
    _old_case(office)
    other = make_office()
    assert "没有到期" in gongkai("erase", "--agency", other.agency.code, "--do").stdout
    assert gongkai("erase", "--agency", "没有这个机关").exit_code == 1
