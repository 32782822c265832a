"""gongkai check: read reports, list every finding, sum up."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from gongkai.cli.app import command_app
from gongkai.cli.files import expand, nothing_found, reason
from gongkai.cli.lang import english, t
from gongkai.report.checks import Finding, Level, check
from gongkai.report.model import Report
from gongkai.report.readers import Unreadable, read
from gongkai.report.writers.json_writer import finding_json

app = command_app()
MARKS = {Level.ERROR: "✗", Level.HINT: "•", Level.TO_VERIFY: "?"}


@dataclass(frozen=True)
class Checked:
    """One file: the report and its findings, or why it could not be read."""

    path: Path
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    problem: Unreadable | None = None

    def count(self, level: Level) -> int:
        """Count the findings of a level."""
        return sum(one.level is level for one in self.findings)


def check_file(path: Path) -> Checked:
    """Read and check one file; a file that cannot be read is a result too."""
    try:
        report = read(path)
    except Unreadable as problem:
        return Checked(path, problem=problem)
    return Checked(path, report, check(report))


def checked_json(checked: Checked) -> dict[str, Any]:
    """Give one result as plain data."""
    found: dict[str, Any] = {"file": str(checked.path)}
    if checked.report is None or checked.problem:
        return {
            **found,
            "status": "unreadable",
            "message": checked.problem and checked.problem.zh,
            "findings": [],
        }
    return {
        **found,
        "status": "errors" if checked.count(Level.ERROR) else "ok",
        "agency": checked.report.agency,
        "year": checked.report.year,
        "format": checked.report.form,
        "errors": checked.count(Level.ERROR),
        "hints": checked.count(Level.HINT),
        "to_verify": checked.count(Level.TO_VERIFY),
        "findings": [finding_json(one) for one in checked.findings],
    }


def lines(checked: Checked) -> Iterator[str]:
    """Give one result for reading, the errors first."""
    if checked.report is None:
        yield f"✗ {checked.path}：{reason(checked.problem) if checked.problem else ''}"
        return
    report = checked.report
    counted = Counter(one.level for one in checked.findings)
    sums = t(
        f"错误 {counted[Level.ERROR]}，提示 {counted[Level.HINT]}，口径待核 {counted[Level.TO_VERIFY]}",
        f"errors {counted[Level.ERROR]}, hints {counted[Level.HINT]}, to verify {counted[Level.TO_VERIFY]}",
    )
    mark = "✗" if counted[Level.ERROR] else "✓"
    yield f"{mark} {checked.path}  {report.agency} {report.year}（{report.form} 格式）  {sums}"
    for level in Level:
        yield from (_finding_line(one) for one in checked.findings if one.level is level)


def _finding_line(one: Finding) -> str:
    doubt = t("（疑在读取）", " (doubt in the reading)") if one.doubt == "reading" else ""
    cite = f"〔{one.cite}〕" if one.cite else ""
    return (
        f"  {MARKS[one.level]} [{one.level.label}] {one.en if english() else one.zh}{doubt}{cite}  {one.rule}"
    )


def summary(results: list[Checked]) -> str:
    """Sum up several files in one line."""
    unread = sum(one.report is None for one in results)
    wrong = sum(one.count(Level.ERROR) > 0 for one in results)
    errors = sum(one.count(Level.ERROR) for one in results)
    return t(
        f"共 {len(results)} 份：{wrong} 份有错误（{errors} 处），{len(results) - wrong - unread} 份无错误，{unread} 份读不出",
        f"{len(results)} files: {wrong} with errors ({errors}), {len(results) - wrong - unread} without, {unread} unreadable",
    )


def exit_code(results: Iterable[Checked]) -> int:
    """2 if something could not be read, else 1 if errors were found, else 0."""
    results = list(results)
    if any(one.report is None for one in results):
        return 2
    return int(any(one.count(Level.ERROR) for one in results))


def with_progress(paths: list[Path]) -> Iterator[Checked]:
    """Check the files one by one, with a bar where there are many and somebody watches."""
    if len(paths) < 10 or not sys.stderr.isatty():
        yield from map(check_file, paths)
        return
    with typer.progressbar(paths, label=t("检查", "checking"), file=sys.stderr, show_pos=True) as bar:
        yield from map(check_file, bar)


@app.command()
def check_reports(
    files: list[str] = typer.Argument(..., help=t("文件、文件夹或通配符", "Files, folders or patterns")),
    as_json: bool = typer.Option(
        False, "--json", help=t("每份报告输出一行 JSON", "One line of JSON a report")
    ),
    errors_only: bool = typer.Option(False, "--errors", help=t("只列错误", "List errors only")),
) -> None:
    """检查年度报告，列出每一处发现。退出码：0 无误，1 有错误，2 有文件读不出。

    Check annual reports. Exit code: 0 clean, 1 errors, 2 something could not be read.
    """
    paths = expand(files)
    if not paths:
        typer.echo(f"✗ {nothing_found(files)}", err=True)
        raise typer.Exit(2)
    results = []
    for checked in with_progress(paths):
        shown = checked
        if errors_only:
            kept = tuple(one for one in checked.findings if one.level is Level.ERROR)
            shown = Checked(checked.path, checked.report, kept, checked.problem)
        results.append(checked)
        typer.echo(
            json.dumps(checked_json(shown), ensure_ascii=False) if as_json else "\n".join(lines(shown))
        )
    if len(results) > 1 and not as_json:
        typer.echo(f"\n{summary(results)}")
    raise typer.Exit(exit_code(results))
