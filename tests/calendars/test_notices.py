"""An operator loads, replaces and withdraws the notice of a year; the calendar of the installation follows."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.audit.models import Event
from gongkai.calendars import queries
from gongkai.calendars.actions import load_notice, withdraw_notice
from gongkai.calendars.models import CalendarNotice
from gongkai.calendars.reading import read
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import BadData
from gongkai.law.workdays import official
from support.cases import moment
from support.notices import NOTICE_2027, notice_file

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


def load(data=NOTICE_2027, name="2027.toml", day=TODAY):
    return load_notice(reading=read(data, name, today=day), actor_id=7, at=moment(day))


def test_without_a_notice_of_its_own_the_calendar_is_what_ships():
    assert queries.calendar().ordinals == official().ordinals
    assert queries.calendar().is_provisional(date(2027, 1, 4))
    assert queries.shipped_years() == (2004, 2026)


def test_a_notice_makes_its_year_official():
    row = load()
    assert (row.year, row.title, row.document_number) == (
        2027,
        "示例：关于2027年部分节假日安排的通知",
        "示例〔2026〕1号",
    )
    assert (row.issued_on, row.url) == (date(2026, 11, 4), "https://www.example.cn/2027")
    assert row.rest[0] == {"day": "2027-01-01", "name": "元旦"}
    assert row.worked == [{"day": "2027-02-20", "name": "春节"}]
    calendar = queries.calendar()
    assert not calendar.is_provisional(date(2027, 1, 4))
    assert calendar.is_workday(date(2027, 2, 20))
    assert not calendar.is_workday(date(2027, 2, 8))
    assert str(row) == row.title


def test_the_calendar_costs_one_query_and_is_built_once():
    load()
    first = queries.calendar()
    with CaptureQueriesContext(connection) as asked:
        assert queries.calendar() is first
    assert len(asked) == 1


def test_a_second_notice_of_a_year_replaces_the_first_and_is_dated():
    first = load()
    second = load(notice_file(worked="2027-02-21"), day=date(2026, 12, 1))
    first.refresh_from_db()
    assert (first.replaced_by, first.ended_at, first.ended_by) == (second, moment(date(2026, 12, 1)), 7)
    assert [one.pk for one in queries.notices()] == [second.pk, first.pk]
    assert queries.find(second.pk) == second
    with pytest.raises(CalendarNotice.DoesNotExist):
        queries.find(first.pk)
    assert queries.calendar().is_workday(date(2027, 2, 21))
    assert not queries.calendar().is_workday(date(2027, 2, 20))


def test_a_notice_of_a_year_that_ships_counts_instead_of_it():
    assert queries.calendar().is_workday(date(2026, 12, 31))
    load(b"2026-01-01,\xe4\xbc\x91,\xe5\x85\x83\xe6\x97\xa6\n" + fixed_2026(), "2026.csv")
    assert not queries.calendar().is_workday(date(2026, 12, 31))


def fixed_2026():
    days = ["2026-05-01", "2026-05-02", "2026-10-01", "2026-10-02", "2026-10-03", "2026-12-31"]
    return "".join(f"{day},休,示例节\n" for day in days).encode()


def test_a_withdrawn_notice_counts_no_more():
    row = load()
    withdraw_notice(notice=row, actor_id=8, at=moment(TODAY))
    assert queries.calendar().is_provisional(date(2027, 1, 4))
    with pytest.raises(BadEntry, match="已经撤下"):
        withdraw_notice(notice=row, actor_id=8, at=moment(TODAY))
    again = load()
    assert queries.find(again.pk) == again


def test_the_same_file_is_not_loaded_twice():
    load()
    with pytest.raises(BadEntry, match="已经载入"):
        load()


def test_the_database_holds_one_notice_a_year():
    row = load()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_both_acts_are_audited_on_the_chain_of_the_system():
    row = load()
    withdraw_notice(notice=row, actor_id=8, at=moment(TODAY))
    events = Event.objects.filter(subject_kind="calendar_notice").order_by("seq")
    assert [(one.chain, one.verb, one.actor_id) for one in events] == [
        ("system", "calendar.loaded", 7),
        ("system", "calendar.withdrawn", 8),
    ]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\xff\xfe", "a.toml", "UTF-8"),
        (b"year = 2027", "a.toml", "缺少 notice"),
        (b"2027-01-01,x,y", "a.csv", "第1行"),
        ("2027-01-01,休,元旦\n2027-13-01,休,示例".encode(), "a.csv", "第2行"),
        ("2027-01-01,休,元旦\x00".encode(), "a.csv", "a.csv"),
        (notice_file(year=2029, worked="2029-02-24"), "a.toml", "不在 2004–2027 之间"),
        (notice_file(extra="number = 7"), "a.toml", "number 应为文字"),
        (notice_file(extra='url = "javascript:alert(1)"'), "a.toml", "url 应以"),
        (notice_file(extra='issued = "2026-11-04"'), "a.toml", "issued 应为日期"),
        (notice_file(extra=f'number = "{"长" * 61}"'), "a.toml", "number 过长"),
        (notice_file(holiday="节" * 41), "a.toml", "名称过长"),
        (b" " * 65537, "a.toml", "64 KB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_where(data, name, said):
    with pytest.raises(BadData, match=said):
        read(data, name, today=TODAY)
