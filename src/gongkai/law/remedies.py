"""The remedy paragraph of a letter (行政复议法第二十、二十三条；行政诉讼法第四十五、四十六条；法释〔2025〕8号)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.errors import BadData
from gongkai.law.outcomes import standard

SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the applicant is told: review_first where reconsideration must come first; disputed where the law is open."""

    zh: str
    en: str
    cite: str
    review_first: bool
    disputed: bool


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("gongkai.law") / "data" / "remedies.toml").read_text("utf-8"))


def _rule(kind: str, on: date, rules: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    for rule in rules:
        if kind in rule["remedy"] and rule["since"] <= on <= rule.get("until", date.max):
            return rule
    raise BadData("救济告知", f"{on.isoformat()} 没有适用于“{kind}”的规定", f"no rule for {kind} on {on}")


def remedy_of(kind: str, *, letter_on: date, review_body: str, court: str) -> Remedy:
    """Give the paragraph for a kind of outcome (refusal, partial, other, silence) in a letter of that date."""
    rule = _rule(kind, letter_on, _data()["rule"])
    wording = next(one for one in _data()["wording"] if one["name"] == rule["wording"])
    names = {"review_body": review_body, "court": court}
    return Remedy(
        zh=wording["zh"].format(**names),
        en=wording["en"].format(**names),
        cite=rule["cite"],
        review_first=wording["review_first"],
        disputed=rule.get("disputed", False),
    )


def remedy_paragraph(code: str, *, letter_on: date, review_body: str, court: str) -> Remedy:
    """Give the paragraph for an outcome by its code; KeyError for an unknown code."""
    return remedy_of(standard()[code].remedy, letter_on=letter_on, review_body=review_body, court=court)
