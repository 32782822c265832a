"""The calendar of what falls due: by the kept clocks and the office's own dates, with the days that offices work."""

from datetime import date

import pytest

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import posts_of
from gongkai.casework import actions
from gongkai.casework.falling_due import falling_due, month_of
from gongkai.casework.work_checks import Holder
from support.cases import answer, make_office, register, step

TODAY = date(2026, 9, 18)


def _month(office, first, **more):
    scope = Agency.objects.filter(pk=office.agency.pk)
    return falling_due(scope, first, TODAY, person=office.clerk, **more)


def _marked(month, what):
    return {day.day: getattr(day, what) for day in month.days if getattr(day, what)}


def test_what_is_open_stands_on_its_last_day_and_its_inner_date(office):
    case = register(office, TODAY)
    register(office, TODAY)
    answer(office, register(office, TODAY), TODAY)
    register(make_office(), TODAY)
    suspended = register(office, TODAY)
    step(actions.consult, suspended, office.clerk, TODAY, on=TODAY, whom="organ")
    to = Holder(posts_of(office.clerk, TODAY).get())
    step(actions.assign, case, office.clerk, TODAY, to=to, inner_due_on=date(2026, 10, 9))
    month = _month(office, date(2026, 10, 1))
    assert _marked(month, "due") == {date(2026, 10, 22): 2}
    assert _marked(month, "inner") == {date(2026, 10, 9): 1}
    assert month.total == 2
    mine = _month(office, date(2026, 10, 1), who="mine")
    assert _marked(mine, "due") == {date(2026, 10, 22): 1}


def test_days_are_those_of_the_calendar(office):
    days = {day.day: day for day in _month(office, date(2026, 10, 1)).days}
    assert not days[date(2026, 10, 1)].works
    assert days[date(2026, 10, 1)].special.name == "国庆节"
    assert days[date(2026, 10, 10)].works
    assert days[date(2026, 10, 10)].special.kind == "work"
    assert not days[date(2026, 10, 11)].works
    assert days[date(2026, 10, 11)].special is None
    assert not days[date(2026, 10, 8)].provisional
    assert _month(office, date(2027, 3, 1)).days[0].provisional


def test_weeks_begin_on_monday_and_months_follow(office):
    month = _month(office, date(2026, 10, 1))
    assert {len(week) for week in month.weeks} == {7}
    assert month.weeks[0][0].day == date(2026, 9, 28)
    assert not month.weeks[0][0].in_month
    assert (month.before, month.after) == (date(2026, 9, 1), date(2026, 11, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-10", date(2026, 10, 1)),
        (None, date(2026, 9, 1)),
        ("2026-13", date(2026, 9, 1)),
        ("1800-01", date(2026, 9, 1)),
        ("x", date(2026, 9, 1)),
    ],
)
def test_a_month_that_is_none_is_this_month(text, first):
    assert month_of(text, TODAY) == first


def test_at_the_edge_of_the_calendar_nothing_is_before(office):
    assert _month(office, date(2004, 1, 1)).before is None
    assert _month(office, date(2036, 12, 1)).after is None
