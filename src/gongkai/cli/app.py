"""How every subcommand's app is made, so that help pages and errors look alike."""

import typer


def command_app(purpose: str | None = None) -> typer.Typer:
    """Make the app of one subcommand: plain help, plain errors, no completion options."""
    return typer.Typer(
        help=purpose, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False
    )
