"""gongkai read: what a report says, in the machine format."""

import json

import typer

from gongkai.cli.app import command_app
from gongkai.cli.check import check_file
from gongkai.cli.files import expand, nothing_found, reason
from gongkai.cli.lang import t
from gongkai.report.model import Report
from gongkai.report.writers.json_writer import report_json

app = command_app()


def describe(report: Report) -> str:
    """Give a report in a few lines for reading."""
    rows = [f"{report.agency} {report.year}（{report.form} 格式）", t("申请", "applications")]
    for key, cells in report.requests.items():
        rows.append(f"  {key:<12}" + "".join(f"{cell.raw or '·':>9}" for cell in cells))
    rows += [t("复议诉讼", "remedies")]
    for group, cells in report.remedies.items():
        rows.append(f"  {group:<18}" + "".join(f"{cell.raw or '·':>6}" for cell in cells))
    if report.unplaced:
        rows += [t("未能归位", "unplaced"), *(f"  {line}" for line in report.unplaced)]
    return "\n".join(rows)


@app.command()
def read_reports(
    files: list[str] = typer.Argument(..., help=t("文件、文件夹或通配符", "Files, folders or patterns")),
    as_json: bool = typer.Option(False, "--json", help=t("机器格式", "The machine format")),
) -> None:
    """读出年度报告。Read annual reports."""
    paths = expand(files)
    if not paths:
        typer.echo(f"✗ {nothing_found(files)}", err=True)
        raise typer.Exit(2)
    unread = False
    for path in paths:
        found = check_file(path)
        if found.report is None:
            unread = True
            typer.echo(f"✗ {path}：{reason(found.problem) if found.problem else ''}", err=True)
            continue
        indent = 1 if len(paths) == 1 else None
        text = json.dumps(report_json(found.report, found.findings), ensure_ascii=False, indent=indent)
        typer.echo(text if as_json else describe(found.report))
    raise typer.Exit(2 if unread else 0)
