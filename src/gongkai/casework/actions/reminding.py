"""Reminders of applications are made what they should be today."""

from datetime import datetime

from gongkai.calendars.queries import calendar
from gongkai.casework.reminders import reminders
from gongkai.kit.dates import day_of
from gongkai.notices.actions import sync

SUBJECT = "application"


def remind(*, at: datetime) -> tuple[int, int]:
    """Raise what is new and settle what no longer holds; give how many of each. Run again, it is (0, 0)."""
    return sync(SUBJECT, reminders(day_of(at), calendar()), at=at)
