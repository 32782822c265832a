"""Many deadlines in one call give what the single ones give."""

import sys
from datetime import date, timedelta
from subprocess import run
from time import perf_counter

import numpy as np
import pytest

from gongkai.law.errors import BadData
from gongkai.law.workdays import official
from gongkai.law.workdays_bulk import BulkCalendar, add_many

CALENDAR = official()
DAYS = [date(2004, 1, 1) + timedelta(n) for n in range(0, 9000, 7)]


@pytest.mark.parametrize("n", [1, 7, 20, 40])
def test_bulk_equals_single(n):
    found = add_many(CALENDAR, np.array(DAYS, dtype="datetime64[D]"), n)
    assert found.astype(object).tolist() == [CALENDAR.add(day, n) for day in DAYS]


def test_each_day_may_have_its_own_number():
    days = np.array(["2026-11-23", "2026-11-23"], dtype="datetime64[D]")
    found = BulkCalendar(CALENDAR).add(days, np.array([7, 20]))
    assert found.astype(str).tolist() == ["2026-12-02", "2026-12-21"]


def test_no_days_give_no_deadlines():
    assert add_many(CALENDAR, np.array([], dtype="datetime64[D]"), 20).size == 0


def test_n_below_one_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="1 or more"):
        add_many(CALENDAR, np.array(["2026-11-23"], dtype="datetime64[D]"), 0)


@pytest.mark.parametrize(
    ("day", "said"),
    [("2003-12-31", "不在工作日历范围"), ("2037-01-01", "不在工作日历范围"), ("2036-12-30", "超出工作日历")],
)
def test_a_day_outside_the_calendar_is_refused(day, said):
    with pytest.raises(BadData, match=said):
        add_many(CALENDAR, np.array([day], dtype="datetime64[D]"), 20)


def test_a_million_deadlines_take_a_moment():
    days = np.datetime64("2020-01-01") + np.arange(1_000_000) % 2500
    bulk = BulkCalendar(CALENDAR)
    best = min(_seconds(lambda: bulk.add(days, 20)) for _ in range(3))
    assert best < 0.1 * 3, "0.1 s on a quiet machine; three times that under load"


def test_single_deadlines_do_not_load_numpy():
    code = "import sys, gongkai.law.workdays, gongkai.law.clock; sys.exit('numpy' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def _seconds(work):
    start = perf_counter()
    work()
    return perf_counter() - start
