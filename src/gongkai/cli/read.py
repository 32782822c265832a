"""gongkai read: what a report says, in the machine format."""

import json
from typing import Any

import typer

from gongkai.cli.app import command_app
from gongkai.cli.check import checked
from gongkai.cli.files import expand, nothing_found
from gongkai.cli.lang import t

app = command_app()


def describe(report: dict[str, Any]) -> str:
    """Give a report in a few lines for reading."""
    rows = [f"{report['agency']} {report['year']}（{report['format']} 格式）", t("申请", "applications")]
    for key, cells in report["requests"]["rows"].items():
        rows.append(f"  {key:<12}" + "".join(f"{cell['raw'] or '·':>9}" for cell in cells))
    rows += [t("复议诉讼", "remedies")]
    for group, cells in report["remedies"].items():
        rows.append(f"  {group:<18}" + "".join(f"{cell['raw'] or '·':>6}" for cell in cells))
    if report["unplaced"]:
        rows += [t("未能归位", "unplaced"), *(f"  {line}" for line in report["unplaced"])]
    if report["doubts"]:
        rows += [t("读不准，待人确认", "to be confirmed"), *map(_doubt_line, report["doubts"])]
    return "\n".join(rows)


def _doubt_line(doubt: dict[str, Any]) -> str:
    return f"  {doubt['where']}  {doubt['printed']}  {t(doubt['message'], doubt['message_en'])}"


@app.command()
def read_reports(
    ctx: typer.Context,
    files: list[str] = typer.Argument(..., help=t("文件、文件夹或通配符", "Files, folders or patterns")),
    as_json: bool = typer.Option(False, "--json", help=t("机器格式", "The machine format")),
) -> None:
    """读出年度报告。Read annual reports."""
    paths = expand(files)
    if not paths:
        typer.echo(f"✗ {nothing_found(files)}", err=True)
        raise typer.Exit(2)
    unread = False
    for found in checked(paths, judge=ctx.obj):
        if found.report is None:
            unread = True
            typer.echo(f"✗ {found.path}：{found.reason}", err=True)
            continue
        indent = 1 if len(paths) == 1 else None
        typer.echo(
            json.dumps(found.report, ensure_ascii=False, indent=indent) if as_json else describe(found.report)
        )
    raise typer.Exit(2 if unread else 0)
