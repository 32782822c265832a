"""What comes in is numbered, dated by its channel, and refused field by field."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.audit.models import Event
from gongkai.casework import actions, queries
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Application
from gongkai.kit.entry import BadEntry
from gongkai.law.clock import ClockState
from gongkai.law.errors import Unlawful
from support.cases import Office, make_office, moment, register, step
from support.factories import make_agency, make_person

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)


@pytest.mark.parametrize(
    ("channel", "facts", "received"),
    [
        ("counter", {}, MONDAY),
        ("oral", {"hardship": "不识字（示例）"}, MONDAY),
        ("registered_post", {"signed_on": TUESDAY}, TUESDAY),
        ("ordinary_post", {"confirmed_on": TUESDAY}, TUESDAY),
        ("online", {"confirmed_on": WEDNESDAY}, WEDNESDAY),
        ("fax", {"confirmed_on": WEDNESDAY}, WEDNESDAY),
        ("email", {"confirmed_on": WEDNESDAY}, WEDNESDAY),
    ],
)
def test_the_channel_decides_the_day_of_receipt(
    office: Office, channel: str, facts: Any, received: date
) -> None:
    case = register(office, MONDAY, channel=channel, today=WEDNESDAY, **facts)
    assert case.received_on == received
    assert case.state == "registered"
    assert queries.clock_of(case, today=WEDNESDAY).received_on == received


def test_numbers_of_an_agency_and_year_have_no_gaps(office: Office) -> None:
    other = make_office()
    assert register(office, MONDAY).number == "2026-0001"
    with pytest.raises(BadEntry):
        register(office, MONDAY, description=" ")
    assert register(office, MONDAY).number == "2026-0002"
    assert register(office, date(2025, 12, 31), today=MONDAY).number == "2025-0001"
    assert register(other, MONDAY).number == "2026-0001"


def test_the_database_refuses_a_number_twice(office: Office) -> None:
    case = register(office, MONDAY)
    case.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        case.save(force_insert=True)


@pytest.mark.parametrize(
    ("field", "facts", "says"),
    [
        ("submitted_on", {"submitted_on": date(2026, 11, 9)}, "晚于今天"),
        ("submitted_on", {"submitted_on": date(2019, 5, 14)}, "早于本机关设立之日"),
        ("signed_on", {"channel": "registered_post"}, "签收日期"),
        ("signed_on", {"channel": "registered_post", "signed_on": date(2026, 10, 30)}, "早于提交日期"),
        ("confirmed_on", {"channel": "online", "confirmed_on": date(2027, 1, 1)}, "晚于今天"),
        ("hardship", {"channel": "oral"}, "书面"),
        ("description", {"description": "  "}, "申请内容"),
        ("channel", {"channel": "pigeon"}, "提交渠道"),
        ("wanted_form", {"wanted_form": "stone"}, "信息形式"),
        ("wanted_way", {"wanted_way": "shout"}, "获取方式"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(office: Office, field: str, facts: Any, says: str) -> None:
    with pytest.raises(BadEntry) as refusal:
        register(office, MONDAY, **facts)
    assert set(refusal.value.problems) == {field}
    assert says in refusal.value.problems[field]
    assert not Application.objects.exists()


def test_every_wrong_field_is_named_at_once(office: Office) -> None:
    who = Who(name=" ", kind="alien")
    intake = Intake(channel="counter", submitted_on=date(2027, 1, 1), description="")
    with pytest.raises(BadEntry) as refusal:
        actions.register(agency=office.agency, actor=office.clerk, at=moment(MONDAY), who=who, intake=intake)
    assert set(refusal.value.problems) == {"name", "kind", "submitted_on", "description"}


def test_a_body_without_applications_refuses_with_the_article(db: None) -> None:
    works = make_agency(kind="public_enterprise")
    office = Office(works, make_person("clerk", works), make_person("head", works))
    with pytest.raises(Unlawful, match="第五十五条"):
        register(office, MONDAY)


def test_nobody_registers_for_another_agency(office: Office) -> None:
    stranger = make_office()
    with pytest.raises(PermissionDenied):
        register(Office(office.agency, stranger.clerk, stranger.head), MONDAY)


def test_an_online_application_runs_only_from_its_confirmation(office: Office) -> None:
    case = register(office, MONDAY, channel="online")
    scope = type(office.agency).objects.all()
    assert case.state == "unconfirmed"
    assert queries.clock_of(case, today=MONDAY).state is ClockState.UNCONFIRMED
    assert [one.pk for one in queries.unconfirmed(scope)] == [case.pk]
    case = step(actions.confirm, case, office.clerk, TUESDAY, confirmed_on=TUESDAY)
    assert (case.state, case.received_on) == ("registered", TUESDAY)
    assert not queries.unconfirmed(scope).exists()


@pytest.mark.parametrize(("day", "error"), [(date(2026, 11, 9), BadEntry), (date(2026, 11, 1), Unlawful)])
def test_an_impossible_confirmation_changes_nothing(
    office: Office, day: date, error: type[Exception]
) -> None:
    case = register(office, MONDAY, channel="online")
    with pytest.raises(error):
        step(actions.confirm, case, office.clerk, TUESDAY, confirmed_on=day)
    case.refresh_from_db()
    assert (case.state, case.received_on, case.version) == ("unconfirmed", None, 0)


def test_the_audit_knows_the_act_and_no_name(office: Office) -> None:
    case = register(office, MONDAY)
    event = Event.objects.get(subject_kind="application", subject_id=str(case.pk))
    assert event.verb == "application.register"
    assert "示例申请人" not in str(event.fields)
    assert "name" not in event.fields


def test_reading_the_applicant_is_recorded_and_lists_are_masked(office: Office) -> None:
    case = register(office, MONDAY)
    assert str(case.applicant) == "示****"
    assert (
        actions.read_applicant(application=case, actor=office.clerk, at=moment(MONDAY)).name == "示例申请人"
    )
    assert Event.objects.filter(chain=f"reads:{office.agency.pk}", actor_id=office.clerk.pk).exists()
    with pytest.raises(PermissionDenied):
        actions.read_applicant(application=case, actor=make_person("supervisor"), at=moment(MONDAY))
