"""The machine format back into a Report; also the form in which a report's true values are written down."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from gongkai.report.cells import parse
from gongkai.report.forms import FORM_CODES, form
from gongkai.report.model import (
    REMEDY_GROUPS,
    Cell,
    Chapter,
    Contact,
    Doubt,
    Meaning,
    Place,
    Preamble,
    Report,
)
from gongkai.report.readers.errors import not_json, not_the_format

CHAPTERS = tuple(chapter.number for chapter in form("2021").chapters)
MOST_DIGITS = 30  # no count and no sum of money has more; a larger exponent only fills the memory
CONTACT = ("address", "phone", "postcode", "email")


def read_json(text: str, name: str) -> Report:
    """Read one report; Unreadable where the text is not JSON or not a report. Unknown rows come out as unplaced."""
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise not_json() from None
    try:
        return _report(_mapping(data), name)
    except KeyError as problem:
        key = problem.args[0]
        raise not_the_format(f"缺少“{key}”", f"'{key}' is missing") from None
    except (TypeError, AttributeError, ValueError, IndexError, ArithmeticError):
        raise not_the_format("内容的形状不对", "its shape is another") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _mapping(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise TypeError
    return data


def _report(data: Mapping[str, Any], name: str) -> Report:
    if data["format"] not in FORM_CODES or not 1900 <= int(data["year"]) <= 2999:
        raise ValueError
    tables = _Tables()
    return Report(
        name=_text(data, "name") or name,
        agency=_text(data, "agency"),
        agency_code=_text(data, "agency_code"),
        year=int(data["year"]),
        form=data["format"],
        title=_text(data, "title"),
        preamble=_preamble(_mapping(data.get("preamble") or {})),
        disclosure=tables.disclosure(data.get("disclosure") or {}),
        requests=tables.requests(data["requests"]["rows"]),
        remedies=tables.remedies(data.get("remedies") or {}),
        chapters=_chapters(data, tables.known("chapters", data.get("chapters") or {}, CHAPTERS)),
        labels=_texts(data.get("labels") or {}),
        unplaced=(*map(str, data.get("unplaced") or ()), *tables.unknown),
        doubts=tuple(_doubt(_mapping(one)) for one in data.get("doubts") or ()),
    )


class _Tables:
    """Reads the tables and collects the rows and chapters that no form has."""

    def __init__(self) -> None:
        self.unknown: list[str] = []

    def known(self, table: str, rows: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
        """Keep the rows of these keys."""
        wanted = set(keys)
        self.unknown += [f"{table}.{row}" for row in rows if row not in wanted]
        return {row: cells for row, cells in rows.items() if row in wanted}

    def disclosure(self, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Cell]]:
        """Read table two."""
        keys = (row.key for code in FORM_CODES for block in form(code).disclosure for row in block.rows)
        known = self.known("disclosure", rows, keys)
        return {row: {column: _cell(cell) for column, cell in cells.items()} for row, cells in known.items()}

    def requests(self, rows: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Cell, ...]]:
        """Read table three."""
        keys = (row.key for code in FORM_CODES for row in form(code).requests.rows)
        return {row: tuple(map(_cell, cells)) for row, cells in self.known("requests", rows, keys).items()}

    def remedies(self, rows: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Cell, ...]]:
        """Read table four."""
        known = self.known("remedies", rows, REMEDY_GROUPS)
        return {group: tuple(map(_cell, cells)) for group, cells in known.items()}


def _cell(data: Mapping[str, Any]) -> Cell:
    """What is printed says what it means; a value or a meaning given beside it wins where it differs."""
    place = read_place(data["place"]) if data.get("place") else None
    read = parse(data["raw"] or "", place)
    value, meaning = data.get("value", read.value), Meaning(data.get("meaning", read.meaning))
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS):
        raise ValueError
    if isinstance(value, bool) or not isinstance(value, int | Decimal | None):
        raise TypeError
    same = value == read.value or (
        value is not None and read.value is not None and float(value) == float(read.value)
    )
    return Cell(read.raw, read.value if same else value, meaning, place)


def read_place(data: Mapping[str, Any]) -> Place:
    """Read where something stands; TypeError or ValueError for another shape."""
    counts = {name: number for name, number in data.items() if name != "box"}
    if not all(isinstance(number, int | None) for number in counts.values()):
        raise TypeError
    return Place(**counts, box=_box(data["box"]) if data.get("box") else None)


def _box(data: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = map(float, data)
    return left, top, right, bottom


def _doubt(data: Mapping[str, Any]) -> Doubt:
    return Doubt(
        where=str(data["where"]),
        printed=_text(data, "printed"),
        candidates=tuple(tuple(map(str, one)) for one in data.get("candidates") or ()),
        chosen=bool(data.get("chosen")),
        zh=_text(data, "message"),
        en=_text(data, "message_en"),
        place=read_place(data["place"]) if data.get("place") else None,
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    return str(data.get(key) or "")


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in data.items()}


def _chapters(data: Mapping[str, Any], texts: Mapping[str, Any]) -> dict[str, Chapter]:
    titles, sections = _mapping(data.get("headings") or {}), _mapping(data.get("sections") or {})
    return {
        number: Chapter(_text(titles, number), str(text or ""), _texts(sections.get(number) or {}))
        for number, text in texts.items()
    }


def _preamble(data: Mapping[str, Any]) -> Preamble:
    period = data.get("period")
    contact = _mapping(data.get("contact") or {})
    return Preamble(
        text=_text(data, "text"),
        issuer=_text(data, "issuer"),
        period=(date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None,
        download=tuple(map(str, data.get("download") or ())),
        contact=Contact(**{key: _text(contact, key) for key in CONTACT}),
    )
