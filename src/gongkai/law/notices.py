"""The State Council's yearly notice on holidays as data: read from TOML or CSV, checked before it is used."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from gongkai.law import tables
from gongkai.law.errors import BadData

Kind = Literal["rest", "work"]
SATURDAY = 5
DECEMBER = 12
KINDS: dict[str, Kind] = {"休": "rest", "班": "work"}
WANTED = {int: "整数", str: "文字", date: "日期（如 2027-01-01）", list: "若干段 [[rest]] 或 [[work]]"}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that a notice moves: a rest day (kind "rest") or a weekend day worked (kind "work")."""

    day: date
    kind: Kind
    name: str
    cite: str

    @property
    def zh(self) -> str:
        """Name the day for the derivation, e.g. 2026-10-01 国庆节放假."""
        return f"{self.day.isoformat()} {self.name}{'放假' if self.kind == 'rest' else '调休上班'}"

    @property
    def en(self) -> str:
        """Name the day in English; the holiday keeps its Chinese name."""
        return f"{self.day.isoformat()} {self.name} {'rest' if self.kind == 'rest' else 'worked weekend'}"


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The special days that the notice of one year sets; a few may lie in the December before (New Year's Day)."""

    year: int
    cite: str
    days: tuple[SpecialDay, ...]


Placed = tuple[str, SpecialDay]


@cache
def fixed_holidays(year: int) -> tuple[SpecialDay, ...]:
    """Give the holidays whose date never moves: all that can be said of a year without a notice."""
    data = tables.shipped("fixed-holidays.toml")
    return tuple(
        SpecialDay(date(year, row["month"], row["day"]), "rest", row["name"], data["cite"])
        for row in data["days"]
        if row.get("since", year) <= year
    )


def load_notice(path: Path) -> YearNotice:
    """Read a notice from a .toml or .csv file (columns 日期, 休 or 班, 名称, 通知名称); BadData names the place."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise BadData(path.name, "文件读不到，请核对路径和权限", "cannot be read") from problem
    return read_notice(data, path.name)


def read_notice(data: bytes, name: str) -> YearNotice:
    """Read a notice from the bytes of a file; the end of its name, .csv or another, tells the format."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadData(name, "不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8") from problem
    if not name.lower().endswith(".csv"):
        return parse_toml(text, name)
    try:
        return parse_csv(text, name)
    except csv.Error as problem:
        raise BadData(name, f"不是正确的 CSV（{problem}）", f"not valid CSV: {problem}") from problem


def parse_toml(text: str, where: str) -> YearNotice:
    """Turn the TOML of one year into a YearNotice."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadData(where, f"不是正确的 TOML（{problem}）", f"not valid TOML: {problem}") from problem
    year, cite = _field(data, "year", int, where), _field(data, "notice", str, where)
    if data.get("status", "official") != "official":
        raise BadData(
            where, "只载入正式公布的通知，status 应为 official", "only an official notice can be loaded"
        )
    return _checked(year, cite, [*_rests(data, cite, where), *_worked(data, cite, where)], where)


def _field(data: Any, key: str, kind: type, where: str) -> Any:
    value = data.get(key) if isinstance(data, dict) else None
    if type(value) is not kind:
        raise BadData(
            where, f"缺少 {key}，或不是{WANTED[kind]}", f"{key} is missing or not a {kind.__name__}"
        )
    return value


def _rows(data: dict[str, Any], key: str, where: str) -> Iterator[tuple[str, Any]]:
    rows = _field(data, key, list, where) if key in data else []
    return ((f"{where} 第{number}个 {key}", row) for number, row in enumerate(rows, 1))


def _rests(data: dict[str, Any], cite: str, where: str) -> Iterator[Placed]:
    for place, row in _rows(data, "rest", where):
        first, last = _field(row, "from", date, place), _field(row, "to", date, place)
        if last < first:
            raise BadData(place, f"to {last} 早于 from {first}，请核对起止日", "to is before from")
        name = _field(row, "name", str, place)
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        yield from ((place, SpecialDay(day, "rest", name, cite)) for day in days)


def _worked(data: dict[str, Any], cite: str, where: str) -> Iterator[Placed]:
    for place, row in _rows(data, "work", where):
        yield place, SpecialDay(_field(row, "on", date, place), "work", _field(row, "name", str, place), cite)


def parse_csv(text: str, where: str) -> YearNotice:
    """Turn CSV lines 日期,休或班,名称[,通知名称] into the notice of the latest year they name."""
    rows = csv.reader(StringIO(text))
    filled = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, 1)]
    placed = [
        _csv_day(row, f"{where} 第{number}行") for number, row in filled if row and row[0] not in {"", "日期"}
    ]
    year = max((special.day.year for _, special in placed), default=0)
    named = next((special.cite for _, special in placed if special.cite), "")
    return _checked(year, named or f"国务院办公厅关于{year}年部分节假日安排的通知", placed, where)


def _csv_day(row: list[str], place: str) -> Placed:
    try:
        day = date.fromisoformat(row[0])
    except ValueError as problem:
        raise BadData(place, f"“{row[0]}”不是日期，应写作 2027-01-01", "is not a date") from problem
    if len(row) < 3 or row[1] not in KINDS or not row[2]:
        raise BadData(place, "应为 日期,休或班,名称 三列", "wants date, 休 or 班, name")
    return place, SpecialDay(day, KINDS[row[1]], row[2], row[3] if len(row) > 3 else "")


def _checked(year: int, cite: str, placed: Iterable[Placed], where: str) -> YearNotice:
    seen: dict[date, SpecialDay] = {}
    for place, special in placed:
        _check(special, year, place)
        if special.day in seen:
            raise BadData(place, f"{special.day} 写了两次，请删去一处", f"{special.day} stands twice")
        seen[special.day] = SpecialDay(special.day, special.kind, special.name, cite)
    if not seen:
        raise BadData(where, "没有任何放假或调休日，请按通知填写", "lists no day at all")
    _refuse_unfinished(year, seen, where)
    return YearNotice(year, cite, tuple(seen[day] for day in sorted(seen)))


def _refuse_unfinished(year: int, seen: dict[date, SpecialDay], where: str) -> None:
    """A year in which New Year's Day is worked is a notice not copied to its end."""
    for fixed in fixed_holidays(year):
        if fixed.day not in seen:
            zh = f"没有写 {fixed.day} {fixed.name}，请核对通知是否抄全"
            raise BadData(where, zh, f"{fixed.day} is missing: is the notice complete?")


def _check(special: SpecialDay, year: int, place: str) -> None:
    day = special.day
    if day.year != year and (day.year, day.month) != (year - 1, DECEMBER):
        raise BadData(
            place, f"{day} 不在{year}年内（也不在上一年12月），请核对年份", f"{day} is not in {year}"
        )
    if special.kind == "work" and day.weekday() < SATURDAY:
        raise BadData(place, f"{day} 不是周六或周日，请核对调休上班日", f"{day} is no weekend day")
