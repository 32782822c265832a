"""gongkai setup: create or upgrade the database, and load the example when asked."""

import importlib

import typer
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from gongkai.cli.app import command_app
from gongkai.cli.boot import require_ring, require_server
from gongkai.cli.lang import t
from gongkai.kit.keyring import KeyProblem

app = command_app()


@app.command()
def setup(
    example: bool = typer.Option(
        False, "--example", help=t("载入示例镇（仅供演示）", "Load the example town (demo)")
    ),
) -> None:
    """建立或升级数据库。Create or upgrade the database."""
    typer.echo(t("   数据库：检查并升级表结构", "   database: checking and upgrading tables"))
    require_server()
    plain = _holds_plain()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except KeyProblem as problem:
        typer.echo(t(f"✗ {problem.zh}", f"✗ {problem.en}"), err=True)
        raise typer.Exit(2) from None
    require_ring()
    _seal_files()
    if plain:
        importlib.import_module("gongkai.files.resealing").purge()
    if example:
        call_command("load_example")
    typer.echo(t("   完成", "   done"))


def _holds_plain() -> bool:
    """Tell whether this is a database from before there were keys: it is written anew once it is sealed."""
    done = MigrationRecorder(connection).applied_migrations()
    return ("files", "0001_initial") in done and ("files", "0003_ring_and_names") not in done


def _seal_files() -> None:
    """Seal the files from before there were keys; those that are sealed are passed over by their first bytes."""
    sealing = importlib.import_module("gongkai.files.resealing")
    count = sum(not damaged for damaged in sealing.seal_files())
    if count:
        typer.echo(t(f"   已加密 {count} 个文件", f"   {count} files sealed"))
