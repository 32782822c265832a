"""Reading the calendar: the working days that every deadline is counted in, and where they come from."""

from functools import lru_cache

from gongkai.calendars.models import CalendarNotice, NoticeSet
from gongkai.law.workdays import WorkCalendar, official

Version = tuple[tuple[int, str], ...]


def calendar() -> WorkCalendar:
    """Give the years that ship and, over them, the notices loaded; one small query, the table is built once."""
    return _built(_version(CalendarNotice.objects.in_force()))


def calendar_without(notice: CalendarNotice) -> WorkCalendar:
    """Give the calendar as it would be if a notice were withdrawn."""
    return _built(_version(CalendarNotice.objects.in_force().exclude(pk=notice.pk)))


def _version(rows: NoticeSet) -> Version:
    return tuple(rows.order_by("year").values_list("pk", "sha256"))


@lru_cache(maxsize=4)
def _built(version: Version) -> WorkCalendar:
    """The rows named, and not those in force by now: what is kept under a version is what it says."""
    found = official()
    for row in CalendarNotice.objects.filter(pk__in=[pk for pk, _hash in version]):
        found = found.with_notice(row.year_notice)
    return found


def notices() -> NoticeSet:
    """Give every notice ever loaded, by year, the newest first."""
    return CalendarNotice.objects.select_related("replaced_by")


def find(pk: int) -> CalendarNotice:
    """Give one notice that counts. CalendarNotice.DoesNotExist for another."""
    return CalendarNotice.objects.in_force().get(pk=pk)


def shipped_years() -> tuple[int, int]:
    """Give the first and the last year whose notice ships with the product."""
    ships = official()
    return ships.first.year, max(
        year for year in range(ships.first.year, ships.last.year) if _known(ships, year)
    )


def _known(calendar: WorkCalendar, year: int) -> bool:
    return not calendar.is_provisional(calendar.first.replace(year=year))
