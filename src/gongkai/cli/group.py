"""The group of subcommands. Each is loaded when it is called."""

import importlib
from typing import Any

import typer.main
from typer.core import TyperGroup

from gongkai import __version__
from gongkai.cli.commands import COMMANDS
from gongkai.cli.lang import t


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
