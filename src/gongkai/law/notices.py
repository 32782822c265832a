"""The State Council's yearly notice on holidays as data: read from TOML or CSV, checked before it is used."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from gongkai.law.errors import BadData

Kind = Literal["rest", "work"]
SATURDAY = 5


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
    """The special days of one calendar year and the notice they come from."""

    year: int
    cite: str
    days: tuple[SpecialDay, ...]

    def __post_init__(self) -> None:
        seen: dict[date, SpecialDay] = {}
        for special in self.days:
            _check(special, self.year)
            if special.day in seen:
                raise BadData(special.day.isoformat(), "同一天写了两次，请删去一处", "the day stands twice")
            seen[special.day] = special


def _check(special: SpecialDay, year: int) -> None:
    if special.day.year != year:
        raise BadData(special.day.isoformat(), f"不在{year}年内，请核对年份", f"is not in {year}")
    if special.kind == "work" and special.day.weekday() < SATURDAY:
        raise BadData(
            special.day.isoformat(), "调休上班日应为周六或周日，请核对通知", "a worked day must be a weekend"
        )


def load_notice(path: Path) -> YearNotice:
    """Read a notice from a .toml or .csv file (columns 日期, 类型 休|班, 名称); BadData names the place."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadData(
            path.name, f"文件读不出（{problem}），应为 UTF-8 文本", "cannot be read as UTF-8"
        ) from problem
    if path.suffix.lower() == ".csv":
        return parse_csv(text, path.name)
    return parse_toml(text, path.name)


def parse_toml(text: str, where: str) -> YearNotice:
    """Turn the TOML of one year into a YearNotice."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadData(where, f"不是正确的 TOML（{problem}）", f"not valid TOML: {problem}") from problem
    year, cite = _field(data, "year", int, where), _field(data, "notice", str, where)
    days = [_special(row["day"], "rest", row["name"], cite) for row in _rests(data.get("rest", []), where)]
    for number, row in enumerate(data.get("work", []), 1):
        place = f"{where} 第{number}个 work"
        days.append(_special(_field(row, "on", date, place), "work", _field(row, "name", str, place), cite))
    if not days:
        raise BadData(where, "没有任何放假或调休日，请按通知填写 [[rest]] 和 [[work]]", "lists no day at all")
    return YearNotice(year, cite, tuple(sorted(days, key=lambda special: special.day)))


def _special(day: date, kind: Kind, name: str, cite: str) -> SpecialDay:
    return SpecialDay(day, kind, name, cite)


def _field(data: Any, key: str, kind: type, where: str) -> Any:
    value = data.get(key) if isinstance(data, dict) else None
    if type(value) is not kind:
        wanted = {"int": "整数", "str": "文字", "date": "日期（如 2027-01-01）"}[kind.__name__]
        raise BadData(where, f"缺少 {key}，或不是{wanted}", f"{key} is missing or not a {kind.__name__}")
    return value


def _rests(rows: list[Any], where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        place = f"{where} 第{number}个 rest"
        first, last = _field(row, "from", date, place), _field(row, "to", date, place)
        if last < first:
            raise BadData(place, "to 早于 from，请核对起止日", "to is before from")
        name = _field(row, "name", str, place)
        found += [{"day": first + timedelta(n), "name": name} for n in range((last - first).days + 1)]
    return found


def parse_csv(text: str, where: str) -> YearNotice:
    """Turn CSV lines 日期,类型,名称[,通知] into a YearNotice of the year of the first line."""
    days = []
    for number, row in enumerate(csv.reader(StringIO(text)), 1):
        if not row or row[0].strip() in {"", "日期"}:
            continue
        days.append(_csv_day([cell.strip() for cell in row], f"{where} 第{number}行", where))
    if not days:
        raise BadData(where, "没有任何放假或调休日，每行应为 日期,休或班,名称", "lists no day at all")
    return YearNotice(days[0].day.year, days[0].cite, tuple(sorted(days, key=lambda special: special.day)))


def _csv_day(row: list[str], place: str, where: str) -> SpecialDay:
    kinds: dict[str, Kind] = {"休": "rest", "班": "work"}
    try:
        day = date.fromisoformat(row[0])
    except ValueError as problem:
        raise BadData(place, f"“{row[0]}”不是日期，应写作 2027-01-01", "is not a date") from problem
    if len(row) < 3 or row[1] not in kinds or not row[2]:
        raise BadData(place, "应为 日期,休或班,名称 三列", "wants date, 休 or 班, name")
    return _special(day, kinds[row[1]], row[2], row[3] if len(row) > 3 and row[3] else where)
