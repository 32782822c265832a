"""A Report in the machine format, with its findings."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.report.checks import check
from gongkai.report.findings import Finding
from gongkai.report.model import REQUEST_COLUMNS, Cell, Doubt, Place, Preamble, Report

SCHEMA = 1


def write_json(report: Report) -> bytes:
    """Write the report with its findings as UTF-8 JSON; numbers keep their decimals."""
    return (json.dumps(report_json(report, check(report)), ensure_ascii=False, indent=1) + "\n").encode()


def report_json(report: Report, findings: Iterable[Finding] = ()) -> dict[str, Any]:
    """Give the report as plain data in the machine format."""
    return {
        "schema": SCHEMA,
        "name": report.name,
        "agency": report.agency,
        "agency_code": report.agency_code,
        "year": report.year,
        "format": report.form,
        "title": report.title,
        "preamble": _preamble(report.preamble),
        "disclosure": {
            row: {column: cell_json(cell) for column, cell in cells.items()}
            for row, cells in report.disclosure.items()
        },
        "requests": {
            "columns": list(REQUEST_COLUMNS),
            "rows": {row: [cell_json(cell) for cell in cells] for row, cells in report.requests.items()},
        },
        "remedies": {group: [cell_json(cell) for cell in cells] for group, cells in report.remedies.items()},
        "chapters": {number: chapter.text for number, chapter in report.chapters.items()},
        "headings": {number: chapter.title for number, chapter in report.chapters.items()},
        "sections": {number: dict(one.sections) for number, one in report.chapters.items() if one.sections},
        "labels": dict(report.labels),
        "unplaced": list(report.unplaced),
        "doubts": [_doubt(one) for one in report.doubts],
        "findings": [finding_json(one) for one in findings],
    }


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def cell_json(cell: Cell) -> dict[str, Any]:
    """Give a cell as plain data."""
    return {
        "raw": cell.raw,
        "value": _plain(cell.value),
        "meaning": cell.meaning.value,
        "place": _place(cell.place),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    names = ("page", "table", "row", "column", "line")
    found: dict[str, Any] = {name: value for name in names if (value := getattr(place, name)) is not None}
    if place.box:
        found["box"] = [round(edge, 5) for edge in place.box]
    return found


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "where": doubt.where,
        "printed": doubt.printed,
        "candidates": [list(one) for one in doubt.candidates],
        "chosen": doubt.chosen,
        "message": doubt.zh,
        "message_en": doubt.en,
        "place": _place(doubt.place),
    }


def _preamble(preamble: Preamble) -> dict[str, Any]:
    period: tuple[date, date] | None = preamble.period
    contact = preamble.contact
    return {
        "text": preamble.text,
        "issuer": preamble.issuer,
        "period": [day.isoformat() for day in period] if period else None,
        "download": list(preamble.download),
        "contact": {name: getattr(contact, name) for name in ("address", "phone", "postcode", "email")},
    }


def finding_json(one: Finding) -> dict[str, Any]:
    """Give a finding as plain data."""
    return {
        "rule": one.rule,
        "level": one.level.label,
        "where": one.where,
        "printed": _plain(one.printed),
        "computed": _plain(one.computed),
        "formula": one.formula,
        "message": one.zh,
        "message_en": one.en,
        "doubt": one.doubt,
        "cite": one.cite,
        "table": one.table,
        "row": one.row,
        "column": one.column,
    }
