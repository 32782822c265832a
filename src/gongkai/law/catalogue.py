"""What must be published without being asked (条例第二十、二十一条), as a catalogue with codes, and by when (第二十六条)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from gongkai.law import tables
from gongkai.law.params import SHOWN, Params, defaults
from gongkai.law.workdays import WorkCalendar

Level = Literal["all", "county", "town", "service"]
LEVELS: dict[Level, frozenset[str]] = {
    "all": frozenset({"all"}),
    "county": frozenset({"all", "county"}),
    "town": frozenset({"all", "town"}),
    "service": frozenset({"service"}),
}


@dataclass(frozen=True, slots=True)
class Category:
    """An entry of the statutory catalogue; level says whom art. 21 adds it for.

    level "all": art. 20; "county": cities, counties and their departments; "town": towns; "service": art. 55.
    """

    code: str
    label: str
    level: str

    @property
    def article(self) -> str:
        """The item of the Regulations the entry comes from."""
        part, *rest = self.code.split("-")
        if part == "20":
            return f"条例第二十条第{_chinese(int(rest[0]))}项"
        return {"21": "条例第二十一条", "55": "条例第五十五条"}[part]


@dataclass(frozen=True, slots=True)
class TownColumn:
    """A column as towns usually name it, with its place in the catalogue.

    refresh_days: how often it should change (None: whenever its contents change); status as in params.
    """

    name: str
    category: str
    refresh_days: int | None
    status: str
    cite: str

    @property
    def shown(self) -> str:
        """What stands beside a mapping that the law leaves open."""
        return SHOWN[self.status]


def _chinese(number: int) -> str:
    """Write 1 to 19 as the articles do."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (digits[ones] if ones else "")


@cache
def _data() -> dict[str, Any]:
    return tables.shipped("catalogue.toml")


@cache
def _all() -> dict[str, Category]:
    rows = _data()["category"]
    return {row["code"]: Category(row["code"], row["label"], row.get("level", "all")) for row in rows}


def category(code: str) -> Category:
    """Give the category with the code; KeyError for an unknown one."""
    return _all()[code]


def categories(level: Level = "all") -> tuple[Category, ...]:
    """Give what a body of the level must publish: art. 20, art. 21 added for counties and towns; or art. 55 alone."""
    return tuple(one for one in _all().values() if one.level in LEVELS[level])


def town_columns() -> tuple[TownColumn, ...]:
    """Give the columns a town usually has, each mapped onto a category."""
    rows = _data()["column"]
    return tuple(
        TownColumn(row["name"], row["category"], row.get("refresh_days"), row["status"], row["cite"])
        for row in rows
    )


def publish_by(made_on: date, *, calendar: WorkCalendar, params: Params | None = None) -> date:
    """Give the last day to publish what was made or changed on a day: 20 working days (art. 26)."""
    return calendar.add(made_on, (params or defaults()).number("publish_days", made_on))
