"""The clock that views read. Everything below takes today as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def current() -> datetime:
    """The system's clock; the one place where tests set the time."""
    return datetime.now(UTC)


def now() -> datetime:
    """This moment, aware."""
    return current()


def today() -> date:
    """The date in Shanghai, whatever the server's own zone is."""
    return now().astimezone(SHANGHAI).date()
