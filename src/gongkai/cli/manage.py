"""gongkai manage …: Django's management commands under the product's settings."""

import typer
from django.core.management import execute_from_command_line

from gongkai.cli.app import command_app

app = command_app()


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def manage(ctx: typer.Context) -> None:
    """Django 管理命令。Django management commands."""
    execute_from_command_line(["gongkai manage", *ctx.args])
