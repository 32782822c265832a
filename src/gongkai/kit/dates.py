"""The day a moment falls on for the law: Shanghai's, whatever the server's own zone is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(at: datetime) -> date:
    """Give the date in Shanghai of an aware moment; ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return at.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Give the first moment of a day in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
