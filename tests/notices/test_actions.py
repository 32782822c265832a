"""What stands is what is wanted, whoever runs it how often; a person says how to be reached."""

from datetime import date

import pytest
from django.db import connection

from gongkai.audit.models import Event
from gongkai.audit.verbs import Verb
from gongkai.kit.entry import BadEntry
from gongkai.notices import actions
from gongkai.notices.models import Notice, Reach
from gongkai.notices.queries import is_silent, last_tick, reach_of, standing, unread
from gongkai.notices.reminders import Reminder
from support.cases import moment

MONDAY = date(2026, 11, 23)


def _standing(person):
    return [(one.kind, one.number) for one in standing(person)]


def test_what_is_wanted_is_raised_once_and_the_rest_is_settled(office, remind):
    assert remind(("soon", 1), ("soon", 2)) == (2, 0)
    assert remind(("soon", 1), ("soon", 2)) == (0, 0)
    assert remind(("overdue", 1), ("soon", 2)) == (1, 1)
    assert _standing(office.clerk) == [("overdue", "2026-0001"), ("soon", "2026-0002")]
    assert remind() == (0, 2)
    assert _standing(office.clerk) == []


def test_what_comes_back_is_new_again(office, remind):
    remind(("soon", 1))
    actions.mark_all_read(office.clerk, at=moment(MONDAY))
    remind()
    remind(("soon", 1))
    assert unread(office.clerk) == 1


def test_another_kind_of_thing_is_left_alone(office, remind):
    remind(("soon", 1))
    assert actions.sync("item", [], at=moment(MONDAY)) == (0, 0)
    assert unread(office.clerk) == 1


def test_a_day_that_moved_is_corrected_without_a_new_reminder(office, remind):
    remind(("soon", 1))
    moved = Reminder(office.clerk.pk, office.agency.pk, "soon", 1, "2026-0001", date(2026, 11, 30))
    assert actions.sync("application", [moved], at=moment(MONDAY)) == (0, 0)
    assert standing(office.clerk).get().on == date(2026, 11, 30)


def test_the_most_pressing_comes_first(office, remind):
    remind(("assigned", 1), ("soon", 2), ("overdue", 3), ("due_today", 4))
    assert [one.kind for one in standing(office.clerk)] == ["overdue", "due_today", "soon", "assigned"]


def test_what_has_ended_rests_at_once(office, remind):
    remind(("overdue", 1), ("overdue", 2))
    actions.settle("application", 1, at=moment(MONDAY))
    assert _standing(office.clerk) == [("overdue", "2026-0002")]


def test_opening_a_thing_marks_what_was_said_about_it(office, remind, django_assert_num_queries):
    remind(("overdue", 1), ("overdue", 2))
    actions.mark_seen(office.clerk, "application", 1, at=moment(MONDAY))
    assert unread(office.clerk) == 1
    with django_assert_num_queries(1):
        actions.mark_seen(office.clerk, "application", 1, at=moment(MONDAY))
    actions.mark_seen(office.head, "application", 2, at=moment(MONDAY))
    assert unread(office.clerk) == 1


def test_a_person_says_how_to_be_reached_and_it_is_sealed_and_audited(office, reach):
    assert not reach_of(office.clerk).by_mail
    reach(by_mail=True, email=" clerk@example.cn ", phone="138 0000 1234")
    kept = reach_of(office.clerk)
    assert (kept.by_mail, kept.email, kept.phone) == (True, "clerk@example.cn", "13800001234")
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, phone FROM notices_reach")
        assert not any("clerk" in value or "138" in value for value in cursor.fetchone())
    event = Event.objects.filter(verb=Verb.REACH_SET).get()
    assert "example" not in str(event.fields)
    assert "1380" not in str(event.fields)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"by_mail": True, "email": ""}, "email"),
        ({"email": "clerk"}, "email"),
        ({"by_sms": True, "phone": ""}, "phone"),
        ({"phone": "01088881111"}, "phone"),
        ({"phone": "138000012345"}, "phone"),
    ],
)
def test_what_cannot_be_reached_is_named(reach, facts, field):
    with pytest.raises(BadEntry) as problem:
        reach(**facts)
    assert list(problem.value.problems) == [field]
    assert not Reach.objects.exists()


def test_a_timer_that_stands_still_is_seen(db):
    at = moment(MONDAY)
    assert is_silent(at)
    actions.note_tick(at=at, raised=0, settled=0, mails=0, texts=0)
    assert last_tick() == at
    assert not is_silent(moment(date(2026, 11, 25)))
    assert is_silent(moment(date(2026, 11, 27)))


def test_a_reminder_keeps_a_number_and_no_words(office, remind):
    remind(("soon", 1))
    columns = {field.name for field in Notice._meta.concrete_fields}
    assert columns.isdisjoint({"text", "description", "applicant", "subject"})
