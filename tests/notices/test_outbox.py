"""Mail and short messages leave once a day to who asked, over the real protocols, and carry nothing private."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core.mail import get_connection

from gongkai.notices.mail import by_mail
from gongkai.notices.models import Channel, Message, SendState
from gongkai.notices.outbox import GIVEN_UP_AFTER, Refused, Unreachable, queue, send, wanting
from gongkai.notices.sms import by_sms
from support.cases import moment
from support.outside import gateway, mail_server

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
AT = moment(MONDAY)


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


@pytest.fixture
def post(server, settings):
    """Queue and send the mails of a day."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = "gongkai@example.cn", "https://xxgk.example.cn"

    def _post(at=AT):
        backend = get_connection("django.core.mail.backends.smtp.EmailBackend", port=server.port)
        queue(Channel.MAIL, at=at)
        return send(Channel.MAIL, by_mail(backend), at=at)

    return _post


def test_one_mail_a_day_holds_everything_that_stands(office, remind, reach, post, server):
    reach(by_mail=True)
    remind(("overdue", 1), ("soon", 2), ("soon", 3))
    assert (post().sent, post().sent) == (1, 0)
    mail = server.mails[0]
    assert mail["To"] == "clerk@example.cn"
    assert mail["Subject"].strip() == "政府信息公开提醒：逾期 1 件，5 个工作日内到期 2 件"
    text = mail.get_content()
    assert all(number in text for number in ("2026-0001", "2026-0002", "2026-0003"))
    assert "https://xxgk.example.cn/desk/notices/" in text
    assert mail["Auto-Submitted"] == "auto-generated"


def test_nobody_is_written_to_who_did_not_ask(remind, reach, post, server):
    remind(("overdue", 1))
    assert post().sent == 0
    reach(by_mail=False)
    assert post().sent == 0
    assert server.mails == []


def test_the_next_day_only_what_is_new_or_pressing_is_worth_a_mail(remind, reach, post, server):
    reach(by_mail=True)
    remind(("soon", 1))
    post()
    assert post(moment(TUESDAY)).sent == 0
    remind(("overdue", 1))
    assert post(moment(TUESDAY)).sent == 1
    assert post(moment(date(2026, 11, 25))).sent == 1  # still overdue


def test_a_mail_says_nothing_of_applicant_or_matter(office, reach, post, server):
    from gongkai.casework.actions.reminding import remind
    from support.cases import register

    reach(by_mail=True)
    register(office, date(2026, 10, 9))
    remind(at=AT)
    post()
    whole = server.mails[0].as_string() + server.mails[0].get_content()
    assert "2026-0001" in whole
    assert not any(word in whole for word in ("示例申请人", "预算", "000-00000000"))


def test_an_address_that_is_refused_for_good_is_not_tried_again(remind, reach, post, server):
    reach(by_mail=True)
    remind(("overdue", 1))
    server.refuses["clerk@example.cn"] = "550 5.1.1 no such user"
    assert post().refused == 1
    assert Message.objects.get().problem == "smtp-550"
    server.refuses.clear()
    assert post().sent == 0


def test_a_server_that_is_busy_or_away_is_tried_again(remind, reach, post, server):
    reach(by_mail=True)
    remind(("overdue", 1))
    server.refuses["clerk@example.cn"] = "451 4.3.0 later"
    assert post().waiting is not None
    server.refuses.clear()
    assert post().sent == 1


def test_a_server_that_is_not_there_is_named(remind, reach, settings):
    reach(by_mail=True)
    remind(("overdue", 1))
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    queue(Channel.MAIL, at=AT)
    backend = get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=9)
    done = send(Channel.MAIL, by_mail(backend), at=AT)
    assert "127.0.0.1:9" in done.waiting.zh
    assert "GONGKAI_EMAIL_HOST" in done.waiting.en
    assert Message.objects.get().state == SendState.QUEUED


def test_two_runs_at_once_do_not_send_twice(remind, reach):
    reach(by_mail=True)
    remind(("overdue", 1))
    queue(Channel.MAIL, at=AT)
    carried = []

    def _meanwhile(parcel):
        carried.append(parcel)
        assert send(Channel.MAIL, carried.append, at=AT).sent == 0  # another run, while this one sends

    assert send(Channel.MAIL, _meanwhile, at=AT).sent == 1
    assert len(carried) == 1


