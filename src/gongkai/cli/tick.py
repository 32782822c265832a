"""gongkai tick: what a timer runs: reminders in the desk, one mail a working day to each who asked, short messages."""

from datetime import datetime

import typer
from django.conf import settings
from django.core.mail import get_connection

from gongkai.calendars.queries import calendar
from gongkai.casework.actions.reminding import remind
from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.lang import t
from gongkai.kit.dates import day_of
from gongkai.notices.actions import note_tick
from gongkai.notices.mail import by_mail
from gongkai.notices.models import Channel
from gongkai.notices.outbox import Carrier, Sent, queue, send, wanting
from gongkai.notices.sms import by_sms
from gongkai.web.today import now

app = command_app()
NAMES = {Channel.MAIL: ("提醒邮件", "mails"), Channel.SMS: ("短信", "short messages")}
UNSET = {
    Channel.MAIL: ("没有设邮件服务器（GONGKAI_EMAIL_HOST）", "no mail server is set (GONGKAI_EMAIL_HOST)"),
    Channel.SMS: ("没有设短信网关（GONGKAI_SMS_URL）", "no gateway is set (GONGKAI_SMS_URL)"),
}


@app.command()
def tick() -> None:
    """提醒到期和待办，每个工作日给订阅的人发一封邮件；重复运行不重复提醒。Remind; run twice, the second run does nothing."""
    require_database()
    at = now()
    raised, settled = remind(at=at)
    typer.echo(
        t(f"提醒：新增 {raised} 条，了结 {settled} 条", f"reminders: {raised} raised, {settled} settled")
    )
    counted = {Channel.MAIL: 0, Channel.SMS: 0}
    broken = False
    if calendar().is_workday(day_of(at)):
        for channel, carrier in _carriers().items():
            done = _send(channel, carrier, at)
            counted[channel], broken = done.sent, broken or done.waiting is not None
    else:
        typer.echo(t("今天不是工作日，不发邮件和短信", "not a working day: nothing is sent"))
    note_tick(at=at, raised=raised, settled=settled, mails=counted[Channel.MAIL], texts=counted[Channel.SMS])
    if broken:
        raise typer.Exit(1)


def _carriers() -> dict[Channel, Carrier | None]:
    """What carries each channel; None where this installation has none."""
    return {
        Channel.MAIL: by_mail(get_connection()) if settings.EMAIL_HOST else None,
        Channel.SMS: by_sms(settings.SMS_URL, settings.SMS_TOKEN) if settings.SMS_URL else None,
    }


def _send(channel: Channel, carrier: Carrier | None, at: datetime) -> Sent:
    name = t(*NAMES[channel])
    if carrier is None:
        if wanting(channel):
            typer.echo(f"{name}：{t(*UNSET[channel])}")
        return Sent()
    queue(channel, at=at)
    done = send(channel, carrier, at=at)
    typer.echo(
        t(
            f"{name}：发出 {done.sent}，被拒收 {done.refused}",
            f"{name}: {done.sent} sent, {done.refused} refused",
        )
    )
    if done.waiting is not None:
        typer.echo(f"✗ {t(done.waiting.zh, done.waiting.en)}", err=True)
    return done
