"""The machine format back into a Report; also the form in which a report's true values are written down."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.report.cells import parse
from gongkai.report.forms import FORM_CODES
from gongkai.report.model import Cell, Chapter, Contact, Meaning, Place, Preamble, Report
from gongkai.report.readers.errors import Unreadable

NOT_A_REPORT = Unreadable(
    "不是年度报告的 JSON（缺少年度、格式或表格）", "is not a report in the machine format"
)


def read_json(text: str, name: str) -> Report:
    """Read one report; Unreadable where the text is not JSON or not a report."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError):
        raise Unreadable("不是正确的 JSON", "is not valid JSON") from None
    try:
        return _report(data, name)
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise NOT_A_REPORT from problem


def _report(data: Mapping[str, Any], name: str) -> Report:
    if data["format"] not in FORM_CODES:
        raise NOT_A_REPORT
    return Report(
        name=data.get("name") or name,
        agency=data.get("agency") or "",
        agency_code=data.get("agency_code") or "",
        year=int(data["year"]),
        form=data["format"],
        title=data.get("title") or "",
        preamble=_preamble(data.get("preamble") or {}),
        disclosure={
            row: {column: _cell(cell) for column, cell in cells.items()}
            for row, cells in (data.get("disclosure") or {}).items()
        },
        requests={row: tuple(map(_cell, cells)) for row, cells in data["requests"]["rows"].items()},
        remedies={group: tuple(map(_cell, cells)) for group, cells in (data.get("remedies") or {}).items()},
        chapters=_chapters(data),
        labels=dict(data.get("labels") or {}),
        unplaced=tuple(data.get("unplaced") or ()),
    )


def _cell(data: Mapping[str, Any]) -> Cell:
    place = Place(**data["place"]) if data.get("place") else None
    if "meaning" not in data:
        return parse(data["raw"] or "", place)
    value = data["value"]
    return Cell(data["raw"], value, Meaning(data["meaning"]), place)


def _chapters(data: Mapping[str, Any]) -> dict[str, Chapter]:
    titles, sections = data.get("headings") or {}, data.get("sections") or {}
    texts: Mapping[str, str] = data.get("chapters") or {}
    return {
        number: Chapter(titles.get(number, ""), text, dict(sections.get(number) or {}))
        for number, text in texts.items()
    }


def _preamble(data: Mapping[str, Any]) -> Preamble:
    period = data.get("period")
    return Preamble(
        text=data.get("text") or "",
        issuer=data.get("issuer") or "",
        period=(date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None,
        download=tuple(data.get("download") or ()),
        contact=Contact(**{key: value or "" for key, value in (data.get("contact") or {}).items()}),
    )
