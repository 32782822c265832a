"""Reading reports: which exist, what is published, what a cell counts, and the year's facts as sentences."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.casework.models import ApplicationSet
from gongkai.casework.queries import cases_in_cell
from gongkai.report.forms import Form, form_for_year
from gongkai.report.model import Cell, Chapter, Report
from gongkai.report.readers.json_reader import read_json
from gongkai.reporting.compiler import compile_report
from gongkai.reporting.models import AnnualReport, Figure, ReportState
from gongkai.reporting.places import figure_places


@dataclass(frozen=True, slots=True)
class CellSource:
    """What stands behind a cell: the cases it counts, or the figure that was entered; a sum has neither of its own.

    cases is None where the cell is no count of applications; missing says that a figure was never entered.
    """

    where: str
    labels: tuple[str, str, str]
    cell: Cell
    cases: ApplicationSet | None = None
    figure: Figure | None = None
    missing: bool = False


def visible(scope: QuerySet[Agency]) -> QuerySet[AnnualReport]:
    """Give the reports of the agencies in scope, newest year first."""
    return (
        AnnualReport.objects.filter(agency__in=scope).select_related("agency").order_by("-year", "agency_id")
    )


def find(agency: Agency, year: int) -> AnnualReport | None:
    """Give the report begun for an agency-year, or None."""
    return AnnualReport.objects.filter(agency=agency, year=year).first()


def public(agency: Agency, at: datetime) -> QuerySet[AnnualReport]:
    """Give the published reports of an agency, newest first; everything public starts here."""
    found = AnnualReport.objects.filter(agency=agency, state=ReportState.PUBLISHED, published_at__lte=at)
    return found.select_related("agency").order_by("-year")


def public_report(agency: Agency, year: int, at: datetime) -> AnnualReport:
    """Give the published report of a year. AnnualReport.DoesNotExist where there is none."""
    return public(agency, at).get(year=year)


def frozen_report(row: AnnualReport) -> Report:
    """Give a compiled or published report as it was frozen. ValueError for one that was never compiled."""
    if row.frozen is None:
        raise ValueError(f"{row} has not been compiled.")
    return read_json(json.dumps(row.frozen), f"{row.agency.code}-{row.year}")


def report_of(agency: Agency, year: int, *, today: date) -> Report:
    """Give the report of an agency-year: as frozen once it is published, until then as the ledgers stand today."""
    row = find(agency, year)
    if row is not None and row.state == ReportState.PUBLISHED:
        return frozen_report(row)
    return compile_report(agency, year, today=today)


def written(agency: Agency, year: int, number: str) -> Chapter:
    """Give a chapter as somebody wrote it, for the form that writes it again; the compiled one has its sub-heads numbered
    into the text and what the compiler adds."""
    row = find(agency, year)
    found = row.chapters.get(number, {}) if row else {}
    title = next(one.title for one in form_for_year(year).chapters if one.number == number)
    return Chapter(title, found.get("text", ""), found.get("sections", {}))


def figures(agency_id: int, year: int) -> dict[str, Figure]:
    """Give the figures entered for an agency-year by place."""
    return {one.where: one for one in Figure.objects.filter(agency_id=agency_id, year=year)}


def missing_figures(agency_id: int, year: int) -> tuple[str, ...]:
    """Give the places of tables two and four for which nothing was entered yet."""
    entered = figures(agency_id, year)
    places = figure_places(form_for_year(year))
    return tuple(where for where in places if where not in entered)


def cell_source(agency: Agency, year: int, where: str, *, today: date) -> CellSource:
    """Open a cell onto what it counts; the list comes from the condition that made the count.

    KeyError for a place that the form does not have.
    """
    report = compile_report(agency, year, today=today)
    form = form_for_year(year)
    labels = form.labels(where)
    table, row, column = where.split(".")
    if table == "requests":
        index = [one.key for one in form.requests.columns].index(column) if column in _keys(form) else None
        if index is None:
            raise KeyError(where)
        cases = cases_in_cell(agency.pk, year, row, column, form.code)
        return CellSource(where, labels, report.requests[row][index], cases=cases)
    figure = figures(agency.pk, year).get(where)
    cell = _entered_cell(form, report, table, row, column)
    return CellSource(
        where, labels, cell, figure=figure, missing=figure is None and where in figure_places(form)
    )


def _keys(form: Form) -> tuple[str, ...]:
    return tuple(one.key for one in form.requests.columns)


def _entered_cell(form: Form, report: Report, table: str, row: str, column: str) -> Cell:
    if table == "disclosure":
        return report.disclosure[row][column]
    keys = [one.key for one in form.remedies.columns]
    if table != "remedies" or column not in keys:
        raise KeyError(f"{table}.{row}.{column}")
    return report.remedies[row][keys.index(column)]
