"""gongkai office: open an office, give people their posts, hand a post over. Until the desk has screens for it."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import typer
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.agencies import actions
from gongkai.agencies.codes import BadCode
from gongkai.agencies.models import Agency, Department, Person, Post
from gongkai.agencies.queries import AgencyNotFound, find_agency
from gongkai.agencies.roles import standard
from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.due import parse_day
from gongkai.cli.lang import t
from gongkai.law.agency_kinds import kinds

app = command_app(t("机关、岗位和人员", "Offices, posts and people"))
T = TypeVar("T")
KINDS = "、".join(f"{one.code} {one.label}" for one in kinds())
ROLES = "、".join(f"{one.code} {one.label}" for one in standard().roles.values())


def _refuse(message: str) -> typer.Exit:
    typer.echo(f"✗ {message}", err=True)
    return typer.Exit(1)


def attempt(act: Callable[[], T]) -> T:
    """Do the act in one transaction; a refusal is one line and exit 1, with everything as it was."""
    require_database()
    try:
        with transaction.atomic():
            return act()
    except AgencyNotFound as problem:
        raise _refuse(t(problem.zh, problem.en)) from None
    except (actions.Refused, BadCode) as problem:
        raise _refuse(str(problem)) from None
    except ValidationError as problem:
        raise _refuse("；".join(problem.messages)) from None
    except (Person.DoesNotExist, Post.DoesNotExist):
        raise _refuse(t("没有这个用户名或者岗位，请核对。", "No such user name or post.")) from None


def _today() -> str:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()


@app.command("open")
def open_office(
    code: str = typer.Argument(..., help=t("统一社会信用代码、组织机构代码或自定短代码", "Code")),
    name: str = typer.Argument(..., help=t("机关全称", "Full name")),
    kind: str = typer.Option(..., help=t("类别：", "Kind: ") + KINDS),
    under: str = typer.Option(None, help=t("本级或上一级人民政府（代码或名称）", "The government above")),
    since: str = typer.Option("2008-05-01", help=t("设立日期", "Day it was set up")),
    slug: str = typer.Option("", help=t("网址名（小写字母、数字、连字符）", "Name in addresses")),
    address: str = typer.Option("", help=t("办公地址", "Address")),
    phone: str = typer.Option("", help=t("联系电话", "Telephone")),
    postcode: str = typer.Option("", help=t("邮编", "Postcode")),
    hours: str = typer.Option("", help=t("办公时间", "Office hours")),
    website: str = typer.Option("", help=t("政府网站", "Website")),
) -> None:
    """建立机关。Open an office."""
    contact: actions.Contact = {"address": address, "phone": phone, "postcode": postcode}
    contact |= {"office_hours": hours, "website": website}
    if slug:
        contact["slug"] = slug
    day, at = parse_day(since), datetime.now(UTC)

    def act() -> Agency:
        above = find_agency(under) if under else None
        facts = {"code": code, "name": name, "kind": kind, "since": day, "government": above}
        return actions.create_agency(**facts, actor=None, at=at, **contact)  # type: ignore[arg-type]

    agency = attempt(act)
    typer.echo(
        t(f"✓ 已建立 {agency}，公开栏目 /zfxxgk/{agency.slug}/", f"✓ opened {agency}: /zfxxgk/{agency.slug}/")
    )


@app.command()
def person(
    agency: str = typer.Argument(..., help=t("机关（代码、全称或简称结尾）", "The office")),
    username: str = typer.Argument(..., help=t("用户名", "User name")),
    name: str = typer.Argument(..., help=t("姓名", "Name")),
    role: str = typer.Option(..., help=t("角色：", "Role: ") + ROLES),
    post: str = typer.Option("", help=t("岗位名称，默认同角色名", "Name of the post")),
    since: str = typer.Option(None, help=t("任职日期，默认今天", "From; default today")),
) -> None:
    """开账号并任岗，口令只显示这一次。Open an account with a post; the password is shown once."""
    day, at, password = parse_day(since or _today()), datetime.now(UTC), secrets.token_urlsafe(12)

    def act() -> Post:
        owner = find_agency(agency)
        known = standard().roles.get(role)
        label = post or (known.label if known else role)
        made = actions.create_post(agency=owner, name=label, role=role, since=day, actor=None, at=at)
        who = actions.create_person(
            username=username, name=name, password=password, agency=owner, actor=None, at=at
        )
        actions.assign_post(post=made, person=who, since=day, actor=None, at=at)
        return made

    made = attempt(act)
    typer.echo(t(f"✓ {name} 自 {day} 任{made}", f"✓ {name} holds {made} from {day}"))
    typer.echo(t(f"  用户名 {username}  口令 {password}", f"  user name {username}  password {password}"))


@app.command()
def hand_over(
    agency: str = typer.Argument(..., help=t("机关", "The office")),
    post: str = typer.Argument(..., help=t("岗位名称", "The post")),
    username: str = typer.Argument(..., help=t("接任者用户名", "Who takes it over")),
    on: str = typer.Option(None, help=t("交接日期，默认今天", "On; default today")),
) -> None:
    """交接岗位：工作随岗位走。Hand a post over; the work stays with the post."""
    day, at = parse_day(on or _today()), datetime.now(UTC)

    def act() -> str:
        held = Post.objects.get(agency=find_agency(agency), name=post, until=None)
        to = Person.objects.get(username=username)
        return str(actions.hand_over(post=held, to=to, on=day, actor=None, at=at))

    typer.echo(f"✓ {attempt(act)}")


@app.command()
def department(
    agency: str = typer.Argument(..., help=t("机关", "The office")),
    name: str = typer.Argument(..., help=t("部门名称", "Name of the department")),
    post: list[str] = typer.Option([], help=t("划入的岗位名称，可多次", "A post to put into it; repeatable")),
    since: str = typer.Option(None, help=t("设立日期，默认今天", "From; default today")),
) -> None:
    """设立承办部门，划入岗位；已有的部门只划入岗位。Open a department and put posts into it."""
    day, at = parse_day(since or _today()), datetime.now(UTC)

    def act() -> int:
        owner = find_agency(agency)
        found = Department.objects.filter(agency=owner, name=name, until=None).first()
        section = found or actions.create_department(agency=owner, name=name, since=day, actor=None, at=at)
        posts = [Post.objects.get(agency=owner, name=one, until=None) for one in post]
        for one in posts:
            actions.place_post(post=one, department=section, actor=None, at=at)
        return len(posts)

    n = attempt(act)
    typer.echo(t(f"✓ {name}，划入 {n} 个岗位", f"✓ {name}, {n} posts in it"))
