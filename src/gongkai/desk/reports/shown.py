"""What the pages on annual reports show: tables whose cells open, findings beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gongkai.agencies.models import Agency
from gongkai.report.checks import check
from gongkai.report.findings import Finding, Level
from gongkai.report.forms import ChapterSpec, form
from gongkai.report.grids import grids
from gongkai.report.model import Chapter, Report
from gongkai.report.writers.html_writer import table_html
from gongkai.reporting.facts import suggestions


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the report on the desk."""

    spec: ChapterSpec
    chapter: Chapter | None
    table: SafeString
    findings: list[Finding]
    offered: tuple[str, ...]

    @property
    def written(self) -> bool:
        """Tell whether the chapter says anything."""
        return bool(self.chapter and (self.chapter.text or self.chapter.sections))


def parts(report: Report, agency: Agency) -> list[Part]:
    """Give the chapters in order with their tables and findings."""
    findings = check(report)
    marks = _marks(findings)
    drawn = grids(report)
    offered = suggestions(agency, report.year)

    def link(where: str) -> str:
        return f"{reverse('desk:cell', args=(agency.pk, report.year))}?where={where}"

    def table(number: str) -> SafeString:
        if number not in drawn:
            return SafeString()
        return mark_safe(table_html(drawn[number], link=link, marks=marks))  # noqa: S308 - the writer escapes all text

    return [
        Part(
            spec,
            report.chapters.get(spec.number),
            table(spec.number),
            [one for one in findings if _chapter_of(one) == spec.number],
            tuple(
                text for place, texts in offered.items() if place.startswith(spec.number) for text in texts
            ),
        )
        for spec in form(report.form).chapters
    ]


TABLES = {"disclosure": "2", "requests": "3", "remedies": "4"}


def _chapter_of(finding: Finding) -> str:
    table, _, rest = finding.where.partition(".")
    return rest[:1] if table == "chapters" else TABLES.get(table, "1")


def _marks(findings: Iterable[Finding]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in findings:
        found.setdefault(one.where, "gk-cell-error" if one.level is Level.ERROR else "gk-cell-hint")
    return found


def errors(items: Iterable[Part]) -> int:
    """Count the errors over all chapters."""
    return sum(one.level is Level.ERROR for part in items for one in part.findings)


def years(today: date, first: int = 2019) -> list[int]:
    """Give the years a report can be compiled for, newest first."""
    return list(range(today.year, first - 1, -1))
