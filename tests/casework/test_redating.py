"""A notice on holidays: looked at, adopted, and every case it moves is dated again and says so."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency, Person
from gongkai.audit.models import Event
from gongkai.calendars.models import CalendarNotice
from gongkai.calendars.queries import calendar
from gongkai.calendars.reading import Reading, read
from gongkai.casework import actions, queries
from gongkai.casework.acts import Stale
from gongkai.casework.clocks import differences
from gongkai.casework.models import Application
from gongkai.casework.moving import first_difference, moves
from gongkai.law.workdays import official
from support.cases import Office, answer, make_office, moment, register, step
from support.notices import NOTICE_2027, notice_file

DAY = date(2027, 1, 25)
MOVED = (date(2027, 2, 17), date(2027, 2, 23))


@pytest.fixture
def admin(office: Office, make_person: Callable[..., Person]) -> Person:
    """A system administrator of the town."""
    return make_person("system_admin", office.agency)


def reading(data: bytes = NOTICE_2027) -> Reading:
    return read(data, "2027.toml", today=DAY)


def adopt(admin: Person, data: bytes = NOTICE_2027) -> actions.Changed:
    return actions.adopt_notice(reading=reading(data), actor=admin, at=moment(DAY))


def test_what_would_move_is_shown_and_nothing_is_written(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    register(office, date(2026, 11, 2), today=DAY)
    before = calendar()
    found = moves(before, before.with_notice(reading().notice), Agency.objects.all(), today=DAY)
    assert [(one.case, one.what, (one.was, one.will)) for one in found] == [(case, "answer", MOVED)]
    case.refresh_from_db()
    assert (case.due_on, case.provisional) == (MOVED[0], True)
    assert not CalendarNotice.objects.exists()


def test_only_what_is_in_scope_is_shown(office: Office, admin: Person) -> None:
    register(office, date(2027, 1, 20), today=DAY)
    after = calendar().with_notice(reading().notice)
    other = Agency.objects.filter(pk=make_office().agency.pk)
    assert moves(calendar(), after, other, today=DAY) == []
    assert moves(after, after, Agency.objects.all(), today=DAY) == []


def test_adopting_dates_the_open_cases_again_and_each_says_so(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    quiet = register(office, date(2026, 12, 21), today=DAY)
    done = answer(office, register(office, date(2027, 1, 21), today=DAY), DAY)
    changed = adopt(admin)
    assert changed.moved == 1
    for one in (case, quiet, done):
        one.refresh_from_db()
    assert (case.due_on, case.provisional, case.version) == (MOVED[1], False, 1)
    event = case.events.get(kind="redated")
    assert event.data == {
        "notice": "示例：关于2027年部分节假日安排的通知",
        "what": "answer",
        "from": "2027-02-17",
        "to": "2027-02-23",
    }
    assert (event.actor, event.on, queries.event_label(event)) == (admin, DAY, "重新计算期限")
    audited = Event.objects.get(verb="application.redated")
    assert (audited.chain, audited.subject_id) == (f"agency:{office.agency.pk}", str(case.pk))
    assert (quiet.provisional, quiet.version, quiet.events.count()) == (False, 0, 2)
    assert not done.events.filter(kind="redated").exists()
    assert list(differences(Application.objects.all(), today=DAY)) == []


def test_a_fee_to_be_paid_moves_as_well(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    step(actions.ask_fee, case, office.clerk, DAY, on=DAY, told_on=DAY)
    adopt(admin)
    data = case.events.get(kind="redated").data
    assert (data["what"], data["from"], data["to"]) == ("fee", "2027-02-22", "2027-02-26")


def test_a_suspension_without_an_end_has_no_date_to_move(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    step(actions.consult, case, office.clerk, DAY, on=DAY, whom="organ")
    assert adopt(admin).moved == 0
    assert list(differences(Application.objects.all(), today=DAY)) == []


def test_who_had_the_case_open_is_told(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    adopt(admin)
    with pytest.raises(Stale, match="重新计算期限"):
        actions.withdraw(application=case, version=0, actor=office.clerk, at=moment(DAY), on=DAY)


def test_a_second_run_finds_nothing(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    adopt(admin)
    again = actions.redate(Application.objects.all(), because="示例", actor=admin, at=moment(DAY))
    assert (again, case.events.filter(kind="redated").count()) == (0, 1)


def test_withdrawing_a_notice_moves_the_cases_back(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 20), today=DAY)
    notice = adopt(admin).notice
    changed = actions.withdraw_notice(notice=notice, actor=admin, at=moment(DAY))
    case.refresh_from_db()
    assert (changed.moved, case.due_on, case.provisional) == (1, MOVED[0], True)
    assert case.events.order_by("seq").last().data["notice"] == f"撤下{notice.title}"


def test_replacing_a_notice_dates_again(office: Office, admin: Person) -> None:
    case = register(office, date(2027, 1, 21), today=DAY)
    adopt(admin)
    assert adopt(admin, notice_file(worked="2027-03-06")).moved == 1
    assert case.events.filter(kind="redated").count() == 2


@pytest.mark.parametrize("role", ["clerk", "head"])
def test_only_the_system_administrator_changes_the_calendar(office: Office, admin: Person, role: str) -> None:
    notice = adopt(admin).notice
    who = getattr(office, role)
    with pytest.raises(PermissionDenied, match="载入放假通知"):
        adopt(who, notice_file(worked="2027-02-21"))
    with pytest.raises(PermissionDenied, match="载入放假通知"):
        actions.withdraw_notice(notice=notice, actor=who, at=moment(DAY))


def test_where_calendars_differ_first() -> None:
    shipped = official()
    assert first_difference(shipped, shipped) is None
    assert first_difference(shipped, shipped.with_notice(reading().notice)) == date(2027, 1, 1)
    late = read(notice_file(worked="2027-02-21"), "a.toml", today=DAY).notice
    early = shipped.with_notice(reading().notice)
    assert first_difference(early, shipped.with_notice(late)) == date(2027, 2, 20)
