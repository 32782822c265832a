"""Periods in natural days and months, by the cases in cases/periods-*.toml and by law."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.periods import ARTICLE, end_of_days, end_of_months
from gongkai.law.workdays import official
from law.case_files import cases

CALENDAR = official()
DAYS = st.dates(date(2005, 1, 1), date(2028, 12, 31))


def end_of(case):
    count, n = (end_of_days, case["days"]) if "days" in case else (end_of_months, case["months"])
    return count(case["start"], n, CALENDAR)


@pytest.mark.parametrize("case", cases("periods"))
def test_a_period_ends_where_the_law_says(case):
    end = end_of(case)
    assert (end.last_day, end.raw_last_day) == (case["last"], case["raw"])
    assert end.moved is (case["last"] != case["raw"])
    assert end.provisional is case.get("provisional", False)
    assert ARTICLE in case["article"]


@pytest.mark.parametrize("case", [one for one in cases("periods") if "skipped" in one.values[0]])
def test_the_holidays_that_moved_it_are_named(case):
    assert [one.zh for one in end_of(case).skipped] == case["skipped"]


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(1, 400))
def test_a_period_never_ends_on_a_rest_day_or_early(start, n):
    end = end_of_days(start, n, CALENDAR)
    assert CALENDAR.is_workday(end.last_day)
    assert end.last_day >= end.raw_last_day == start + timedelta(n)


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(1, 24))
def test_months_end_on_the_same_date_or_at_the_end_of_the_month(start, n):
    raw = end_of_months(start, n, CALENDAR).raw_last_day
    assert raw.day == start.day or (raw + timedelta(1)).day == 1
    assert (raw.year - start.year) * 12 + raw.month - start.month == n
