"""Applications that wait for the confirmation by both sides (art. 31): since when too long, for their own alarm."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from gongkai.casework.models import Application
from gongkai.kit.entry import BadEntry
from gongkai.law.params import defaults
from gongkai.law.workdays import WorkCalendar

ONE_DAY = timedelta(days=1)
CONFIRMED_BY = {
    "phone": "电话确认",
    "counter": "当面确认",
    "email": "电子邮件确认",
    "post": "书面确认",
    "online": "网上确认",
}


def check_way(how: str) -> None:
    """Raise BadEntry for a way of confirming that nobody uses."""
    if how not in CONFIRMED_BY:
        raise BadEntry({"how": _("确认方式：请在列出的方式中选择。")})


def late_through(today: date, working: WorkCalendar) -> date:
    """Give the last day of submission whose confirmation was due before today."""
    days = defaults().number("online_confirm_days", today)
    day = today - ONE_DAY
    while working.add(day, days) >= today:
        day -= ONE_DAY
    return day


def waited(application: Application, today: date, working: WorkCalendar) -> int:
    """Give for how many working days an application has waited for its confirmation."""
    return working.between(application.submitted_on, today)
