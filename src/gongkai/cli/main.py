"""The gongkai command: what is needed first is begun first, so that `gongkai check` answers fast."""

import importlib
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from typing import Any

from gongkai.cli.commands import COMMANDS


def main(args: Sequence[str] | None = None) -> Any:
    """Run the command line; the exit code is that of the subcommand."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if args is None else args)
    with ExitStack() as started:
        judge = started.enter_context(_judge()) if _reads(given) else None
        app = importlib.import_module("gongkai.cli.group").app
        return app(args=given, prog_name="gongkai", obj=judge)


def _reads(given: Sequence[str]) -> bool:
    return bool(given) and given[0] in COMMANDS and COMMANDS[given[0]].reads


def _judge() -> Any:
    """Begin the process that reads reports; it imports what it needs while this one loads the command line."""
    return importlib.import_module("gongkai.report.guarded").Judge()
