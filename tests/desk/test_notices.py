"""Reminders at the desk: the bell, the list, what was opened; how to be reached."""

from datetime import date, timedelta

import pytest

from gongkai.casework.actions.reminding import remind
from gongkai.notices.actions import note_tick
from gongkai.notices.models import Reach
from support.cases import make_office, moment, register

DAY = date(2026, 11, 23)


@pytest.fixture
def case(desk):
    """An application that is overdue."""
    return register(desk.office, date(2026, 10, 9))


@pytest.fixture
def told(case):
    """The timer has run today."""
    remind(at=moment(DAY))
    note_tick(at=moment(DAY), raised=2, settled=0, mails=0, texts=0)


def test_the_bell_counts_what_was_not_opened_and_opening_the_case_stills_it(desk, case, told):
    assert 'class="gk-bell-count">1' in desk.clerk.get("/desk/").content.decode()
    page = desk.clerk.get("/desk/notices/").content.decode()
    assert "未看" in page
    assert f"/desk/applications/{case.pk}/" in page
    desk.clerk.get(f"/desk/applications/{case.pk}/")
    assert "gk-bell-count" not in desk.clerk.get("/desk/").content.decode()
    assert "2026-0001" in desk.clerk.get("/desk/notices/").content.decode()  # it still stands


def test_all_are_marked_at_once(desk, told):
    assert desk.clerk.post("/desk/notices/read/").status_code == 302
    assert "未看" not in desk.clerk.get("/desk/notices/").content.decode()
    assert "未看" in desk.head.get("/desk/notices/").content.decode()


def test_nobody_sees_what_others_are_reminded_of(desk, told, client_as):
    stranger = client_as(make_office().clerk)
    assert "2026-0001" not in stranger.get("/desk/notices/").content.decode()


def test_a_timer_that_does_not_run_is_said_and_nothing_is_promised(desk, on_day):
    page = desk.clerk.get("/desk/notices/").content.decode()
    assert "还没有运行过检查" in page
    assert "没有要提醒您的事" not in page
    note_tick(at=moment(DAY), raised=0, settled=0, mails=0, texts=0)
    assert "没有要提醒您的事" in desk.clerk.get("/desk/notices/").content.decode()
    on_day(DAY + timedelta(days=7))
    assert "此后没有运行" in desk.clerk.get("/desk/notices/").content.decode()


def test_a_person_sets_how_to_be_reached(desk):
    page = desk.clerk.get("/desk/notices/reach/").content.decode()
    assert "没有设邮件服务器" in page
    answer = desk.clerk.post("/desk/notices/reach/", {"by_mail": "on", "email": "clerk@example.cn"})
    assert answer.status_code == 302
    kept = Reach.objects.get()
    assert (kept.person, kept.by_mail, kept.by_sms) == (desk.office.clerk, True, False)


def test_a_wrong_address_is_named_and_what_was_typed_stays(desk):
    page = desk.clerk.post("/desk/notices/reach/", {"by_mail": "on", "email": "clerk", "phone": "123"})
    text = page.content.decode()
    assert "应写作 name@example.cn" in text
    assert "应是以1开头的11位数字" in text
    assert 'value="clerk"' in text
    assert not Reach.objects.exists()
