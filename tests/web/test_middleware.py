"""A session ends when idle; working renews it, at most once a minute."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 2, 0, 30, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Set the clock to seconds after the start."""

    def _at(seconds):
        monkeypatch.setattr("gongkai.web.today.current", lambda: START + timedelta(seconds=seconds))

    return _at


def test_working_renews_the_session_at_most_once_a_minute(client_as, agency, at):
    client = client_as("clerk", agency)

    def _seen(seconds):
        at(seconds)
        client.get("/nowhere/")
        return Session.objects.get().get_decoded()["seen"]

    first = _seen(0)
    assert _seen(20) == first
    assert _seen(40) == first + 1


def test_the_session_lasts_half_an_hour_from_the_last_page(client_as, agency, settings):
    client = client_as("clerk", agency)
    client.get("/nowhere/")
    assert client.session.get_expiry_age() <= 30 * 60 == settings.SESSION_COOKIE_AGE
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    assert client.get("/desk/sign-in/").status_code == 200


def test_who_is_not_signed_in_has_no_session(client):
    client.get("/nowhere/")
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_chinese_is_shown_until_the_reader_chooses_english(client):
    asked = {"HTTP_ACCEPT_LANGUAGE": "en-US,en;q=0.9"}
    first = client.get("/desk/sign-in/", **asked)
    assert first.headers["Content-Language"] == "zh-hans"
    assert "Accept-Language" not in first.headers.get("Vary", "")
    client.post("/language/", {"language": "en", "next": "/"})
    assert client.get("/desk/sign-in/", **asked).headers["Content-Language"] == "en"


def test_the_public_is_told_that_it_cannot_be_opened_and_not_about_keys(rf, client_as, agency, caplog):
    from django.contrib.auth.models import AnonymousUser

    from gongkai.kit.keyring import KeyMissing
    from gongkai.web.middleware import SealedAway

    middleware, request = SealedAway(lambda _: None), rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    answer = middleware.process_exception(request, KeyMissing("0a0a0a0a"))
    assert answer.status_code == 503
    assert "系统维护中" in answer.content.decode()
    assert "gongkai key" not in answer.content.decode()
    assert "0a0a0a0a" in caplog.text
    assert middleware.process_exception(request, ValueError()) is None
