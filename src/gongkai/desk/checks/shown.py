"""What the pages on checked reports show: the state of a file in words, its findings apart by whose they are, a cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gongkai.desk.applications.shown import Chip
from gongkai.report.checks import Finding, Level
from gongkai.report.confirming import YEAR, Checked, Doubtful, cells_of, is_place
from gongkai.report.findings import named
from gongkai.report.forms import ChapterSpec, form
from gongkai.report.grids import grids
from gongkai.report.model import Chapter, Report
from gongkai.report.writers.html_writer import table_html
from gongkai.reporting.checking.queries import Findings, findings_of
from gongkai.reporting.checking.sources import place_at
from gongkai.reporting.models import CheckBatch, CheckedFile, Confirmation, FileStatus

# a cell that is doubtful and a line that found no place are listed by themselves
LISTED_APART = frozenset({"reading_doubt", "unplaced", "not_a_number"})
SHOWS = {  # filter → (status, severity) of queries.files_of
    "all": ("", ""),
    "wrong": ("", "error"),
    "doubtful": ("", "doubt"),
    "unreadable": (FileStatus.UNREADABLE.value, ""),
    "waiting": (FileStatus.WAITING.value, ""),
    "right": ("", "right"),
}


def filters(chosen: str, *, waiting: int) -> list[tuple[str, str, bool]]:
    """Give the filters of a batch with the one that is chosen; waiting only where something waits."""
    labels = {
        "all": _("全部"),
        "wrong": _("文件有误"),
        "doubtful": _("没有读准"),
        "unreadable": _("读不出"),
        "waiting": _("等待读取"),
        "right": _("无误"),
    }
    return [(name, text, name == chosen) for name, text in labels.items() if name != "waiting" or waiting]


def query(**asked: object) -> str:
    """Give the filters as the rest of an address; what is empty is left out."""
    return "".join(f"&{urlencode({name: value})}" for name, value in asked.items() if value)


# a file in a list --------------------------------------------------------------------------------------------------


def wrong(count: int) -> str:
    """Say how many places of documents are wrong."""
    return ngettext("文件有误 %(n)s 处", "文件有误 %(n)s 处", count) % {"n": count}


def unsure(count: int) -> str:
    """Say how many places we could not read."""
    return ngettext("没有读准 %(n)s 处", "没有读准 %(n)s 处", count) % {"n": count}


def chips(row: CheckedFile) -> list[Chip]:
    """Say how a file stands: what is wrong in it, what we could not read in it, or that it is right."""
    if row.status == FileStatus.UNREADABLE:
        return [Chip(_("读不出"), "draft")]
    if row.status == FileStatus.WAITING:
        return [Chip(_("等待读取"), "waiting")]
    found = [Chip(wrong(row.errors), "urgent")] if row.errors else []
    found += [Chip(unsure(row.doubts), "soon")] if row.doubts else []
    return found or [Chip(_("无误"), "done")]


def state(row: CheckedFile) -> str:
    """Name the state of a file for its colour."""
    if row.status != FileStatus.READ:
        return str(row.status)
    return "wrong" if row.errors else "doubtful" if row.doubts else "right"


@dataclass(frozen=True, slots=True)
class Row:
    """A file in the list of its batch."""

    file: CheckedFile
    chips: list[Chip]
    state: str

    @property
    def why(self) -> str:
        """The one line for a file that could not be read."""
        return why(self.file)

    @property
    def hints(self) -> str:
        """What need not be wrong: hints, and what is to be verified; of a file that was not read nothing is said."""
        return str(self.file.hints + self.file.to_verify) if self.file.status == FileStatus.READ else "—"


def why(row: CheckedFile) -> str:
    """Say in the reader's language why a file could not be read."""
    return row.problem_zh if (get_language() or "").startswith("zh") else row.problem_en or row.problem_zh


def rows(files: Iterable[CheckedFile]) -> list[Row]:
    """Give the rows of a list."""
    return [Row(one, chips(one), state(one)) for one in files]


def batch_chips(batch: Any) -> list[Chip]:
    """Say how a batch of queries.batches stands."""
    found = [Chip(wrong(batch.error_sum), "urgent")] if batch.error_sum else []
    found += [Chip(unsure(batch.doubt_sum), "soon")] if batch.doubt_sum else []
    if batch.unreadable:
        said = ngettext("读不出 %(n)s 份", "读不出 %(n)s 份", batch.unreadable) % {"n": batch.unreadable}
        found.append(Chip(said, "draft"))
    if batch.waiting:
        said = ngettext("等待读取 %(n)s 份", "等待读取 %(n)s 份", batch.waiting) % {"n": batch.waiting}
        found.append(Chip(said, "waiting"))
    if not found:
        found = [Chip(_("无误"), "done")] if batch.total else [Chip(_("还没有文件"), "draft")]
    return found


def with_chips(batches: Iterable[CheckBatch]) -> list[tuple[CheckBatch, list[Chip]]]:
    """Give batches with how they stand."""
    return [(one, batch_chips(one)) for one in batches]


