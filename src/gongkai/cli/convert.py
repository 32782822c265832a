"""gongkai convert: a report in one format becomes a file in another."""

import json
from pathlib import Path

import typer

from gongkai.cli.app import command_app
from gongkai.cli.check import checked
from gongkai.cli.lang import t
from gongkai.report.model import Report
from gongkai.report.readers.json_reader import read_json
from gongkai.report.writers import WRITERS, write

app = command_app()


def format_of(output: Path) -> str:
    """Tell the format from the file's ending, or refuse it."""
    name = output.suffix.lower().lstrip(".")
    if name not in WRITERS:
        known = "、".join(f".{one}" for one in WRITERS)
        raise typer.BadParameter(
            t(f"不能写成“{output.suffix}”，可用 {known}", f"cannot write '{output.suffix}'; use {known}")
        )
    return name


def save(report: Report, output: Path) -> None:
    """Write the report beside its target and move it there, so that a failure leaves the old file as it was."""
    data = write(report, format_of(output))
    part = output.with_name(output.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(output)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise typer.BadParameter(
            t(f"不能写入 {output}（{problem.strerror}）", f"cannot write {output} ({problem.strerror})")
        ) from problem
    typer.echo(t(f"已写入 {output}", f"wrote {output}"))


@app.command()
def convert(
    ctx: typer.Context,
    source: Path = typer.Argument(..., help=t("要转换的年报", "The report to convert")),
    output: Path = typer.Option(
        ..., "-o", "--output", help=t("目标文件，格式由扩展名决定", "Target; its ending decides")
    ),
) -> None:
    """转换年度报告的格式。Convert an annual report to another format."""
    format_of(output)
    found = next(checked([source], judge=ctx.obj))
    if found.report is None:
        typer.echo(f"✗ {source}：{found.reason}", err=True)
        raise typer.Exit(2)
    save(read_json(json.dumps(found.report), source.stem), output)
