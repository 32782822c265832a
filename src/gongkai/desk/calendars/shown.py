"""What the pages on the calendar show: notices with their chips, the days of a notice, the cases that move."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import names_of
from gongkai.calendars.models import CalendarNotice
from gongkai.calendars.queries import notices
from gongkai.casework.moving import Move, moves
from gongkai.desk.applications.shown import Chip
from gongkai.law.notices import YearNotice
from gongkai.law.workdays import WorkCalendar

SHOWN = 200


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in the list: whether it counts, and who loaded it."""

    notice: CalendarNotice
    chip: Chip
    loaded_by: str


def notice_rows() -> list[NoticeRow]:
    """Give every notice ever loaded, by year, the newest first."""
    found = list(notices())
    names = names_of(one.loaded_by for one in found)
    return [NoticeRow(one, _chip(one), names.get(one.loaded_by or 0, "")) for one in found]


def _chip(notice: CalendarNotice) -> Chip:
    if notice.ended_at is None:
        return Chip(_("生效"), "active")
    return Chip(_("已替换") if notice.replaced_by_id else _("已撤下"), "done")


def waiting_years(calendar: WorkCalendar, today: date, *, soon: bool) -> list[int]:
    """Give the years that wait for their notice: this one, and the next one once a case reaches into it (soon)."""
    years = [today.year, today.year + 1] if soon else [today.year]
    return [year for year in years if calendar.is_provisional(date(year, 1, 1))]


@dataclass(frozen=True, slots=True)
class Span:
    """Days off in a row, or one weekend day worked."""

    name: str
    first: date
    last: date


def spans(notice: YearNotice, kind: str) -> list[Span]:
    """Give the days of a notice of one kind ("rest" or "work"), those in a row joined."""
    joined: list[Span] = []
    for one in (special for special in notice.days if special.kind == kind):
        last = joined[-1] if joined else None
        if last and (last.name, last.last + timedelta(1)) == (one.name, one.day):
            joined[-1] = Span(one.name, last.first, one.day)
        else:
            joined.append(Span(one.name, one.day, one.day))
    return joined


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of the calendar would move: the cases in scope (no more than SHOWN), and how many there are."""

    moves: list[Move]
    count: int
    elsewhere: int


def preview(before: WorkCalendar, after: WorkCalendar, scope: QuerySet[Agency], today: date) -> Preview:
    """Give what would move; a calendar is everybody's, so that cases outside the scope are counted as well."""
    every = moves(before, after, Agency.objects.all(), today=today)
    mine = set(scope.values_list("pk", flat=True))
    seen = [one for one in every if one.case.agency_id in mine]
    return Preview(seen[:SHOWN], len(seen), len(every) - len(seen))
