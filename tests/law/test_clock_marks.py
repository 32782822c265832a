"""The days of a count for drawing: each day has its kind, and the counted ones are numbered."""

from datetime import date

import pytest

from gongkai.law import clock_events as ev
from gongkai.law.clock import run
from gongkai.law.clock_marks import MARK_LABELS, MarkKind, day_marks, months
from gongkai.law.workdays import official

CALENDAR = official()


def marks(*events, today):
    return day_marks(run(events, today=today, calendar=CALENDAR), CALENDAR)


@pytest.fixture
def autumn():
    events = (
        ev.Received(date(2026, 9, 14)),
        ev.ConsultationSent(date(2026, 9, 18), whom="organ"),
        ev.ConsultationAnswered(date(2026, 9, 21), answer="consent"),
    )
    return marks(*events, today=date(2026, 9, 22))


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("收到之日", date(2026, 9, 14), (MarkKind.START, 0, "起算（当日不计）")),
        ("第一个工作日", date(2026, 9, 15), (MarkKind.COUNTED, 1, "计入，第1个工作日")),
        ("周六", date(2026, 9, 19), (MarkKind.REST, 0, "周末，不计")),
        ("暂停中的补班日", date(2026, 9, 20), (MarkKind.SUSPENDED, 0, "暂停，不计")),
        ("意见到达之日", date(2026, 9, 21), (MarkKind.SUSPENDED, 0, "暂停，不计")),
        ("接着计算", date(2026, 9, 22), (MarkKind.COUNTED, 5, "计入，第5个工作日")),
        ("放假", date(2026, 10, 1), (MarkKind.HOLIDAY, 0, "国庆节放假")),
        ("补班的周六", date(2026, 10, 10), (MarkKind.WORKED_WEEKEND, 13, "国庆节调休上班，第13个工作日")),
        ("到期日", date(2026, 10, 20), (MarkKind.DUE, 20, "到期日，第20个工作日")),
    ],
)
def test_days_in_words(autumn, words, day, expected):
    mark = next(one for one in autumn if one.day == day)
    assert (mark.kind, mark.n, mark.label) == expected, words


def test_the_marks_run_from_receipt_to_the_due_date_and_count_to_twenty(autumn):
    assert (autumn[0].day, autumn[-1].day) == (date(2026, 9, 14), date(2026, 10, 20))
    assert [one.n for one in autumn if one.n] == list(range(1, 21))


def test_nothing_is_drawn_while_nothing_is_counted():
    assert marks(ev.Withdrawn(date(2026, 11, 2)), today=date(2026, 11, 2)) == ()
    waiting = ev.SupplementNotice(date(2026, 11, 4), reply_by=date(2026, 11, 20))
    assert marks(ev.Received(date(2026, 11, 2)), waiting, today=date(2026, 11, 5)) == ()
    assert months(()) == ()


def test_months_are_whole_weeks_from_monday(autumn):
    pages = months(autumn)
    assert [(page.year, page.month) for page in pages] == [(2026, 9), (2026, 10)]
    assert all(len(week) == 7 for page in pages for week in page.weeks)
    days = [cell.day for page in pages for week in page.weeks for cell in week if cell]
    assert days == sorted(days)
    assert len(days) == 61
    assert all(
        cell is None or cell.day.weekday() == n
        for page in pages
        for week in page.weeks
        for n, cell in enumerate(week)
    )


def test_days_of_the_months_outside_the_count_are_blank(autumn):
    first = next(cell for cell in months(autumn)[0].weeks[0] if cell)
    assert (first.day, first.kind, first.label) == (date(2026, 9, 1), MarkKind.OUTSIDE, "")


def test_a_count_over_the_turn_of_the_year_has_a_page_for_each_month():
    found = months(marks(ev.Received(date(2026, 12, 10)), today=date(2026, 12, 10)))
    assert [(page.year, page.month) for page in found] == [(2026, 12), (2027, 1)]


def test_every_kind_has_words():
    assert set(MARK_LABELS) == set(MarkKind)
