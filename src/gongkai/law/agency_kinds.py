"""What kind of body owes what: catalogue, report, applications, and who reviews its acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from gongkai.law import tables
from gongkai.law.catalogue import Category, Level, categories
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.params import SHOWN, Params, defaults

Line = Literal["government", "system", "self"]
LINE_LABELS: dict[Line, str] = {"government": "本级政府", "system": "主管系统", "self": "本机关"}
REPORT_TERMS = {
    "department": "report_month_day",
    "government": "government_report_month_day",
    "town": "town_report_month_day",
}


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviews from a day on: the parents on these lines (two: the applicant chooses), or the body itself."""

    since: date
    by: tuple[Line, ...]
    cite: str


@dataclass(frozen=True, slots=True)
class ReviewBody:
    """The review body by name ("甲或者乙" where the applicant chooses); own: it is the office itself."""

    name: str
    cite: str
    own: bool


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """A kind of body and its duties.

    level: which part of the catalogue; government: its report must also give assessment, social evaluation and
    accountability (art. 50); report: department, government, town or none; court: of first instance;
    applications: arts. 27–45 apply; status: law, derived or practice, for catalogue and report.
    """

    code: str
    label: str
    level: Level
    government: bool
    report: str
    court: str
    status: str
    cite: str
    court_cite: str
    review: tuple[Review, ...]
    applications: bool = True

    @property
    def catalogue(self) -> tuple[Category, ...]:
        """What it must publish (arts. 20, 21); public services have one entry, the rest is in the rules of their sector."""
        return categories(self.level)

    @property
    def shown(self) -> str:
        """What stands beside duties that the law leaves open."""
        return SHOWN[self.status]

    @property
    def competent_court(self) -> str:
        """The court as a letter names it where the office has given no name of its own."""
        return f"有管辖权的{self.court}"

    def report_due(self, year: int, params: Params | None = None) -> date | None:
        """Give the day by which the report of a year is due, in the year after it (art. 49); None without the duty."""
        if self.report not in REPORT_TERMS:
            return None
        after = date(year + 1, 1, 1)
        month_day = str((params or defaults())(REPORT_TERMS[self.report], after).value)
        return date.fromisoformat(f"{year + 1}-{month_day}")

    def review_on(self, day: date) -> Review:
        """Give who reviews an act of the day. Unlawful where review is not open; BadData before the first rule."""
        if not self.review:
            raise Unlawful(
                self.cite,
                f"{self.label}公开信息的活动不适用依申请公开和行政复议的规定",
                "可以向有关主管部门或者机构申诉。",
                "no review: complain to the authority in charge",
            )
        held = [one for one in self.review if one.since <= day]
        if not held:
            raise BadData(self.label, f"{day} 时的复议机关没有数据", f"no review body on {day}")
        return held[-1]

    def review_body(
        self, *, on: date, name: str, government: str | None = None, system: str | None = None
    ) -> ReviewBody:
        """Name the review body of an act of the day, from the body's own name and its two parents.

        BadData where the parent that reviews is not known.
        """
        rule = self.review_on(on)
        known: Mapping[Line, str | None] = {"government": government, "system": system, "self": name}
        missing = "、".join(LINE_LABELS[line] for line in rule.by if not known[line])
        if missing:
            zh = f"未登记{missing}一线的上级，不能确定复议机关（{rule.cite}）"
            raise BadData(name, zh, f"no parent on the line of {', '.join(rule.by)}")
        names = [str(known[line]) for line in rule.by]
        return ReviewBody("或者".join(names), rule.cite, own=rule.by == ("self",))


def _kind(row: dict[str, Any]) -> AgencyKind:
    review = tuple(Review(one["since"], tuple(one["by"]), one["cite"]) for one in row["review"])
    return AgencyKind(**{**row, "review": review})


@cache
def _all() -> dict[str, AgencyKind]:
    return {row["code"]: _kind(row) for row in tables.shipped("agency-kinds.toml")["kind"]}


def kinds() -> tuple[AgencyKind, ...]:
    """Give every kind, from the top down."""
    return tuple(_all().values())


def kind(code: str) -> AgencyKind:
    """Give a kind by its code; KeyError for an unknown one."""
    return _all()[code]
