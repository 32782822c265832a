"""Reading what was checked: batches, their files, the findings of a file, and what is still doubtful in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gongkai.agencies.models import Agency
from gongkai.report.checks import Finding, Level
from gongkai.report.confirming import Checked, Doubtful, checked
from gongkai.report.findings import Doubt
from gongkai.report.model import Report
from gongkai.report.readers.json_reader import read_json
from gongkai.reporting.models import CheckBatch, CheckedFile, Confirmation, FileStatus

SEVERITIES: Mapping[str, Q] = {
    "error": Q(errors__gt=0),
    "hint": Q(hints__gt=0),
    "to_verify": Q(to_verify__gt=0),
    "doubt": Q(doubts__gt=0),
    "clean": Q(status=FileStatus.READ, errors=0, hints=0, to_verify=0, doubts=0),
    "right": Q(status=FileStatus.READ, errors=0, doubts=0),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: files in all, read, unreadable, waiting."""

    total: int
    read: int
    unreadable: int
    waiting: int

    @property
    def done(self) -> int:
        """How many have their result."""
        return self.total - self.waiting


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a file: what is wrong in the document, and what we could not read, each by level."""

    document: Mapping[Level, tuple[Finding, ...]]
    reading: Mapping[Level, tuple[Finding, ...]]

    @property
    def documents_own(self) -> tuple[Finding, ...]:
        """All that is the document's, errors first."""
        return tuple(one for group in self.document.values() for one in group)

    @property
    def of_reading(self) -> tuple[Finding, ...]:
        """All that is ours, errors first."""
        return tuple(one for group in self.reading.values() for one in group)


def batches(scope: QuerySet[Agency]) -> QuerySet[CheckBatch]:
    """Give the batches of the agencies in scope, newest first, with how many files and findings each has.

    Every one carries total, read, unreadable, waiting, error_sum, doubt_sum, year (the latest) as attributes.
    """
    counted = {
        status.value: Count("files", filter=Q(files__status=status))
        for status in (FileStatus.READ, FileStatus.UNREADABLE, FileStatus.WAITING)
    }
    found = CheckBatch.objects.filter(agency__in=scope).select_related("agency", "created_by")
    return found.annotate(
        total=Count("files"),
        **counted,
        error_sum=Coalesce(Sum("files__errors"), 0),
        doubt_sum=Coalesce(Sum("files__doubts"), 0),
        year=Max("files__year"),
    ).order_by("-created_at", "-pk")


def find_batch(scope: QuerySet[Agency], pk: int) -> CheckBatch:
    """Give one batch in scope. CheckBatch.DoesNotExist."""
    return batches(scope).get(pk=pk)


def find_file(scope: QuerySet[Agency], pk: int) -> CheckedFile:
    """Give one checked file in scope. CheckedFile.DoesNotExist."""
    return checked_files(scope).get(pk=pk)


def progress(batch: CheckBatch) -> Progress:
    """Count how far a batch is."""
    statuses = list(batch.files.values_list("status", flat=True))
    return Progress(
        len(statuses),
        statuses.count(FileStatus.READ),
        statuses.count(FileStatus.UNREADABLE),
        statuses.count(FileStatus.WAITING),
    )


def checked_files(scope: QuerySet[Agency]) -> QuerySet[CheckedFile]:
    """Give the checked files of the agencies in scope, in the order in which they came; what was read comes when asked for."""
    found = CheckedFile.objects.filter(batch__agency__in=scope).defer("report_json")
    return found.select_related("batch__agency", "agency", "stored_file").order_by("batch_id", "sequence")


def files_of(
    scope: QuerySet[Agency], batch: CheckBatch, *, status: str = "", severity: str = "", text: str = ""
) -> QuerySet[CheckedFile]:
    """Give the files of a batch: of a status (FileStatus), with findings of a severity (SEVERITIES), with a text in the
    path or the office's name. A filter that is empty or unknown keeps everything.
    """
    found = checked_files(scope).filter(batch=batch)
    if status in FileStatus.values:
        found = found.filter(status=status)
    if severity in SEVERITIES:
        found = found.filter(SEVERITIES[severity])
    if text.strip():
        words = text.strip()
        named = Q(path__icontains=words) | Q(agency_name__icontains=words) | Q(agency__name__icontains=words)
        found = found.filter(named)
    return found


# one file ----------------------------------------------------------------------------------------------------------


def read_report(row: CheckedFile) -> Report:
    """Give the report as the reader read it. ValueError for a file that was not read."""
    if row.report_json is None:
        raise ValueError(f"{row} was not read.")
    return read_json(json.dumps(row.report_json), row.path)


def confirmed_cells(row: CheckedFile) -> dict[str, str]:
    """Give what people confirmed in a file, by place."""
    return dict(Confirmation.objects.filter(checked_file=row).values_list("where", "raw"))


def confirmations(row: CheckedFile) -> QuerySet[Confirmation]:
    """Give the confirmations of a file with who made them, in the order of their places."""
    return row.confirmations.select_related("confirmed_by").order_by("where")


def verdict(row: CheckedFile) -> Checked:
    """Check a file's report with what was confirmed in it: the report, its findings, its doubtful places.

    ValueError for a file that was not read.
    """
    return checked(read_report(row), confirmed_cells(row))


def findings_of(result: Checked) -> Findings:
    """Sort the findings of a verdict: the document's and ours, errors before hints before what is to be verified."""
    return Findings(_by_level(result.findings, "document"), _by_level(result.findings, "reading"))


def _by_level(findings: tuple[Finding, ...], whose: Doubt) -> dict[Level, tuple[Finding, ...]]:
    ours = [one for one in findings if one.doubt == whose]
    return {level: tuple(one for one in ours if one.level is level) for level in Level}


def doubtful_cells(row: CheckedFile) -> tuple[Doubtful, ...]:
    """Give the places of a file that a person should look at, with the readings they allow; none if it was not read."""
    return verdict(row).doubtful if row.status == FileStatus.READ else ()


def counts(result: Checked) -> dict[str, Any]:
    """Count a verdict as the fields of a CheckedFile."""
    own = findings_of(result).document
    return {
        "errors": len(own[Level.ERROR]),
        "hints": len(own[Level.HINT]),
        "to_verify": len(own[Level.TO_VERIFY]),
        "doubts": len(result.doubtful) + len(result.report.unplaced),
    }
