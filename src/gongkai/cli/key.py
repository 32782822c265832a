"""gongkai key: what the ring holds, another key in use, and the sheet that brings a lost ring back."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from gongkai.casework.actions import keys as actions
from gongkai.casework.key_queries import Standing, standing
from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.lang import t
from gongkai.files.resealing import PLAIN, purge
from gongkai.kit.key_sheet import STATE_LABELS, read_sheet
from gongkai.kit.keyring import KeyProblem, Ring
from gongkai.kit.typeset import pdf

app = command_app(t("密钥环", "The ring of keys"))
T = TypeVar("T")
NOTES = (
    "凭本单可以重建密钥环。拿到本单和数据库备份的人，可以读出全部申请人信息。",
    "请密封，与数据库备份分开，存放在保险柜中；更换密钥后重新打印，旧单保存到旧备份销毁为止。",
    "录入：gongkai key restore 文件，或者 gongkai key restore - 后逐行键入。每行末两位是校验位。",
)


def _attempt(act: Callable[[], T]) -> T:
    """Do the act; what keys cannot do is one line and exit 2."""
    try:
        return act()
    except KeyProblem as problem:
        typer.echo(t(f"✗ {problem.zh}", f"✗ {problem.en}"), err=True)
        raise typer.Exit(2) from None


def _now() -> datetime:
    return datetime.now(UTC)


@app.command()
def status() -> None:
    """列出密钥，以及每把密钥下有多少数据和文件。有未加密或者缺密钥的，退出码 1。What lies under which key."""
    require_database(ring=False)
    now = _attempt(standing)
    Console(width=None if sys.stdout.isatty() else 110).print(_table(now))
    if now.lost:
        typer.echo(t(f"✗ 缺少密钥 {'、'.join(now.lost)}：gongkai key restore", f"✗ missing keys: {now.lost}"))
    if now.behind:
        said = t(
            f"还有 {now.behind} 项不在在用密钥下：gongkai key seal",
            f"{now.behind} to follow: gongkai key seal",
        )
        typer.echo(f"! {said}")
    raise typer.Exit(1 if now.lost or now.under(PLAIN) else 0)


def _table(now: Standing) -> Table:
    zh, en = "密钥 日期 状态 数据 索引 文件", "key made state values digests files"
    table = Table(*t(zh, en).split())
    rows = [(key.id, str(key.made), t(STATE_LABELS[key.state], key.state)) for key in now.newest_first]
    rows += [(one, "", t("缺失", "missing")) for one in now.lost]
    rows += [("-", "", t("未加密", "plain"))] if now.under(PLAIN) else []
    for key_id, made, state in rows:
        name = PLAIN if key_id == "-" else key_id
        counts = (str(one.get(name, 0)) for one in (now.values, now.digests, now.files))
        table.add_row(key_id, made, state, *counts)
    return table


@app.command("seal")
def seal_all() -> None:
    """把未加密的和旧密钥下的数据、文件加密到在用的密钥下；可以随时中断，再次运行接着做。Bring all under the active key."""
    require_database()
    raise typer.Exit(_reseal())


def _reseal() -> int:
    damaged = 0
    before = _attempt(standing)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(t("重新加密", "sealing"), total=before.behind)
        for count in _each(actions.reseal()):
            damaged += count < 0
            bar.advance(task, abs(count))
    if before.values.get(PLAIN):
        purge()
    rest = _attempt(standing).behind
    if damaged:
        typer.echo(
            t(
                f"✗ {damaged} 个文件与登记的摘要不符，没有改动。",
                f"✗ {damaged} files are damaged; left as they are.",
            ),
            err=True,
        )
    typer.echo(t(f"✓ 完成，剩余 {rest} 项", f"✓ done, {rest} left"))
    return 1 if rest else 0


def _each(steps: Iterator[int]) -> Iterator[int]:
    while True:
        count = _attempt(lambda: next(steps, None))
        if count is None:
            return
        yield count


@app.command()
def rotate() -> None:
    """启用新密钥，并把全部数据和文件重新加密；服务不必停，中断后用 gongkai key seal 接着做。A new key, then all under it."""
    require_database()
    changed = _attempt(lambda: actions.rotate_key(at=_now()))
    typer.echo(
        t(
            f"新密钥 {changed.active.id} 已启用。请重新打印恢复单：gongkai key sheet",
            f"Key {changed.active.id} is active. Print the sheet anew: gongkai key sheet",
        )
    )
    raise typer.Exit(_reseal())


@app.command()
def retire(
    key: str = typer.Argument(..., help=t("密钥编号", "Id of the key")),
    yes: bool = typer.Option(False, "--yes", help=t("已经保存这把密钥的恢复单", "Its sheet is kept")),
) -> None:
    """停用一把已没有数据的旧密钥，并销毁它的内容；旧备份此后只能凭恢复单读出。Forget a key that nothing lies under."""
    require_database()
    if not yes:
        zh = f"停用后，密钥 {key} 加密的旧备份只能凭恢复单读出。已保存恢复单的，加上 --yes。"
        typer.echo(t(f"✗ {zh}", f"✗ Backups under {key} will need its sheet. Kept it? Add --yes."), err=True)
        raise typer.Exit(1)
    _attempt(lambda: actions.retire_key(key_id=key, at=_now()))
    typer.echo(t(f"✓ 密钥 {key} 已停用", f"✓ key {key} is retired"))


@app.command()
def sheet(
    output: Path = typer.Option(None, "-o", "--output", help=t("写成 PDF，供打印", "Write a PDF to print")),
) -> None:
    """打印恢复单：密钥环丢失时凭它重建。PDF 文件打印后请删除。The sheet that brings a lost ring back."""
    require_database()
    lines = _attempt(lambda: actions.make_sheet(at=_now()))
    if output is None:
        typer.echo("\n\n".join("\n".join(key) for key in lines))
        return
    output.touch(mode=0o600)
    output.write_bytes(_pdf(lines))
    typer.echo(t(f"✓ {output}，打印后请删除", f"✓ {output}; delete it once printed"))


def _pdf(lines: list[list[str]]) -> bytes:
    data = {
        "title": "公开系统密钥恢复单",
        "notes": NOTES,
        "keys": lines,
        "font": ["Noto Serif SC"],
        "blanks": ["制作人", "保管人", "日期"],
    }
    return pdf(Path(__file__).with_name("key_sheet.typ"), data)


@app.command()
def restore(
    source: str = typer.Argument(..., help=t("录有恢复单的文本文件；- 为键入", "Text file; - to type")),
) -> None:
    """按恢复单恢复密钥环。Bring the ring back from its sheet."""
    require_database(ring=False)
    text = sys.stdin.read() if source == "-" else _read(Path(source))
    changed: Ring = _attempt(lambda: actions.restore_keys(keys=read_sheet(text), at=_now()))
    held = "、".join(key.id for key in changed.usable)
    typer.echo(t(f"✓ 密钥环中现有密钥：{held}", f"✓ the ring now holds: {held}"))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        typer.echo(t(f"✗ 读不出文件 {path}", f"✗ cannot read {path}"), err=True)
        raise typer.Exit(2) from None
