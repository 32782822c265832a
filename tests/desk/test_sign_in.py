"""Signing in and out: who gets in, what is said, what the audit keeps."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from support.factories import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/desk/sign-in/"


@pytest.fixture
def person(make_person, agency):
    return make_person("clerk", agency)


def _post(client, person, password=PASSWORD, **more):
    return client.post(PAGE, {"username": person.username, "password": password, **more})


def _verbs():
    events = Event.objects.filter(chain="system", subject_kind="person").order_by("seq")
    return list(events.values_list("verb", "actor_id"))


def test_a_person_signs_in_and_goes_to_the_desk(client, person):
    answer = _post(client, person)
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert _verbs() == [("person.signed_in", person.pk)]
    assert verify() == []


def test_a_person_goes_where_they_wanted(client, person):
    assert 'value="/desk/x/"' in client.get(f"{PAGE}?next=/desk/x/").content.decode()
    assert _post(client, person, next="/desk/x/").url == "/desk/x/"


def test_another_site_is_no_place_to_go(client, person):
    assert _post(client, person, next="https://evil.example/").url == "/desk/"


def test_who_is_signed_in_need_not_again(client_as, person):
    assert client_as(person).get(PAGE).url == "/desk/"


def test_a_wrong_password_is_told_without_saying_which_part(client, person):
    answer = _post(client, person, "bu-dui", next="/desk/x/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "用户名或口令不正确" in page
    assert "bu-dui" not in page
    assert 'value="/desk/x/"' in page
    assert _verbs() == [("person.sign_in_failed", None)]


def test_an_unknown_name_is_audited_without_the_name(client):
    client.post(PAGE, {"username": "mima-123456", "password": "x"})
    event = Event.objects.get(verb="person.sign_in_failed")
    assert (event.subject_id, event.fields) == ("unknown", {})


def test_five_failures_lock_the_account_for_half_an_hour(client, person):
    for _ in range(4):
        assert _post(client, person, "bu-dui").status_code == 200
    locked = _post(client, person, "bu-dui")
    assert locked.status_code == 429
    assert "该账号已暂停登录" in locked.content.decode()
    assert "30 分钟后再试" in locked.content.decode()
    assert _post(client, person).status_code == 429
    assert _post(Client(REMOTE_ADDR="10.0.0.9"), person).status_code == 429
    assert [verb for verb, _ in _verbs()] == ["person.sign_in_failed"] * 4 + ["person.locked_out"] * 3


def test_the_lock_opens_after_half_an_hour(client, person):
    for _ in range(5):
        _post(client, person, "bu-dui")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert _post(client, person).status_code == 302


def test_a_success_forgets_the_failures_before(client, person):
    for _ in range(4):
        _post(client, person, "bu-dui")
    _post(client, person)
    client.post("/desk/sign-out/")
    assert _post(client, person, "bu-dui").status_code == 200


def test_no_name_and_no_password_reaches_the_log(client, person, caplog):
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            _post(client, person, "bu-dui-koling")
        _post(client, person)
    logged = "\n".join(f"{record.name} {record.getMessage()}" for record in caplog.records)
    assert person.username not in logged
    assert "bu-dui-koling" not in logged


def test_an_account_closed_does_not_get_in(client, person):
    person.is_active = False
    person.save()
    assert "用户名或口令不正确" in _post(client, person).content.decode()


def test_signing_out_is_a_post_and_ends_the_session(client_as, person):
    client = client_as(person)
    assert client.get("/desk/sign-out/").status_code == 405
    answer = client.post("/desk/sign-out/")
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert "_auth_user_id" not in client.session
    assert ("person.signed_out", person.pk) in _verbs()


def test_signing_out_twice_harms_nobody(client):
    assert client.post("/desk/sign-out/").status_code == 302
    assert _verbs() == []


def test_the_example_shows_its_sign_ins(client, settings):
    assert settings.DEMO_PASSWORD not in client.get(PAGE).content.decode()
    settings.DEMO = True
    page = client.get(PAGE).content.decode()
    assert settings.DEMO_PASSWORD in page
    assert "jingban" in page
