"""Checks: what does not add up in a report, where, and why."""

from gongkai.report.checks import cellwise, chapters, labels, prose, structure, sums, years
from gongkai.report.checks.rules import Check, Rule
from gongkai.report.findings import Finding, Level
from gongkai.report.model import Report

__all__ = ["CHECKS", "RULES", "Check", "Finding", "Level", "Rule", "check"]

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *cellwise.CHECKS,
    *sums.CHECKS,
    *chapters.CHECKS,
    *labels.CHECKS,
    *prose.CHECKS,
    *years.CHECKS,
)
RULES: dict[str, Rule] = {one.rule.id: one.rule for one in CHECKS}


def check(report: Report) -> tuple[Finding, ...]:
    """Run every check; the findings come in the order of CHECKS: form, cells, sums, chapters, labels, prose."""
    return tuple(finding for one in CHECKS for finding in one(report))
