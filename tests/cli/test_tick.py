"""gongkai tick: run twice, the second run says 0."""

from datetime import date

import pytest

from gongkai.notices import actions
from gongkai.notices.models import Tick
from support.cases import make_office, moment, register
from support.outside import gateway, mail_server

MONDAY, DUE, SATURDAY = date(2026, 11, 23), date(2026, 12, 21), date(2026, 12, 19)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """A town with one application that is due on 21 December; its clerk asked for both channels."""
    made = make_office()
    register(made, MONDAY)
    facts = {"by_mail": True, "email": "clerk@example.cn", "by_sms": True, "phone": "13800001234"}
    actions.set_reach(person=made.clerk, at=moment(MONDAY), **facts)
    return made


@pytest.fixture
def outside(settings):
    """A mail server and a gateway, both set."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as mail, gateway() as sms:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.SMS_URL = "127.0.0.1", mail.port, sms.url
        settings.DEFAULT_FROM_EMAIL = "gongkai@example.cn"
        yield mail, sms


def test_the_second_run_does_nothing(gongkai, office, outside, on_day):
    on_day(DUE)
    mail, sms = outside
    first, second = gongkai("tick"), gongkai("tick")
    assert first.exit_code == second.exit_code == 0
    assert "新增 2 条，了结 0 条" in first.output
    assert "提醒邮件：发出 1" in first.output
    assert "短信：发出 1" in first.output
    assert "新增 0 条，了结 0 条" in second.output
    assert "提醒邮件：发出 0" in second.output
    assert "短信：发出 0" in second.output
    assert (len(mail.mails), len(sms.posted)) == (1, 1)
    assert [(one.raised, one.mails, one.texts) for one in Tick.objects.order_by("pk")] == [
        (2, 1, 1),
        (0, 0, 0),
    ]


def test_on_a_day_off_the_desk_is_told_and_nobody_at_home(gongkai, office, outside, on_day):
    on_day(SATURDAY)
    said = gongkai("tick")
    assert "新增 2 条" in said.output
    assert "今天不是工作日" in said.output
    assert outside[0].mails == []


def test_what_is_not_set_is_said_where_somebody_waits_for_it(gongkai, office, on_day, settings):
    on_day(DUE)
    settings.EMAIL_HOST = settings.SMS_URL = ""
    said = gongkai("tick", lang="en")
    assert said.exit_code == 0
    assert "no mail server is set (GONGKAI_EMAIL_HOST)" in said.output
    assert "no gateway is set (GONGKAI_SMS_URL)" in said.output


def test_a_gateway_that_is_away_is_an_error_of_the_run_and_the_mail_still_goes(
    gongkai, office, outside, on_day
):
    on_day(DUE)
    mail, sms = outside
    sms.answer = 503
    said = gongkai("tick")
    assert said.exit_code == 1
    assert "HTTP 503" in said.output
    assert len(mail.mails) == 1
    sms.answer = 200
    assert gongkai("tick").exit_code == 0
