"""gongkai audit verify: recompute every chain and say where one breaks."""

import typer

from gongkai.audit.queries import verify as verify_chains
from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.lang import t

app = command_app("审计链。Audit chains.")


@app.callback()
def audit() -> None:
    """审计链。Audit chains."""


@app.command()
def verify(
    chain: str = typer.Option(
        None, help=t("只核验一条链，如 agency:3", "Verify one chain only, e.g. agency:3")
    ),
) -> None:
    """逐条重算审计链，发现改动、缺失、插入或截尾即报告，退出码 1。Recompute the chains; exit 1 if one is broken."""
    require_database()
    problems = verify_chains(chain)
    for problem in problems:
        typer.echo(f"✗ {problem}")
    if problems:
        raise typer.Exit(1)
    typer.echo(t("✓ 审计链完整", "✓ the audit chains are intact"))
