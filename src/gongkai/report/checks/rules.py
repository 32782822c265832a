"""How a check is written: one small generator under a rule that names its id, its weight and its ground."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.report.findings import Doubt, Finding, Level, at
from gongkai.report.forms import form
from gongkai.report.model import Number, Report

BY_THE_FORM = ""  # the ground is the notice that gives the report's own form


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check holds a report to: id, level, article or notice (BY_THE_FORM: the form's), in zh and en."""

    id: str
    level: Level
    cite: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check noticed at a place; the rule adds its id, level and ground. cite only where it differs."""

    where: str
    zh: str
    en: str
    printed: Number | str | None = None
    computed: Number | str | None = None
    formula: str = ""
    doubt: Doubt = "document"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the generator that looks for breaches of it."""

    rule: Rule
    look: Callable[[Report], Iterator[Found]]

    def __call__(self, report: Report) -> Iterator[Finding]:
        """Give the findings of one report."""
        for found in self.look(report):
            yield self._finding(report, found)

    def _finding(self, report: Report, found: Found) -> Finding:
        return Finding(
            rule=self.rule.id,
            level=self.rule.level,
            zh=found.zh,
            en=found.en,
            printed=found.printed,
            computed=found.computed,
            formula=found.formula,
            doubt=found.doubt,
            cite=found.cite or self.rule.cite or form(report.form).notice,
            **at(report.form, found.where),
        )


def rule(
    name: str, level: Level, cite: str, zh: str, en: str
) -> Callable[[Callable[[Report], Iterator[Found]]], Check]:
    """Make the decorated generator the check of a rule."""
    return lambda look: Check(Rule(name, level, cite, zh, en), look)
