"""Loading and withdrawing a notice. Which cases move, and who may, is the business of casework above."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.calendars.models import CalendarNotice
from gongkai.calendars.reading import Reading
from gongkai.kit.entry import BadEntry
from gongkai.law.notices import Kind


@transaction.atomic
def load_notice(*, reading: Reading, actor_id: int | None, at: datetime) -> CalendarNotice:
    """Let a notice count from now on; one loaded before for its year ends and names it as its successor.

    BadEntry where the same file counts already.
    """
    before = CalendarNotice.objects.in_force().filter(year=reading.notice.year).select_for_update().first()
    if before is not None and before.sha256 == reading.sha256:
        raise BadEntry({"file": _("这份通知已经载入，内容相同。")})
    if before is not None:
        _end(before, actor_id, at)
    row = _write(reading, actor_id, at)
    if before is not None:
        before.replaced_by = row
        before.save(update_fields=["replaced_by"])
    _audit(Verb.CALENDAR_LOADED, row, actor_id, at)
    return row


@transaction.atomic
def withdraw_notice(*, notice: CalendarNotice, actor_id: int | None, at: datetime) -> CalendarNotice:
    """Let a notice loaded by mistake count no more; its year is again as it ships, or provisional (暂定)."""
    row: CalendarNotice = CalendarNotice.objects.select_for_update().get(pk=notice.pk)
    if row.ended_at is not None:
        raise BadEntry({"notice": _("这份通知已经撤下或者被替换。")})
    _end(row, actor_id, at)
    _audit(Verb.CALENDAR_WITHDRAWN, row, actor_id, at)
    return row


def _end(row: CalendarNotice, actor_id: int | None, at: datetime) -> None:
    row.ended_at, row.ended_by = at, actor_id
    row.save(update_fields=["ended_at", "ended_by"])


def _write(reading: Reading, actor_id: int | None, at: datetime) -> CalendarNotice:
    row: CalendarNotice = CalendarNotice.objects.create(
        year=reading.notice.year,
        title=reading.notice.cite,
        document_number=reading.document_number,
        url=reading.url,
        issued_on=reading.issued_on,
        rest=_days(reading, "rest"),
        worked=_days(reading, "work"),
        source=reading.source,
        sha256=reading.sha256,
        loaded_by=actor_id,
        loaded_at=at,
    )
    return row


def _days(reading: Reading, kind: Kind) -> list[dict[str, str]]:
    return [{"day": one.day.isoformat(), "name": one.name} for one in reading.notice.days if one.kind == kind]


def _audit(verb: Verb, row: CalendarNotice, actor_id: int | None, at: datetime) -> None:
    record(
        chain_agency_id=None,
        verb=verb,
        actor_id=actor_id,
        subject_kind="calendar_notice",
        subject_id=row.pk,
        fields={"year": row.year, "title": row.title, "sha256": row.sha256},
        at=at,
    )
