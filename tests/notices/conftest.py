"""A town with a clerk, and reminders about its applications."""

from datetime import date

import pytest

from gongkai.notices import actions
from gongkai.notices.reminders import Reminder
from support.cases import make_office, moment

MONDAY = date(2026, 11, 23)


@pytest.fixture
def office(db):
    """One town office of two people."""
    return make_office()


@pytest.fixture
def remind(office):
    """Make what stands exactly this: remind(("overdue", 1), ("soon", 2)), for the clerk; raised and settled."""

    def _remind(*wanted, who=None, at=None):
        person = who or office.clerk
        found = [
            Reminder(person.pk, office.agency.pk, kind, pk, f"2026-{pk:04}", MONDAY) for kind, pk in wanted
        ]
        return actions.sync("application", found, at=at or moment(MONDAY))

    return _remind


@pytest.fixture
def reach(office):
    """Let the clerk be reached: reach(by_mail=True)."""

    def _reach(**facts):
        asked = {"by_mail": False, "email": "clerk@example.cn", "by_sms": False, "phone": "13800001234"}
        return actions.set_reach(person=office.clerk, at=moment(MONDAY), **{**asked, **facts})

    return _reach
