"""Working days: the official calendar against its oracle, years without a notice, and the two ways of counting."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.errors import BadData
from gongkai.law.notices import SpecialDay, YearNotice, fixed_holidays
from gongkai.law.workdays import WorkCalendar, official

CALENDAR = official()
KNOWN = st.dates(date(2004, 1, 1), date(2030, 12, 31))
EVERY_DAY = [date(2004, 1, 1) + timedelta(n) for n in range((date(2026, 12, 31) - date(2004, 1, 1)).days + 1)]


def test_every_day_of_the_official_years_agrees_with_the_oracle():
    assert [day for day in EVERY_DAY if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_2026_has_33_rest_days_and_6_worked_weekends():
    days = [CALENDAR.special(date(2026, 1, 1) + timedelta(n)) for n in range(365)]
    assert [sum(1 for one in days if one and one.kind == kind) for kind in ("rest", "work")] == [33, 6]


@pytest.mark.parametrize(
    ("words", "day", "worked", "name"),
    [
        ("春节延长的最后一天", date(2020, 2, 2), False, "春节"),
        ("延长后第一个工作日", date(2020, 2, 3), True, None),
        ("元旦的补班日在上一年十二月", date(2018, 12, 29), True, "元旦"),
        ("元旦假期从上一年十二月开始", date(2023, 12, 30), False, "元旦"),
        ("国庆节的补班日在九月", date(2026, 9, 20), True, "国庆节"),
        ("抗战胜利七十周年纪念日", date(2015, 9, 3), False, "抗战胜利70周年纪念日"),
        ("普通周六", date(2026, 11, 21), False, None),
        ("普通周一", date(2026, 11, 23), True, None),
    ],
)
def test_single_days_in_words(words, day, worked, name):
    special = CALENDAR.special(day)
    assert CALENDAR.is_workday(day) is worked, words
    assert (special.name if special else None) == name
    assert special is None or f"{day.year + (day.month == 12)}年" in special.cite


@pytest.mark.parametrize(
    ("words", "day", "n", "expected"),
    [
        ("七个工作日", date(2026, 11, 23), 7, date(2026, 12, 2)),
        ("十五个工作日", date(2026, 11, 23), 15, date(2026, 12, 14)),
        ("二十个工作日", date(2026, 11, 23), 20, date(2026, 12, 21)),
        ("零个工作日就是当天，周末也一样", date(2026, 11, 22), 0, date(2026, 11, 22)),
        ("从周六起第一个工作日是周一", date(2026, 11, 21), 1, date(2026, 11, 23)),
        ("从长假中间起", date(2026, 10, 3), 1, date(2026, 10, 8)),
        ("四十个工作日跨进没有公布安排的年份", date(2026, 11, 23), 40, date(2027, 1, 19)),
    ],
)
def test_the_nth_working_day_in_words(words, day, n, expected):
    assert CALENDAR.add(day, n) == expected, words


def test_next_workday_is_the_day_itself_or_the_first_after_it():
    assert CALENDAR.next_workday(date(2026, 9, 20)) == date(2026, 9, 20)
    assert CALENDAR.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)


def test_special_days_explain_a_count_and_leave_out_ordinary_weekends():
    found = [
        (one.day.isoformat(), one.kind) for one in CALENDAR.special_days(date(2026, 4, 30), date(2026, 5, 9))
    ]
    assert found == [
        ("2026-05-01", "rest"),
        ("2026-05-04", "rest"),
        ("2026-05-05", "rest"),
        ("2026-05-09", "work"),
    ]


def test_special_days_are_named_in_both_languages():
    rest, work = (
        SpecialDay(date(2026, 1, 1), "rest", "元旦", ""),
        SpecialDay(date(2026, 1, 4), "work", "元旦", ""),
    )
    assert (rest.zh, work.zh) == ("2026-01-01 元旦放假", "2026-01-04 元旦调休上班")
    assert (rest.en, work.en) == ("2026-01-01 元旦 rest", "2026-01-04 元旦 worked weekend")


def test_a_year_without_a_notice_has_weekends_and_fixed_dates_only():
    assert [one.day for one in fixed_holidays(2027)] == [
        date(2027, 1, 1),
        date(2027, 5, 1),
        date(2027, 5, 2),
        date(2027, 10, 1),
        date(2027, 10, 2),
        date(2027, 10, 3),
    ]
    assert CALENDAR.is_workday(date(2027, 2, 8))
    assert not CALENDAR.is_workday(date(2027, 1, 1))


def test_provisional_is_the_year_without_a_notice_and_every_count_through_one():
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_provisional_through(date(2026, 1, 1), date(2026, 12, 31))
    assert CALENDAR.is_provisional_through(date(2026, 12, 31), date(2027, 1, 4))


def test_a_gap_between_two_official_years_stays_provisional():
    later = WorkCalendar([notice(2025), notice(2028)])
    assert later.is_provisional_through(date(2025, 12, 1), date(2028, 2, 1))
    assert not later.is_provisional(date(2028, 2, 1))


def test_a_notice_makes_its_year_official_and_leaves_the_old_calendar_alone():
    newer = CALENDAR.with_notice(notice(2027, rest=(date(2027, 2, 8),)))
    assert not newer.is_provisional(date(2027, 6, 1))
    assert not newer.is_workday(date(2027, 2, 8))
    assert newer.is_workday(date(2027, 5, 4))
    assert newer.is_workday(date(2027, 10, 1)), "an official notice that does not name the day is believed"
    assert CALENDAR.is_provisional(date(2027, 6, 1))


def test_a_notice_may_move_days_of_the_december_before():
    newer = CALENDAR.with_notice(notice(2027, rest=(date(2026, 12, 31),)))
    assert not newer.is_workday(date(2026, 12, 31))
    assert newer.special(date(2026, 10, 1)).name == "国庆节"


def test_warnings_count_every_weekday_of_a_provisional_year():
    assert CALENDAR.cautious.is_workday(date(2027, 1, 1))
    assert not CALENDAR.cautious.is_workday(date(2026, 10, 1))
    assert CALENDAR.cautious is CALENDAR.cautious


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2037, 1, 1)])
def test_a_day_outside_the_calendar_is_refused(day):
    with pytest.raises(BadData, match="2004–2036"):
        CALENDAR.is_workday(day)


def test_a_count_that_runs_out_of_the_calendar_is_refused():
    with pytest.raises(BadData, match="超出工作日历"):
        CALENDAR.add(date(2036, 12, 30), 20)


def test_counting_backwards_is_not_offered():
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add(date(2026, 1, 5), -1)


def test_a_calendar_without_a_year_is_refused():
    with pytest.raises(BadData, match="没有任何年份"):
        WorkCalendar([])


@settings(deadline=None, max_examples=200)
@given(KNOWN, st.integers(1, 300))
def test_add_and_between_are_inverse(day, n):
    end = CALENDAR.add(day, n)
    assert CALENDAR.is_workday(end)
    assert CALENDAR.between(day, end) == n


@settings(deadline=None, max_examples=200)
@given(KNOWN, KNOWN)
def test_between_counts_working_days_after_the_first_up_to_the_last(one, other):
    first, last = sorted((one, other))
    if (last - first).days > 400:
        last = first + timedelta(400)
    days = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    assert CALENDAR.between(first, last) == sum(map(CALENDAR.is_workday, days))
    assert CALENDAR.between(last, first) == -CALENDAR.between(first, last)


@settings(deadline=None, max_examples=200)
@given(KNOWN, st.integers(0, 60), st.integers(0, 30))
def test_a_later_day_never_gives_an_earlier_one(day, n, later):
    assert CALENDAR.add(day + timedelta(later), n) >= CALENDAR.add(day, n)


@settings(deadline=None, max_examples=200)
@given(KNOWN, st.integers(1, 40), st.integers(1, 40))
def test_adding_in_two_steps_is_adding_at_once(day, n, m):
    assert CALENDAR.add(CALENDAR.add(day, n), m) == CALENDAR.add(day, n + m)


@settings(deadline=None, max_examples=100)
@given(KNOWN, st.integers(1, 60))
def test_the_cautious_date_is_never_later(day, n):
    assert CALENDAR.cautious.add(day, n) <= CALENDAR.add(day, n)


def notice(year, rest=()):
    cite = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return YearNotice(year, cite, tuple(SpecialDay(day, "rest", "示例节", cite) for day in rest))
