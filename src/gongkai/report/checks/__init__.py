"""Checks: what does not add up in a report, where, and why."""

from collections.abc import Callable, Iterator

from gongkai.report.checks import arithmetic, labels, prose, structure
from gongkai.report.findings import Finding, Level
from gongkai.report.model import Report

__all__ = ["CHECKS", "Finding", "Level", "check"]

Check = Callable[[Report], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (*arithmetic.CHECKS, *structure.CHECKS, *labels.CHECKS, *prose.CHECKS)


def check(report: Report) -> tuple[Finding, ...]:
    """Run every check; the findings come in the order of the report's tables, then chapters, then prose."""
    return tuple(finding for run in CHECKS for finding in run(report))