def test_what_was_being_sent_when_the_machine_went_down_is_sent_again(remind, reach):
    reach(by_mail=True)
    remind(("overdue", 1))
    queue(Channel.MAIL, at=AT)
    Message.objects.update(state=SendState.SENDING, tries=1, at=AT)
    carried = []
    assert send(Channel.MAIL, carried.append, at=AT + timedelta(minutes=1)).sent == 0
    assert send(Channel.MAIL, carried.append, at=AT + GIVEN_UP_AFTER + timedelta(seconds=1)).sent == 1


def test_what_was_settled_meanwhile_is_not_sent(remind, reach, post, server):
    reach(by_mail=True)
    remind(("overdue", 1))
    queue(Channel.MAIL, at=AT)
    remind()
    assert post().sent == 0
    assert server.mails == []


def test_who_may_no_longer_sign_in_is_not_written_to(office, remind, reach, post, server):
    reach(by_mail=True)
    remind(("overdue", 1))
    office.clerk.is_active = False
    office.clerk.save()
    assert wanting(Channel.MAIL) == 0
    assert post().sent == 0


@pytest.fixture
def gate():
    with gateway() as running:
        yield running


@pytest.fixture
def text(gate):
    """Queue and send the short messages of a day."""

    def _text(at=AT):
        queue(Channel.SMS, at=at)
        return send(Channel.SMS, by_sms(gate.url, "示例-token".encode("idna").decode()), at=at)

    return _text


def test_a_short_message_holds_a_number_and_a_code_and_nothing_else(remind, reach, text, gate):
    reach(by_sms=True)
    remind(("due_today", 1), ("overdue", 2), ("soon", 3))
    assert (text().sent, text().sent) == (1, 0)
    headers, body = gate.posted[0]
    assert set(body) == {"id", "to", "number", "code"}
    assert (body["to"], body["number"], body["code"]) == ("13800001234", "2026-0002", "OVERDUE")
    assert headers["Authorization"].startswith("Bearer ")
    assert headers["Idempotency-Key"] == body["id"]


def test_what_is_not_pressing_is_no_short_message_and_nothing_is_told_twice(remind, reach, text, gate):
    reach(by_sms=True)
    remind(("soon", 1))
    assert text().sent == 0
    remind(("overdue", 1))
    assert text().sent == 1
    assert text(moment(TUESDAY)).sent == 0
    assert len(gate.posted) == 1


@pytest.mark.parametrize("status", [302, 401, 429, 500, 503])
def test_a_gateway_that_is_ill_or_closed_is_tried_again(remind, reach, text, gate, status):
    reach(by_sms=True)
    remind(("overdue", 1))
    gate.answer = status
    assert str(status) in text().waiting.zh
    assert len(gate.posted) == 1  # a redirect is not followed
    gate.answer = 200
    assert text().sent == 1


def test_a_number_that_is_refused_is_not_tried_again(remind, reach, text, gate):
    reach(by_sms=True)
    remind(("overdue", 1))
    gate.answer = 422
    assert text().refused == 1
    gate.answer = 200
    assert text().sent == 0


def test_only_the_web_is_a_gateway():
    with pytest.raises(ValueError, match="file"):
        by_sms("file:///etc/passwd", "")


def test_one_refusal_does_not_hold_up_the_others(office, remind, reach):
    from gongkai.notices import actions

    reach(by_mail=True)
    facts = {"by_mail": True, "email": "head@example.cn", "by_sms": False, "phone": ""}
    actions.set_reach(person=office.head, at=AT, **facts)
    from gongkai.notices.reminders import Reminder

    both = [
        Reminder(one.pk, office.agency.pk, "overdue", 1, "2026-0001") for one in (office.clerk, office.head)
    ]
    actions.sync("application", both, at=AT)
    queue(Channel.MAIL, at=AT)

    def _refuse_first(parcel):
        if parcel.reach.person == office.clerk:
            raise Refused("smtp-550")

    done = send(Channel.MAIL, _refuse_first, at=AT)
    assert (done.sent, done.refused) == (1, 1)


def test_smtp_errors_are_either_refusals_or_outages():
    class _Backend:
        def send_messages(self, _mails):
            raise smtplib.SMTPServerDisconnected("gone")

    from types import SimpleNamespace

    parcel = SimpleNamespace(
        notices=[],
        reach=SimpleNamespace(email="a@example.cn", person=SimpleNamespace(name="示例")),
        id="mail-1",
    )
    with pytest.raises(Unreachable):
        by_mail(_Backend())(parcel)
