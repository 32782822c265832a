"""What kind of body owes what: catalogue, report, review body, applications."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from gongkai.law.catalogue import Category, Level, categories
from gongkai.law.params import Params, defaults

ReviewRule = Literal["government", "upper_government", "system", "self", "none"]
REPORT_TERMS = {
    "department": "report_month_day",
    "government": "government_report_month_day",
    "town": "town_report_month_day",
}


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """A kind of body and its duties.

    government: its report must also give assessment, social evaluation and accountability (art. 50);
    report: department, government, town or none; review: who reviews its acts; applications: arts. 27–45 apply.
    """

    code: str
    label: str
    level: Level
    government: bool
    report: str
    review: ReviewRule
    cite: str
    applications: bool = True

    @property
    def catalogue(self) -> tuple[Category, ...]:
        """What it must publish (arts. 20, 21)."""
        return categories(self.level)

    def report_due(self, year: int, params: Params | None = None) -> date | None:
        """Give the day by which the report of a year is due, in the year after it (art. 49); None without the duty."""
        if self.report not in REPORT_TERMS:
            return None
        after = date(year + 1, 1, 1)
        month_day = str((params or defaults())(REPORT_TERMS[self.report], after).value)
        return date.fromisoformat(f"{year + 1}-{month_day}")


@cache
def _all() -> dict[str, AgencyKind]:
    rows = tomllib.loads((files("gongkai.law") / "data" / "agency-kinds.toml").read_text("utf-8"))["kind"]
    return {row["code"]: AgencyKind(**row) for row in rows}


def kinds() -> tuple[AgencyKind, ...]:
    """Give every kind, from the top down."""
    return tuple(_all().values())


def kind(code: str) -> AgencyKind:
    """Give a kind by its code; KeyError for an unknown one."""
    return _all()[code]
