"""gongkai due: when an answer is due, and why."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from gongkai.cli.app import command_app
from gongkai.cli.lang import english, t
from gongkai.law import clock_events as ev
from gongkai.law.clock import Clock, run
from gongkai.law.clock_steps import Step
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.notices import load_notice
from gongkai.law.receipt import Channel, receipt_date
from gongkai.law.workdays import WorkCalendar, official

app = command_app()
SHANGHAI = ZoneInfo("Asia/Shanghai")
STEP_FORMS = {
    "supplement-notice": "supplement-notice:发出日:补正期限",
    "supplement-received": "supplement-received:收到日",
    "extension": "extension:决定日:告知日:天数",
    "consult": "consult:third_party|organ|co_maker:发出日[:编号]",
    "opinion": "opinion:收到日[:编号]",
    "fee-notice": "fee-notice:发出日:申请人收到日",
    "fee-paid": "fee-paid:缴费日",
    "volume-asked": "volume-asked:告知日:说明期限",
    "volume-given": "volume-given:收到日[:延迟至]",
    "answered": "answered:送达日",
    "withdrawn": "withdrawn:撤回日",
}


def _fail(zh: str, en: str) -> typer.BadParameter:
    return typer.BadParameter(t(zh, en))


def parse_day(text: str) -> date:
    """Read YYYY-MM-DD or say what is expected."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _fail(
            f"“{text}”不是日期，应写作 2026-11-23", f"'{text}' is not a date; write 2026-11-23"
        ) from None


def _whom(text: str) -> ev.ConsultationKind:
    for kind in ev.CONSULTATION_LABELS:
        if kind == text:
            return kind  # type: ignore[return-value]
    raise _fail(
        f"“{text}”应为 third_party、organ 或 co_maker", f"'{text}' must be third_party, organ or co_maker"
    )


def _consult(parts: list[str]) -> ev.Event:
    return ev.ConsultationSent(parse_day(parts[1]), parts[2] if len(parts) > 2 else "1", _whom(parts[0]))


def _days(text: str) -> int:
    if not text.isdigit():
        raise _fail(f"“{text}”应为天数", f"'{text}' must be a number of days")
    return int(text)


BUILDERS: dict[str, Callable[[list[str]], ev.Event]] = {
    "supplement-notice": lambda p: ev.SupplementNotice(parse_day(p[0]), parse_day(p[1])),
    "supplement-received": lambda p: ev.SupplementReceived(parse_day(p[0])),
    "extension": lambda p: ev.Extension(parse_day(p[0]), parse_day(p[1]), _days(p[2]), head_agreed=True),
    "consult": _consult,
    "opinion": lambda p: ev.ConsultationAnswered(parse_day(p[0]), p[1] if len(p) > 1 else "1"),
    "fee-notice": lambda p: ev.FeeNotice(parse_day(p[0]), parse_day(p[1])),
    "fee-paid": lambda p: ev.FeePaid(parse_day(p[0])),
    "volume-asked": lambda p: ev.VolumeReasonAsked(parse_day(p[0]), parse_day(p[1])),
    "volume-given": lambda p: ev.VolumeReasonGiven(
        parse_day(p[0]), answer_by=parse_day(p[1]) if len(p) > 1 else None
    ),
    "answered": lambda p: ev.Answered(parse_day(p[0])),
    "withdrawn": lambda p: ev.Withdrawn(parse_day(p[0])),
}


def parse_step(text: str) -> ev.Event:
    """Read one step such as extension:2026-10-14:2026-10-15:20; the forms are those of STEP_FORMS."""
    name, *parts = text.split(":")
    if name not in BUILDERS:
        forms = "\n  ".join(STEP_FORMS.values())
        raise _fail(f"没有“{name}”这一步。可用的写法：\n  {forms}", f"no step '{name}'. Forms:\n  {forms}")
    try:
        return BUILDERS[name](parts)
    except IndexError:
        raise _fail(
            f"“{text}”缺一项，应写作 {STEP_FORMS[name]}", f"'{text}' lacks a part: {STEP_FORMS[name]}"
        ) from None


def step_json(step: Step) -> dict[str, Any]:
    """Give a line of the derivation as plain data."""
    return {
        "on": step.on.isoformat(),
        "rule": step.rule,
        "article": step.article,
        "text": step.zh,
        "text_en": step.en,
        "arithmetic": step.arithmetic,
        "arithmetic_en": step.arithmetic_en,
        "due_on": step.due_on and step.due_on.isoformat(),
        "skipped_holidays": [one.zh for one in step.skipped],
        "worked_weekends": [one.zh for one in step.worked],
        "provisional": step.provisional,
    }


