"""The gongkai command. Each subcommand is loaded when it is called, so that `gongkai check` starts fast."""

import importlib
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any

import typer.main
from typer.core import TyperGroup

from gongkai import __version__
from gongkai.cli.lang import t


@dataclass(frozen=True)
class Entry:
    """Where a subcommand lives, what it is for in both languages, and whether it needs Django started first."""

    module: str
    zh: str
    en: str
    database: bool = False


COMMANDS = {
    "check": Entry(
        "check", "检查年度报告：逐条列出不平、缺漏和口径疑问", "Check annual reports and list every finding"
    ),
    "read": Entry("read", "读出年度报告，以 JSON 打印", "Read annual reports and print them as JSON"),
    "convert": Entry("convert", "把年度报告转换为另一种格式", "Convert an annual report to another format"),
    "due": Entry("due", "计算答复期限并逐步说明", "Compute when an answer is due, step by step"),
    "compile": Entry(
        "compile",
        "由台账编制某机关某年的年度报告",
        "Compile an agency's annual report from its ledgers",
        database=True,
    ),
    "audit": Entry("audit", "核验审计链", "Verify the audit chains", database=True),
    "office": Entry(
        "office", "建立机关、开账号、交接岗位", "Open offices and accounts, hand posts over", database=True
    ),
    "setup": Entry(
        "setup", "建立数据库，可载入示例", "Create the database, with the example if asked", database=True
    ),
    "serve": Entry("serve", "启动服务", "Start the server", database=True),
    "manage": Entry("manage", "Django 管理命令", "Django management commands", database=True),
}


class LazyGroup(TyperGroup):
    """A group that imports a subcommand's module only when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names in the order of a year's work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and return the subcommand, or None for an unknown name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.database:
            importlib.import_module("gongkai.cli.boot").boot()
        module = importlib.import_module(f"gongkai.cli.{entry.module}")
        return typer.main.get_command(module.app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the subcommands without importing them."""
        with formatter.section(t("命令", "Commands")):
            formatter.write_dl([(name, t(entry.zh, entry.en)) for name, entry in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    name="gongkai",
    help=t(
        "公开：政府信息公开全流程系统", "Gongkai: open government information from the ledger to the report"
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"gongkai {__version__}")
        raise typer.Exit


@app.callback()
def gongkai(
    version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_print_version, help=t("版本", "Version")
    ),
) -> None:
    """The options before a subcommand."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line; the exit code is that of the subcommand."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return app(args=args, prog_name="gongkai")