# one file ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A finding or a doubtful place as the page says it: where it is, and the address of its source ("" for none)."""

    thing: Any
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter as it was read."""

    spec: ChapterSpec
    chapter: Chapter | None
    table: SafeString


def file_url(row: CheckedFile) -> str:
    """Give the address of a file's page."""
    return reverse("desk:checked_file", args=(row.pk,))


def cell_url(row: CheckedFile, where: str) -> str:
    """Give the address of a place beside its source."""
    return f"{reverse('desk:checked_cell', args=(row.pk,))}?{urlencode({'where': where})}"


def source_url(row: CheckedFile, report: Report, where: str) -> str:
    """Give where the source of a finding is seen: the cell's page, the text that was read, or the file itself."""
    if where == YEAR or place_at(report, where):
        return cell_url(row, where)
    part, _dot, number = where.partition(".")
    if part == "chapters" and number in report.chapters:
        return f"#chapter-{number}"
    return "#preamble" if part == "preamble" and report.preamble.text else ""


def told(row: CheckedFile, report: Report, found: Iterable[Finding]) -> list[Told]:
    """Give findings with their places."""
    return [
        Told(one, named(report.form, one.where) or _("全文"), source_url(row, report, one.where))
        for one in found
    ]


def file_page(row: CheckedFile, result: Checked, confirmations: Iterable[Confirmation]) -> dict[str, Any]:
    """Give all that the page of a file that was read shows; what is wrong and what was not read stay apart."""
    report, found = result.report, findings_of(result)
    ours = [one for one in found.of_reading if one.rule not in LISTED_APART]
    return {
        "report": report,
        "wrong": _levels(row, report, found),
        "doubtful": [
            Told(one, named(report.form, one.where) or _("全文"), cell_url(row, one.where))
            for one in result.doubtful
        ],
        "reading": told(row, report, ours),
        "confirmed": [
            Told(one, named(report.form, one.where), cell_url(row, one.where)) for one in confirmations
        ],
        "parts": parts(row, result),
        "year_url": cell_url(row, YEAR),
    }


def _levels(row: CheckedFile, report: Report, found: Findings) -> list[tuple[Level, list[Told]]]:
    return [(level, told(row, report, group)) for level, group in found.document.items() if group]


def parts(row: CheckedFile, result: Checked) -> list[Part]:
    """Give the chapters as they were read, each cell of their tables leading to its source."""
    report = result.report
    drawn, marks = grids(report), _marks(result)

    def table(number: str) -> SafeString:
        if number not in drawn:
            return SafeString()
        html = table_html(drawn[number], link=lambda where: cell_url(row, where), marks=marks)
        return mark_safe(html)  # noqa: S308 - the writer escapes all text

    return [
        Part(spec, report.chapters.get(spec.number), table(spec.number))
        for spec in form(report.form).chapters
    ]


def _marks(result: Checked) -> dict[str, str]:
    """A doubt goes before an error: what was not read is nobody's fault."""
    found = {one.where: "gk-cell-doubt" for one in result.doubtful}
    own = [one for one in result.findings if one.doubt == "document"]
    for one in own:
        found.setdefault(one.where, "gk-cell-error" if one.level is Level.ERROR else "gk-cell-hint")
    return found


# one cell ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CellPage:
    """A place beside its source: what the reader has there, what may stand there, and where it is among the doubtful.

    order: the doubtful places of the file; following: the next of them, "" for none.
    """

    where: str
    name: str
    raw: str
    confirmable: bool
    doubtful: Doubtful | None
    findings: list[Finding]
    order: list[str]

    @property
    def number(self) -> int:
        """Which of the doubtful places this is, from 1; 0 for none of them."""
        return self.order.index(self.where) + 1 if self.doubtful else 0

    @property
    def following(self) -> str:
        """The next doubtful place."""
        return following(self.order, self.where)

    @property
    def offered(self) -> str:
        """What the form starts with: what was read, or the likeliest reading."""
        readings = self.doubtful.candidates if self.doubtful else ()
        return self.raw or next(iter(readings), "")


def cell_page(result: Checked, where: str) -> CellPage | None:
    """Give what is shown of a place; None for one that neither the form nor a finding of the file knows."""
    found = [one for one in result.findings if one.where == where]
    doubt = next((one for one in result.doubtful if one.where == where), None)
    if not (found or doubt or is_place(where)):
        return None
    return CellPage(
        where=where,
        name=named(result.report.form, where) or _("全文"),
        raw=_raw_at(result.report, where),
        confirmable=is_place(where),
        doubtful=doubt,
        findings=[one for one in found if one.rule not in LISTED_APART],
        order=[one.where for one in result.doubtful],
    )


def _raw_at(report: Report, where: str) -> str:
    row, _dot, column = where.rpartition(".")
    if where == YEAR:
        return str(report.year)
    cell = cells_of(report, row).get(column) if is_place(where) else None
    return cell.raw if cell else ""


def following(order: list[str], where: str, still: Iterable[str] | None = None) -> str:
    """Give the doubtful place after this one, from the start again at the end; "" where there is no other."""
    at = order.index(where) + 1 if where in order else 0
    wanted = set(order if still is None else still) - {where}
    return next((one for one in (*order[at:], *order[:at]) if one in wanted), "")
