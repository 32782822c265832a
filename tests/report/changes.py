"""A clean example report, and what a test changes in it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai.report.cells import parse
from gongkai.report.checks import Finding, check
from gongkai.report.model import REMEDY_COLUMNS, REQUEST_COLUMNS, Chapter, FormCode, Report
from gongkai.report.readers import read

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
COLUMNS = {"requests": REQUEST_COLUMNS, "remedies": REMEDY_COLUMNS}


def clean(code: FormCode = "2021") -> Report:
    """Give the example report of a form that has no defect."""
    return read(EXAMPLES / f"clean-{code}-form.txt")


def with_cell(report: Report, where: str, raw: str) -> Report:
    """Print something else in one cell."""
    table, row, column = where.split(".")
    if table == "disclosure":
        rows: Any = {**report.disclosure, row: {**report.disclosure[row], column: parse(raw)}}
    else:
        cells = list(getattr(report, table)[row])
        cells[COLUMNS[table].index(column)] = parse(raw)
        rows = {**getattr(report, table), row: tuple(cells)}
    return replace(report, **{table: rows})


def with_row(report: Report, where: str, *raws: str) -> Report:
    """Print another row, of any number of cells."""
    table, row = where.split(".")
    return replace(report, **{table: {**getattr(report, table), row: tuple(map(parse, raws))}})


def without(report: Report, where: str) -> Report:
    """Leave out a row, a group or a chapter."""
    part, key = where.split(".")
    return replace(report, **{part: {k: v for k, v in getattr(report, part).items() if k != key}})


def with_prose(report: Report, text: str, number: str = "1") -> Report:
    """Put a text in a chapter; chapter one keeps its sub-heads."""
    old = report.chapters[number]
    return replace(report, chapters={**report.chapters, number: Chapter(old.title, text, old.sections)})


def rules(report: Report) -> list[str]:
    """Give the rules that a report breaks."""
    return [one.rule for one in check(report)]


def only(report: Report) -> Finding:
    """Give the one finding of a report."""
    (found,) = check(report)
    return found
