"""The calendar changes: a notice on holidays is adopted or withdrawn, and the cases it moves are dated again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import holds
from gongkai.agencies.models import Person
from gongkai.agencies.roles import standard
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.calendars.actions import load_notice
from gongkai.calendars.actions import withdraw_notice as end_notice
from gongkai.calendars.models import CalendarNotice
from gongkai.calendars.queries import calendar
from gongkai.calendars.reading import Reading
from gongkai.casework.clocks import CHUNK, keep
from gongkai.casework.models import STANDING_COLUMNS, Application, ApplicationSet, CaseEvent
from gongkai.casework.moving import Move, move_of, reaching
from gongkai.kit.dates import day_of
from gongkai.law.workdays import WorkCalendar

LOAD = "calendars.load"
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of it: the notice, and how many open cases have another last day now."""

    notice: CalendarNotice
    moved: int


def adopt_notice(*, reading: Reading, actor: Person, at: datetime) -> Changed:
    """Let a notice that was read count, and date again what it moves, of every agency.

    PermissionDenied; BadEntry where it counts already. The notice counts from the first transaction on; the cases
    follow in chunks, and what an interruption leaves is found and mended by `gongkai manage check_clocks --mend`.
    """
    _require(actor, at)
    notice = load_notice(reading=reading, actor_id=actor.pk, at=at)
    return Changed(notice, redate(_reached(notice), because=notice.title, actor=actor, at=at))


def withdraw_notice(*, notice: CalendarNotice, actor: Person, at: datetime) -> Changed:
    """Let a notice loaded by mistake count no more, and date again what that moves. PermissionDenied; BadEntry."""
    _require(actor, at)
    ended = end_notice(notice=notice, actor_id=actor.pk, at=at)
    why = _("撤下%(notice)s") % {"notice": ended.title}
    return Changed(ended, redate(_reached(ended), because=why, actor=actor, at=at))


def _require(actor: Person, at: datetime) -> None:
    if not holds(actor, LOAD, day_of(at)):
        what = _(standard().permissions[LOAD])
        raise PermissionDenied(_("您的岗位没有“%(what)s”的权限。") % {"what": what})


def _reached(notice: CalendarNotice) -> ApplicationSet:
    """A notice can speak of the December before its year."""
    return reaching(Application.objects.all(), date(notice.year - 1, DECEMBER, 1))


def redate(cases: ApplicationSet, *, because: str, actor: Person | None, at: datetime) -> int:
    """Write the kept clocks of cases again by the calendar of now, and count the open cases that moved.

    Each that moved has it in its history and its audit, and its version grows; the rest change without a word, as
    where only 暂定 falls away. One transaction a chunk; run twice, the second run finds nothing.
    """
    working, moved = calendar(), 0
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        moved += _redate_chunk(keys[start : start + CHUNK], because, working, actor, at)
    return moved


@transaction.atomic
def _redate_chunk(
    keys: list[int], because: str, within: WorkCalendar, actor: Person | None, at: datetime
) -> int:
    locked = Application.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return sum(_redate(case, because, within, actor, at) for case in locked.prefetch_related("events"))


def _redate(
    case: Application, because: str, within: WorkCalendar, actor: Person | None, at: datetime
) -> bool:
    kept = case.standing
    keep(case, today=day_of(at), within=within)
    if case.standing == kept:
        return False
    move = None if case.closed_on else move_of(case, kept, case.standing)
    case.version += bool(move)
    case.save(update_fields=[*STANDING_COLUMNS, "version"])
    if move:
        _tell(move, because, actor, at)
    return bool(move)


def _tell(move: Move, because: str, actor: Person | None, at: datetime) -> None:
    data: Mapping[str, str] = {
        "notice": because,
        "what": move.what,
        "from": move.was.isoformat(),
        "to": move.will.isoformat(),
    }
    seq = max((one.seq for one in move.case.events.all()), default=0) + 1
    CaseEvent.objects.create(
        application=move.case, seq=seq, kind="redated", on=day_of(at), data=data, actor=actor, at=at
    )
    record(
        chain_agency_id=move.case.agency_id,
        verb=Verb.APPLICATION_REDATED,
        actor_id=actor.pk if actor else None,
        subject_kind="application",
        subject_id=move.case.pk,
        fields=data,
        at=at,
    )
