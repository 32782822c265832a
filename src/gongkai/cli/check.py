"""gongkai check: read reports, list every finding, sum up."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from gongkai.cli.app import command_app
from gongkai.cli.files import expand, nothing_found
from gongkai.cli.lang import english, t
from gongkai.cli.record import Record
from gongkai.report.guarded import Judge

app = command_app()
LEVELS = {"错误": ("errors", "✗"), "提示": ("hints", "•"), "口径待核": ("to_verify", "?")}
MANY = 10  # files from which on a bar is shown
ERASED_LINE = "\r\x1b[K"
INTERRUPTED = 130  # the exit code of a command that Ctrl-C ended


@dataclass(frozen=True)
class Checked:
    """One file: the report in the machine format with its findings, or why it could not be read."""

    path: Path
    report: dict[str, Any] | None = None
    problem: dict[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The one line for a file that could not be read."""
        return self.problem["en" if english() else "zh"]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings, none for what could not be read."""
        return self.report["findings"] if self.report else []

    @property
    def counts(self) -> dict[str, int]:
        """Count the findings: errors, hints, to_verify."""
        found = Counter(one["level"] for one in self.findings)
        return {name: found[level] for level, (name, _) in LEVELS.items()}

    def as_json(self, *, errors_only: bool = False) -> dict[str, Any]:
        """Give the result as plain data."""
        name = {"file": str(self.path)}
        if self.report is None:
            return {**name, "status": "unreadable", "message": self.problem["zh"], "findings": []}
        return {
            **name,
            "status": "errors" if self.counts["errors"] else "ok",
            **{key: self.report[key] for key in ("agency", "year", "format")},
            **self.counts,
            "findings": [one for one in self.findings if not errors_only or one["level"] == "错误"],
        }


def checked(paths: Sequence[Path], processes: int = 0, *, judge: Judge | None = None) -> Iterator[Checked]:
    """Read and check files in guarded processes (as many as there are cores), in their order.

    judge: one whose first process has begun already.
    """
    with judge or Judge() as ready:
        for path, result in ready.files(paths, min(processes or os.cpu_count() or 1, max(len(paths), 1))):
            yield Checked(path, result.get("report"), result.get("problem") or {})


def lines(one: Checked, *, errors_only: bool = False) -> Iterator[str]:
    """Give one result for reading, the errors first."""
    if one.report is None:
        yield f"✗ {one.path}：{one.reason}"
        return
    report, counts = one.report, one.counts
    sums = t(
        f"错误 {counts['errors']}，提示 {counts['hints']}，口径待核 {counts['to_verify']}",
        f"errors {counts['errors']}, hints {counts['hints']}, to verify {counts['to_verify']}",
    )
    mark = "✗" if counts["errors"] else "✓"
    yield f"{mark} {one.path}  {report['agency']} {report['year']}（{report['format']} 格式）  {sums}"
    for level in list(LEVELS)[: 1 if errors_only else None]:
        yield from (_finding_line(finding) for finding in one.findings if finding["level"] == level)


def _finding_line(one: dict[str, Any]) -> str:
    doubt = t("（疑在读取）", " (doubt in the reading)") if one["doubt"] == "reading" else ""
    cite = f"〔{one['cite']}〕" if one["cite"] else ""
    message = one["message_en"] if english() else one["message"]
    return f"  {LEVELS[one['level']][1]} [{one['level']}] {message}{doubt}{cite}  {one['rule']}"


@dataclass
class Tally:
    """What came out of many files, counted as they come: no result is kept."""

    files: int = 0
    unread: int = 0
    wrong: int = 0
    errors: int = 0

    def add(self, result: dict[str, Any]) -> None:
        """Count one result in."""
        self.files += 1
        self.unread += result["status"] == "unreadable"
        self.wrong += result["status"] == "errors"
        self.errors += result.get("errors", 0)

    @property
    def summary(self) -> str:
        """Sum up in one line."""
        clean = self.files - self.wrong - self.unread
        return t(
            f"共 {self.files} 份：{self.wrong} 份有错误（{self.errors} 处），{clean} 份无错误，{self.unread} 份读不出",
            f"{self.files} files: {self.wrong} with errors ({self.errors}), {clean} without, {self.unread} unreadable",
        )

    @property
    def exit_code(self) -> int:
        """2 if something could not be read, else 1 if errors were found, else 0."""
        return 2 if self.unread else int(self.wrong > 0)


def with_bar(results: Iterator[Checked], count: int) -> Iterator[Checked]:
    """Show a bar where there are many files and somebody watches."""
    if count < MANY or not sys.stderr.isatty():
        yield from results
        return
    with typer.progressbar(
        results, length=count, label=t("检查", "checking"), file=sys.stderr, show_pos=True
    ) as bar:
        for one in bar:
            if sys.stdout.isatty():  # the result takes the line of the bar, which is drawn again below it
                typer.echo(ERASED_LINE, nl=False, err=True)
            yield one


def shown(one: Checked, *, as_json: bool, errors_only: bool) -> str:
    """Give one result as a line of JSON or for reading."""
    if as_json:
        return json.dumps(one.as_json(errors_only=errors_only), ensure_ascii=False)
    return "\n".join(lines(one, errors_only=errors_only))


def already(notes: Record, paths: Sequence[Path]) -> Tally:
    """Count in what an earlier run has noted, and say how much is left."""
    tally = Tally()
    for result in notes.known(paths):
        tally.add(result)
    if tally.files:
        done, left = tally.files, len(paths) - tally.files
        typer.echo(t(f"已有 {done} 份的结果，继续其余 {left} 份", f"{done} are done, {left} left"), err=True)
    return tally


def broken_off(tally: Tally, record: Path | None) -> str:
    """Say what an interrupted run leaves behind and how it goes on."""
    if record is None:
        return t(
            f"已中断，检查了 {tally.files} 份。下次加上 --record 文件，可从中断处继续",
            f"interrupted after {tally.files} files; with --record FILE a run can go on from there",
        )
    return t(
        f"已中断，{tally.files} 份的结果记在 {record}。再运行同一条命令，只读其余的",
        f"interrupted; the results of {tally.files} files are in {record}. Run the same command to read the others",
    )


@app.command()
def check_reports(
    ctx: typer.Context,
    files: list[str] = typer.Argument(..., help=t("文件、文件夹或通配符", "Files, folders or patterns")),
    as_json: bool = typer.Option(
        False, "--json", help=t("每份报告输出一行 JSON", "One line of JSON a report")
    ),
    errors_only: bool = typer.Option(False, "--errors", help=t("只列错误", "List errors only")),
    record: Path | None = typer.Option(
        None,
        "--record",
        help=t(
            "把结果逐份记入此文件；中断后用同一文件再运行，只读还没读过的",
            "Note each result in this file; run again with it to go on after a break",
        ),
    ),
    processes: int = typer.Option(
        0, "--processes", help=t("同时读几份，默认用满处理器", "How many at a time; all cores if not given")
    ),
) -> None:
    """检查年度报告，列出每一处发现。退出码：0 无误，1 有错误，2 有文件读不出。

    Check annual reports. Exit code: 0 clean, 1 errors, 2 something could not be read.
    """
    paths = expand(files)
    if not paths:
        typer.echo(f"✗ {nothing_found(files)}", err=True)
        raise typer.Exit(2)
    notes = Record(record)
    tally = already(notes, paths)
    left = notes.unknown(paths)
    try:
        for one in with_bar(checked(left, processes, judge=ctx.obj), len(left)):
            tally.add(notes.add(one.path, one.as_json()))
            typer.echo(shown(one, as_json=as_json, errors_only=errors_only))
    except KeyboardInterrupt:
        typer.echo(broken_off(tally, record), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if tally.files > 1 and not as_json:
        typer.echo(f"\n{tally.summary}")
    raise typer.Exit(tally.exit_code)