def clock_json(clock: Clock) -> dict[str, Any]:
    """Give the clock's answer as plain data, dates as YYYY-MM-DD."""
    dates = ("today", "received_on", "due_on", "earliest_due_on", "next_on")
    found: dict[str, Any] = {
        name: value and value.isoformat() for name in dates for value in [getattr(clock, name)]
    }
    return {
        **found,
        "days_left": clock.days_left,
        "state": clock.state.value,
        "state_label": clock.state.label,
        "provisional": clock.provisional,
        "derivation": [step_json(step) for step in clock.derivation],
    }


def clock_lines(clock: Clock) -> list[str]:
    """Give the clock's answer for reading."""
    mark = t("（暂定）", " (provisional)") if clock.provisional else ""
    due = f"{clock.due_on}{mark}" if clock.due_on else t("未在计算", "not running")
    lines = [
        t("答复期限", "Answer due") + f"  {due}",
        t("状态", "State") + f"      {clock.state.label if not english() else clock.state.value}",
    ]
    if clock.days_left is not None:
        lines.append(t(f"剩余      {clock.days_left} 个工作日", f"Left      {clock.days_left} working days"))
    if clock.provisional:
        lines.append(
            t(
                f"提醒按     {clock.earliest_due_on}（国务院办公厅通知公布后重新计算）",
                f"Warnings use {clock.earliest_due_on} until the State Council's notice is out",
            )
        )
    lines += ["", t("为什么是这一天", "Why this day")]
    for number, step in enumerate(clock.derivation, 1):
        lines += _step_lines(number, step)
    return lines


def _step_lines(number: int, step: Step) -> list[str]:
    text = f"{number}. {step.on} {step.en if english() else step.zh}（{step.article}）"
    arithmetic = step.arithmetic_en if english() else step.arithmetic
    lines = [text, f"     {arithmetic}"] if arithmetic else [text]
    if step.skipped:
        lines.append(t("     不计", "     skipped ") + "、".join(one.zh for one in step.skipped))
    if step.worked:
        lines.append(t("     计入", "     counted ") + "、".join(one.zh for one in step.worked))
    return lines


def _calendar(notices: list[str]) -> WorkCalendar:
    calendar = official()
    for path in notices:
        calendar = calendar.with_notice(load_notice(Path(path)))
    return calendar


def _received(channel: Channel, received: str, signed: str | None, confirmed: str | None) -> ev.Event | None:
    """The event of receipt; with one date only, that date is the one the channel's rule asks for."""
    submitted = parse_day(received)
    bare = not signed and not confirmed
    receipt = receipt_date(
        channel,
        submitted_on=submitted,
        signed_on=parse_day(signed) if signed else (submitted if bare else None),
        confirmed_on=parse_day(confirmed) if confirmed else (submitted if bare else None),
    )
    return ev.Received(receipt.on, channel.value) if receipt.on else None


@app.command()
def due(
    received: str = typer.Option(
        ..., help=t("提交日期（只给这一个日期时即收到之日）", "Day of submission, or of receipt")
    ),
    channel: Channel = typer.Option(
        Channel.COUNTER, help=t("提交渠道（条例第三十一条）", "Channel (art. 31)")
    ),
    signed: str = typer.Option(None, help=t("邮件签收日期", "Day the post was signed for")),
    confirmed: str = typer.Option(None, help=t("双方确认日期", "Day both sides confirmed")),
    step: list[str] = typer.Option(
        [], help=t("经过的步骤，可重复，如 ", "A step, repeatable: ") + STEP_FORMS["extension"]
    ),
    today: str = typer.Option(None, help=t("按哪一天计算，默认今天", "Day to compute for; default today")),
    notice: list[str] = typer.Option(
        [], help=t("另行载入的放假通知（TOML 或 CSV）", "A holiday notice to load")
    ),
    as_json: bool = typer.Option(False, "--json", help=t("以 JSON 输出", "Print JSON")),
) -> None:
    """计算答复期限并逐步说明。Compute when an answer is due, step by step."""
    day = parse_day(today) if today else datetime.now(SHANGHAI).date()
    try:
        first = _received(channel, received, signed, confirmed)
        events = [*([first] if first else []), *map(parse_step, step)]
        clock = run(events, today=day, calendar=_calendar(notice))
    except (Unlawful, BadData) as refusal:
        typer.echo(f"✗ {refusal.en if english() and refusal.en else refusal}", err=True)
        raise typer.Exit(1) from None
    typer.echo(
        json.dumps(clock_json(clock), ensure_ascii=False, indent=1)
        if as_json
        else "\n".join(clock_lines(clock))
    )
