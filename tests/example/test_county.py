"""The example county: a case in every state on whatever day it is loaded, nothing in it real."""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings

from gongkai.agencies.models import Agency
from gongkai.agencies.roles import standard
from gongkai.casework import queries
from gongkai.casework.models import Application
from gongkai.config.example.county import county_data
from gongkai.config.example.loader import load_example
from gongkai.kit.dates import SHANGHAI

# a Monday, the day after a make-up Sunday, within Spring Festival, a Saturday, New Year's Eve of an unannounced year
DAYS = (date(2026, 11, 23), date(2026, 10, 9), date(2026, 2, 18), date(2026, 8, 1), date(2026, 12, 31))


@pytest.fixture(params=DAYS, ids=str)
def today(request, db, tmp_path: Path, monkeypatch) -> date:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    assert load_example(at=datetime.combine(request.param, time(18), SHANGHAI))
    return request.param


def test_every_list_of_the_desk_has_something_in_it(today: date) -> None:
    scope = Agency.objects.filter(code__startswith="SL")
    shown = {name: len(queries.listed(scope, today, show=name)) for name in queries.CHOICES}
    assert shown.pop("due_today") or today in (date(2026, 2, 18), date(2026, 8, 1))
    assert all(shown.values()), shown


def test_every_state_has_its_case(today: date) -> None:
    states = Counter(
        Application.objects.filter(agency__code__startswith="SL").values_list("state", flat=True)
    )
    assert set(states) >= {
        *("unconfirmed", "registered", "awaiting_supplement", "consulting", "awaiting_fee"),
        *("awaiting_reason", "in_review", "approved", "answered", "withdrawn", "archived"),
    }


def test_one_sign_in_for_every_role() -> None:
    people = [row for row in county_data()["people"] if row["agency"] == "county"]
    assert [row["role"] for row in people] == list(dict.fromkeys(row["role"] for row in people))
    assert {row["role"] for row in people} == set(standard().roles)


def test_nothing_in_it_is_real() -> None:
    data = county_data()
    assert all("示例" in row["name"] for row in [*data["agencies"], *data["people"]])
    assert all("示例" in row["applicant"] and "示例" in row["description"] for row in data["cases"])
