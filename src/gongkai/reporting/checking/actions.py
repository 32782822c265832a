"""What can be done with published reports that are checked: batches, files, confirmed cells, dates, offices."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import subtree
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.files import actions as files
from gongkai.files.names import cleaned_path
from gongkai.files.places import digest
from gongkai.files.queries import content
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.report.confirming import YEAR, cells_of, is_place
from gongkai.report.model import Report
from gongkai.reporting.access import PERMISSIONS
from gongkai.reporting.checking.matching import office_of
from gongkai.reporting.checking.queries import counts, read_report, verdict
from gongkai.reporting.models import CheckBatch, CheckedFile, Confirmation, FileStatus
from gongkai.reporting.reading import ReadResult, read_file

FIRST_YEAR, LAST_YEAR = 2008, 2999  # the first Regulations came into force in 2008
Reader = Callable[[bytes, str], ReadResult]


# batches -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_batch(*, agency: Agency, title: str, actor: Person, at: datetime) -> CheckBatch:
    """Open a batch of published reports to be checked by an office."""
    require(actor, PERMISSIONS["check"], agency, day_of(at))
    if not 0 < len(title.strip()) <= 200:
        raise BadEntry({"title": _("名称：请填写，不超过200字。")})
    batch = CheckBatch.objects.create(agency=agency, title=title.strip(), created_by=actor, created_at=at)
    _audit(batch, Verb.CHECK_OPENED, actor, at, ("check_batch", batch.pk), title=batch.title)
    return batch


@transaction.atomic
def remove_batch(*, batch: CheckBatch, actor: Person, at: datetime) -> None:
    """Remove a batch with its files and what was confirmed in them."""
    batch = _locked_batch(batch)
    require(actor, PERMISSIONS["check"], batch.agency, day_of(at))
    pk, removed = batch.pk, [_remove(row) for row in batch.files.select_related("stored_file")]
    batch.delete()
    _audit(batch, Verb.CHECK_REMOVED, actor, at, ("check_batch", pk), files=removed)


# files -------------------------------------------------------------------------------------------------------------


def add_file(
    *,
    batch: CheckBatch,
    data: bytes,
    path: str,
    actor: Person,
    at: datetime,
    read: Reader | None = read_file,
) -> CheckedFile:
    """Add a file to a batch, read it at once and check it; read None leaves it waiting for recheck().

    path is its name, with the folders it was dropped in. The same content again gives the row that is there. It is read
    before the transaction opens, so that a slow file holds nobody up. BadEntry for one over 100 MB.
    """
    require(actor, PERMISSIONS["check"], batch.agency, day_of(at))
    known = _same(batch, data)
    if known is not None:
        return known
    name = cleaned_path(path)
    result = read(data, name) if read else None
    return _keep(batch=batch, data=data, name=name, result=result, actor=actor, at=at)


def _same(batch: CheckBatch, data: bytes) -> CheckedFile | None:
    return CheckedFile.objects.filter(batch=batch, stored_file__sha256=digest(data)).first()


@transaction.atomic
def _keep(
    *, batch: CheckBatch, data: bytes, name: str, result: ReadResult | None, actor: Person, at: datetime
) -> CheckedFile:
    batch = _locked_batch(batch)
    known = _same(batch, data)
    if known is not None:
        return known
    stored = files.store(data=data, name=name, at=at, by=actor.pk, agency_id=batch.agency_id)
    last = batch.files.aggregate(last=Max("sequence"))["last"] or 0
    row = CheckedFile.objects.create(batch=batch, stored_file=stored, path=name, sequence=last + 1)
    if result is not None:
        _take(row, result, at)
    subject = ("checked_file", row.pk)
    _audit(batch, Verb.CHECK_FILE_ADDED, actor, at, subject, sha256=stored.sha256, status=row.status)
    return row


def recheck(*, file: CheckedFile, actor: Person, at: datetime, read: Reader = read_file) -> CheckedFile:
    """Read a file anew, as after an update of the readers; what was confirmed in it stays."""
    require(actor, PERMISSIONS["check"], file.batch.agency, day_of(at))
    return _reread(file, read(content(file.stored_file), file.path), actor, at)


@transaction.atomic
def _reread(file: CheckedFile, result: ReadResult, actor: Person, at: datetime) -> CheckedFile:
    row = _locked(file)
    _take(row, result, at)
    _audit(row.batch, Verb.CHECK_FILE_REREAD, actor, at, ("checked_file", row.pk), status=row.status)
    return row


@transaction.atomic
def remove_file(*, file: CheckedFile, actor: Person, at: datetime) -> None:
    """Remove one file from its batch with what was confirmed in it."""
    row = _locked(file)
    require(actor, PERMISSIONS["check"], row.batch.agency, day_of(at))
    pk, sha256 = row.pk, _remove(row)
    _audit(row.batch, Verb.CHECK_FILE_REMOVED, actor, at, ("checked_file", pk), sha256=sha256)


def _remove(row: CheckedFile) -> str:
    stored = row.stored_file
    row.confirmations.all().delete()
    row.delete()
    files.discard(stored=stored)
    return stored.sha256


def _take(row: CheckedFile, result: ReadResult, at: datetime) -> None:
    """Write down what came of reading a file, and check it."""
    row.report_json = result.report_json
    row.status = FileStatus.READ if result.report_json is not None else FileStatus.UNREADABLE
    row.problem_zh, row.problem_en = result.problem_zh[:500], result.problem_en[:500]
    _refresh(row, at)


def _refresh(row: CheckedFile, at: datetime) -> None:
    """Check a file with what is confirmed in it now."""
    found = dict.fromkeys(("errors", "hints", "to_verify", "doubts"), 0)
    if row.status == FileStatus.READ:
        result = verdict(row)
        found = counts(result)
        row.agency_name, row.year = result.report.agency[:200], result.report.year
        row.form = result.report.form
        if not row.matched_by_hand:
            row.agency = office_of(result.report, subtree(row.batch.agency, day_of(at)))
    for name, number in found.items():
        setattr(row, name, number)
    row.checked_at = at
    row.save()


# what people add ---------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_cells(*, file: CheckedFile, cells: Mapping[str, str], actor: Person, at: datetime) -> CheckedFile:
    """Confirm what stands in cells, by place (requests.d1.natural, or year), as seen beside their picture.

    BadEntry names every place that no form has and every text that cannot be taken.
    """
    row = _locked(file)
    require(actor, PERMISSIONS["check"], row.batch.agency, day_of(at))
    _check_cells(row, cells)
    report = read_report(row)
    for where, raw in cells.items():
        seen = {
            "raw": raw.strip(),
            "was_raw": _was(report, where)[:200],
            "confirmed_by": actor,
            "at": at,
        }
        Confirmation.objects.update_or_create(checked_file=row, where=where, defaults=seen)
    _refresh(row, at)
    _audit(row.batch, Verb.CHECK_CELLS_CONFIRMED, actor, at, ("checked_file", row.pk), **cells)
    return row


def confirm_cell(*, file: CheckedFile, where: str, raw: str, actor: Person, at: datetime) -> CheckedFile:
    """Confirm what stands in one cell."""
    return confirm_cells(file=file, cells={where: raw}, actor=actor, at=at)


def _check_cells(row: CheckedFile, cells: Mapping[str, str]) -> None:
    if row.status != FileStatus.READ:
        raise BadEntry({"file": _("这个文件没有读出内容，不能逐格确认。")})
    problems = {}
    for where, raw in cells.items():
        if not is_place(where):
            problems[where] = _("%(where)s：年度报告格式中没有这一格。") % {"where": where}
        elif len(raw.strip()) > 200:
            problems[where] = _("原文过长，请只填这一格印的内容。")
        elif where == YEAR and not _is_year(raw.strip()):
            problems[where] = _("年度：请填四位数字，如2025。")
    if problems:
        raise BadEntry(problems)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR


def _was(report: Report, where: str) -> str:
    """What the reader had at a place."""
    row, _dot, column = where.rpartition(".")
    if where == YEAR:
        return str(report.year)
    cell = cells_of(report, row).get(column)
    return cell.raw if cell else ""


@transaction.atomic
def withdraw_confirmation(*, file: CheckedFile, where: str, actor: Person, at: datetime) -> CheckedFile:
    """Take a confirmation back: the cell is again what the reader had. BadEntry where nothing was confirmed."""
    row = _locked(file)
    require(actor, PERMISSIONS["check"], row.batch.agency, day_of(at))
    if not row.confirmations.filter(where=where).delete()[0]:
        raise BadEntry({where: _("这一格没有确认过，或者已经撤回。")})
    _refresh(row, at)
    _audit(row.batch, Verb.CHECK_CELL_WITHDRAWN, actor, at, ("checked_file", row.pk), where=where)
    return row


@transaction.atomic
def set_published_on(*, file: CheckedFile, on: date | None, actor: Person, at: datetime) -> CheckedFile:
    """Note on which day the report was published; None: not known. BadEntry for a day that has not come."""
    row = _locked(file)
    require(actor, PERMISSIONS["check"], row.batch.agency, day_of(at))
    if on is not None and on > day_of(at):
        raise BadEntry({"on": _("公布日期：不能晚于今天。")})
    if on is not None and row.year is not None and on.year < row.year:
        raise BadEntry({"on": _("公布日期：早于报告年度%(year)s年，请核对。") % {"year": row.year}})
    row.published_on = on
    row.save(update_fields=["published_on"])
    _audit(row.batch, Verb.CHECK_DATED, actor, at, ("checked_file", row.pk), on=on)
    return row


@transaction.atomic
def match_agency(
    *, file: CheckedFile, agency: Agency | None, actor: Person, at: datetime, year: int | None = None
) -> CheckedFile:
    """Say by hand whose report a file is, for a file that was not read also of which year; None: match by its name again.

    BadEntry for an office that is not below the one that checks.
    """
    row = _locked(file)
    day = day_of(at)
    require(actor, PERMISSIONS["check"], row.batch.agency, day)
    if agency is not None and not subtree(row.batch.agency, day).filter(pk=agency.pk).exists():
        problem = _("“%(agency)s”不在“%(office)s”的范围内。")
        raise BadEntry({"agency": problem % {"agency": agency, "office": row.batch.agency}})
    if year is not None and not FIRST_YEAR <= year <= day.year:
        raise BadEntry({"year": _("年度：请填四位数字，如2025。")})
    row.agency, row.matched_by_hand = agency, agency is not None
    if row.status != FileStatus.READ:
        row.year = year
    _refresh(row, at)
    _audit(
        row.batch,
        Verb.CHECK_MATCHED,
        actor,
        at,
        ("checked_file", row.pk),
        agency=row.agency_id,
        year=row.year,
    )
    return row


# -------------------------------------------------------------------------------------------------------------------


def _locked_batch(batch: CheckBatch) -> CheckBatch:
    return CheckBatch.objects.select_for_update(of=("self",)).select_related("agency").get(pk=batch.pk)


def _locked(file: CheckedFile) -> CheckedFile:
    rows = CheckedFile.objects.select_for_update(of=("self",))
    return rows.select_related("batch__agency", "stored_file").get(pk=file.pk)


def _audit(
    batch: CheckBatch,
    verb: Verb,
    actor: Person,
    at: datetime,
    subject: tuple[str, int],
    **fields: Any,
) -> None:
    record(
        chain_agency_id=batch.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind=subject[0],
        subject_id=subject[1],
        fields=fields,
        at=at,
    )
