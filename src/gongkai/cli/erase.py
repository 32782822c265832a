"""gongkai erase: what is personal in closed cases goes after its time; without --do it only says what would."""

from datetime import UTC, datetime

import typer
from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyNotFound, find_agency
from gongkai.casework.actions.erasing import erase_outstayed
from gongkai.casework.retention import Expired, expired
from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.lang import t
from gongkai.kit.dates import day_of

app = command_app()
GROUPS = {
    "proofs": ("身份证明、授权书", "proofs"),
    "papers": ("申请和补正材料", "papers"),
    "packages": ("归档包", "packages"),
}


@app.command()
def erase(
    agency: str = typer.Option(None, help=t("只办一个机关（代码或名称）", "One agency only (code or name)")),
    do: bool = typer.Option(False, "--do", help=t("真正清除；不加只列出", "Erase; without it, only list")),
) -> None:
    """按保存期限清除已办结申请中的个人信息和身份证明；统计和年度报告不受影响。Erase what is personal after its time."""
    require_database()
    at = datetime.now(UTC)
    found = list(expired(_agencies(agency), day_of(at)))
    for one in found:
        typer.echo(_line(one))
    if not found:
        typer.echo(t("没有到期的个人信息。", "Nothing has outstayed its time."))
    elif do:
        count = sum(sum(erase_outstayed(agency=one.agency, at=at)) for one in found)
        typer.echo(t(f"✓ 已清除 {count} 件申请中的个人信息", f"✓ erased in {count} cases"))
    else:
        zh = "以上只是列出，没有改动。确认后加 --do 清除，清除后不能恢复。"
        typer.echo(t(zh, "Nothing was changed. Add --do to erase; it cannot be undone."))


def _agencies(name: str | None) -> QuerySet[Agency]:
    if name is None:
        return Agency.objects.all()
    try:
        return Agency.objects.filter(pk=find_agency(name).pk)
    except AgencyNotFound as problem:
        typer.echo(f"✗ {t(problem.zh, problem.en)}", err=True)
        raise typer.Exit(1) from None


def _line(one: Expired) -> str:
    files = "，".join(
        f"{t(*words)} {one.files[group]} {t('个', '')}（{one.years[group]}{t('年', ' years')}）"
        for group, words in GROUPS.items()
        if one.files[group]
    )
    people = t(
        f"申请人 {one.applicants} 件（{one.years['applicants']}年）",
        f"applicants of {one.applicants} cases ({one.years['applicants']} years)",
    )
    return f"{one.agency.code} {one.agency.name}：{'，'.join(filter(None, (people if one.applicants else '', files)))}"
