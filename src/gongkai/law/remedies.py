"""The remedy paragraph of a letter (行政复议法第二十、二十三条；行政诉讼法第四十五、四十六条；法释〔2025〕8号)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law import outcomes, tables
from gongkai.law.errors import BadData

SILENCE = "silence"
OWN_REVIEW = "own_review"
KINDS = (*outcomes.REMEDIES, SILENCE, OWN_REVIEW)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the applicant is told: review_first where reconsideration must come first; disputed where the law is open."""

    zh: str
    en: str
    cite: str
    review_first: bool
    disputed: bool

    @property
    def shown(self) -> str:
        """What stands beside a paragraph that the law leaves open."""
        return "有争议，可配置" if self.disputed else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A paragraph with places for {review_body} and {court}."""

    name: str
    zh: str
    en: str
    review_first: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Which wording holds for which kinds of outcome in letters dated from since to until, both included."""

    remedy: tuple[str, ...]
    since: date
    until: date
    wording: str
    cite: str
    disputed: bool


class Remedies:
    """The wordings and the dated rules that choose among them; the first rule that fits holds."""

    def __init__(self, wordings: Mapping[str, Wording], rules: tuple[Rule, ...]) -> None:
        self.wordings = dict(wordings)
        self.rules = rules

    def paragraph(self, kind: str, *, letter_on: date, review_body: str, court: str) -> Remedy:
        """Give the paragraph for a kind of outcome in a letter of that date. BadData before the first rule."""
        rule = self._rule(kind, letter_on)
        wording = self.wordings[rule.wording]
        names = {"review_body": review_body, "court": court}
        zh, en = wording.zh.format(**names), wording.en.format(**names)
        return Remedy(zh, en, rule.cite, wording.review_first, rule.disputed)

    def _rule(self, kind: str, on: date) -> Rule:
        for rule in self.rules:
            if kind in rule.remedy and rule.since <= on <= rule.until:
                return rule
        raise BadData("救济告知", f"{on} 没有适用于“{kind}”的规定", f"no rule for {kind} on {on}")

    def overlaid(self, path: Path) -> "Remedies":
        """Give these remedies with an operator's wordings and rules before ours (same form as remedies.toml)."""
        extra = _parse(tables.read(path), path.name, self.wordings)
        return Remedies({**self.wordings, **extra.wordings}, (*extra.rules, *self.rules))


def _parse(data: Mapping[str, Any], where: str, known: Mapping[str, Wording]) -> Remedies:
    try:
        wordings = {row["name"]: Wording(**row) for row in data.get("wording", [])}
        rules = tuple(_parsed_rule(row) for row in data.get("rule", []))
    except (KeyError, TypeError) as problem:
        raise BadData(where, f"字段缺少或者不对（{problem}）", f"bad field: {problem}") from problem
    for wording in wordings.values():
        _check_wording(wording, where)
    for rule in rules:
        _check_rule(rule, {*known, *wordings}, where)
    return Remedies(wordings, rules)


def _parsed_rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        remedy=tuple(row["remedy"]),
        since=row["since"],
        until=row.get("until", date.max),
        wording=row["wording"],
        cite=row["cite"],
        disputed=row.get("disputed", False),
    )


def _check_wording(wording: Wording, where: str) -> None:
    try:
        _ = [text.format(review_body="", court="") for text in (wording.zh, wording.en)]
    except (AttributeError, KeyError, IndexError, ValueError) as problem:
        zh = f"只能使用 {{review_body}} 和 {{court}}（{problem}）"
        raise BadData(f"{where} {wording.name}", zh, "unknown placeholder") from problem


def _check_rule(rule: Rule, wordings: set[str], where: str) -> None:
    unknown = sorted(set(rule.remedy) - set(KINDS))
    if unknown:
        zh = f"remedy 没有 {'、'.join(unknown)}，可用的有：{'、'.join(KINDS)}"
        raise BadData(where, zh, f"unknown remedy {unknown}")
    if rule.wording not in wordings:
        raise BadData(where, f"没有名为 {rule.wording} 的 wording", f"unknown wording {rule.wording}")
    if {type(rule.since), type(rule.until)} != {date}:
        raise BadData(where, "since、until 应为日期，如 2025-06-01", "since and until must be dates")


@cache
def standard() -> Remedies:
    """Give the wordings and rules that ship with the product."""
    name = "remedies.toml"
    return _parse(tables.shipped(name), name, {})


def remedy_of(
    kind: str,
    *,
    letter_on: date,
    review_body: str,
    court: str,
    own_review: bool = False,
    remedies: Remedies | None = None,
) -> Remedy:
    """Give the paragraph for a kind: one of an outcome, or silence (letter_on is then the day the period ended).

    own_review: the review body is the office itself (ministries, provinces), which adds the State Council's ruling.
    """
    rules = remedies or standard()
    names = {"review_body": review_body, "court": court}
    main = rules.paragraph(kind, letter_on=letter_on, **names)
    if not own_review:
        return main
    tail = rules.paragraph(OWN_REVIEW, letter_on=letter_on, **names)
    return Remedy(
        zh=main.zh + tail.zh,
        en=f"{main.en} {tail.en}",
        cite=f"{main.cite}；{tail.cite}",
        review_first=main.review_first,
        disputed=main.disputed,
    )


def remedy_paragraph(
    code: str,
    *,
    letter_on: date,
    review_body: str,
    court: str,
    own_review: bool = False,
    remedies: Remedies | None = None,
) -> Remedy:
    """Give the paragraph for an outcome by its code; KeyError for an unknown code."""
    return remedy_of(
        outcomes.standard()[code].remedy,
        letter_on=letter_on,
        review_body=review_body,
        court=court,
        own_review=own_review,
        remedies=remedies,
    )
