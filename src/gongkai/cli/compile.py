"""gongkai compile: the annual report of an agency-year from its ledgers."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from gongkai.agencies.queries import AgencyNotFound, find_agency
from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.check import Checked, lines
from gongkai.cli.convert import format_of, save
from gongkai.cli.lang import t
from gongkai.report.checks import check
from gongkai.report.writers.json_writer import report_json
from gongkai.reporting.compiler import compile_report

app = command_app()
SHANGHAI = ZoneInfo("Asia/Shanghai")


@app.command()
def compile_year(
    agency: str = typer.Argument(
        ..., help=t("机关：代码、全称或简称结尾", "Agency: code, name or the end of its name")
    ),
    year: int = typer.Argument(..., help=t("年度", "Year")),
    output: Path = typer.Option(
        ..., "-o", "--output", help=t("目标文件，格式由扩展名决定", "Target; its ending decides")
    ),
) -> None:
    """由台账编制年度报告并检查。Compile an annual report from the ledgers and check it."""
    format_of(output)
    require_database()
    today = datetime.now(SHANGHAI).date()
    try:
        found = find_agency(agency)
    except AgencyNotFound as problem:
        typer.echo(f"✗ {t(problem.zh, problem.en)}", err=True)
        raise typer.Exit(2) from None
    try:
        report = compile_report(found, year, today=today)
    except ValueError as problem:
        typer.echo(f"✗ {problem}", err=True)
        raise typer.Exit(2) from None
    save(report, output)
    checked = Checked(output, report_json(report, check(report)))
    typer.echo("\n".join(lines(checked)))
    raise typer.Exit(int(checked.counts["errors"] > 0))
