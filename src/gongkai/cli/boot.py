"""Start Django for the commands that need the database, and say plainly when it is not there yet."""

import importlib
import os

import django
import typer
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.cli.lang import t
from gongkai.kit.keyring import KeyProblem


def boot() -> None:
    """Load settings and apps once; a second call does nothing. Exit 2 where the data directory cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    try:
        django.setup()
    except OSError as problem:
        zh = f"✗ 数据目录 {problem.filename} 不能使用（{problem.strerror}）。请用 GONGKAI_DATA 指定可写的目录。"
        en = f"✗ The data directory {problem.filename} cannot be used ({problem.strerror}). Set GONGKAI_DATA."
        typer.echo(t(zh, en), err=True)
        raise typer.Exit(2) from None


def require_database(*, ring: bool = True) -> None:
    """Exit 2, saying what to run, where the tables are missing or older than this version, or the ring of keys is gone."""
    require_server()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        typer.echo(
            t(
                "✗ 数据库还没有建立，或者需要升级。请先运行：gongkai setup",
                "✗ The database is missing or older than this version. Run first: gongkai setup",
            ),
            err=True,
        )
        raise typer.Exit(2)
    if ring:
        require_ring()


def require_server() -> None:
    """Exit 2, saying what to look at, where the database server does not answer; its address is not repeated."""
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        why = str(problem).strip().splitlines()[0].split("failed: ")[-1]
        zh = f"✗ 连不上数据库：{why}。请核对 GONGKAI_DATABASE，或者先启动数据库、建立同名的空库。"
        en = f"✗ The database does not answer: {why}. Check GONGKAI_DATABASE, or start the server and create the database."
        typer.echo(t(zh, en), err=True)
        raise typer.Exit(2) from None


def require_ring() -> None:
    """Exit 2, saying what to do, where the ring of keys is gone or cannot be read."""
    keys = importlib.import_module("gongkai.files.keys")  # it needs Django, which boot() starts
    try:
        _ = keys.ring().active
    except KeyProblem as problem:
        typer.echo(t(f"✗ {problem.zh}", f"✗ {problem.en}"), err=True)
        raise typer.Exit(2) from None
