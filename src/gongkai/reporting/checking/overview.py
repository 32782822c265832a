"""A county at a glance: who owes a report of a year, whose was seen, when it was published, with how many findings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import subtree
from gongkai.kit.dates import day_of
from gongkai.law.agency_kinds import REPORT_TERMS, kind
from gongkai.law.params import defaults
from gongkai.report.checks import check
from gongkai.report.confirming import Checked
from gongkai.reporting.checking.queries import checked_files, counts
from gongkai.reporting.models import AnnualReport, CheckBatch, CheckedFile, FileStatus, ReportState
from gongkai.reporting.queries import frozen_report

NONE = {"errors": 0, "hints": 0, "to_verify": 0, "doubts": 0}


class Standing(models.TextChoices):
    """How an office stands with the day its report is due."""

    ON_TIME = "on_time", _("按期")
    LATE = "late", _("逾期公布")
    UNDATED = "undated", _("公布日期未填")
    MISSING = "missing", _("期限已过，未收到")
    AWAITED = "awaited", _("期限未到")


class Seen(models.TextChoices):
    """What was seen of a report."""

    READ = "read", _("已读取")
    UNREADABLE = "unreadable", _("未能读出")
    WAITING = "waiting", _("等待读取")
    OWN = "own", _("本系统发布")
    NONE = "none", _("未收到文件")


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """An office that owes a report: by when and on what ground, what was seen of it, and its findings.

    file is the newest one that could be read, None where none was given or the report was published in this system;
    published_on is the earliest day known. due_note says where the day is no statute's (towns).
    """

    agency: Agency
    due: date
    due_note: str
    seen: Seen
    standing: Standing
    file: CheckedFile | None = None
    published_on: date | None = None
    errors: int = 0
    hints: int = 0
    to_verify: int = 0
    doubts: int = 0

    @property
    def late(self) -> bool:
        """Tell whether the day was missed for all we know."""
        return self.standing in (Standing.LATE, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows in the order asked for; unmatched: files of the year, or of none, that belong to no row."""

    top: Agency
    year: int
    today: date
    rows: tuple[OverviewRow, ...]
    unmatched: tuple[CheckedFile, ...] = ()

    @property
    def sums(self) -> dict[str, int]:
        """Count the rows: owed, received, by what was seen, by standing, and the findings of all."""
        found = {"owed": len(self.rows), "received": sum(one.seen != Seen.NONE for one in self.rows)}
        found |= {f"seen_{seen.value}": sum(one.seen == seen for one in self.rows) for seen in Seen}
        found |= {one.value: sum(row.standing == one for row in self.rows) for one in Standing}
        for name in NONE:
            found[name] = sum(getattr(row, name) for row in self.rows)
        return found | {"unmatched": len(self.unmatched)}


def _worst(row: OverviewRow) -> tuple[object, ...]:
    return (
        row.standing != Standing.MISSING,
        row.standing != Standing.LATE,
        row.seen != Seen.UNREADABLE,
        -row.errors,
        -row.doubts,
        -row.hints - row.to_verify,
        row.agency.code,
    )


ORDERS: Mapping[str, Callable[[OverviewRow], tuple[object, ...]]] = {
    "worst": _worst,
    "agency": lambda row: (row.agency.code,),
    "published": lambda row: (row.published_on or date.max, row.agency.code),
    "errors": lambda row: (-row.errors, -row.hints, row.agency.code),
}


def overview(
    scope: QuerySet[Agency],
    *,
    top: Agency,
    year: int,
    today: date,
    batch: CheckBatch | None = None,
    order: str = "worst",
) -> Overview:
    """Give every office at or below one that owed a report of the year, with the files of the batches in scope.

    batch: only its files; order: one of ORDERS, the worst first for any other.
    """
    owing = [(one, due) for one in _offices(top, year) if (due := kind(one.kind).report_due(year))]
    files = checked_files(scope)
    if batch is not None:
        files = files.filter(batch=batch)
    offices = [one for one, _due in owing]
    by_agency = _by_agency(files.filter(year=year, agency__in=offices))
    own = _own_reports(offices, year)
    rows = [_row(one, due, today, by_agency.get(one.pk, []), own.get(one.pk)) for one, due in owing]
    unmatched = files.filter(Q(year=year) | Q(year=None)).exclude(year=year, agency__in=offices)
    if batch is None:
        unmatched = unmatched.filter(batch__agency=top)
    return Overview(top, year, today, tuple(sorted(rows, key=ORDERS.get(order, _worst))), tuple(unmatched))


def _offices(top: Agency, year: int) -> QuerySet[Agency]:
    """Who stood at or below an office when the year ended."""
    end = date(year, 12, 31)
    return Agency.objects.on(end).filter(pk__in=subtree(top, end)).order_by("code")


def _by_agency(files: Iterable[CheckedFile]) -> dict[int, list[CheckedFile]]:
    found: dict[int, list[CheckedFile]] = {}
    for one in files:
        if one.agency_id is not None:
            found.setdefault(one.agency_id, []).append(one)
    return found


def _own_reports(agencies: list[Agency], year: int) -> dict[int, AnnualReport]:
    found = AnnualReport.objects.filter(agency__in=agencies, year=year, state=ReportState.PUBLISHED)
    return {one.agency_id: one for one in found.select_related("agency")}


def _row(
    agency: Agency, due: date, today: date, files: list[CheckedFile], own: AnnualReport | None
) -> OverviewRow:
    newest = max(files, key=lambda one: (one.status == FileStatus.READ, one.pk), default=None)
    days = [one.published_on for one in files if one.published_on]
    if own is not None and own.published_at is not None:
        days.append(day_of(own.published_at))
    published_on = min(days, default=None)
    if newest is not None:
        seen, found = Seen(newest.status), {name: getattr(newest, name) for name in NONE}
    elif own is not None:
        report = frozen_report(own)
        seen, found = Seen.OWN, counts(Checked(report, check(report), ()))
    else:
        seen, found = Seen.NONE, NONE
    standing = _standing(seen, published_on, due, today)
    return OverviewRow(agency, due, _note(agency, due), seen, standing, newest, published_on, **found)


def _standing(seen: Seen, published_on: date | None, due: date, today: date) -> Standing:
    if published_on is not None:
        return Standing.LATE if published_on > due else Standing.ON_TIME
    if seen != Seen.NONE:
        return Standing.UNDATED
    return Standing.MISSING if today > due else Standing.AWAITED


def _note(agency: Agency, due: date) -> str:
    """What stands beside a day that is no statute's."""
    return defaults()(REPORT_TERMS[kind(agency.kind).report], due.replace(month=1, day=1)).shown
