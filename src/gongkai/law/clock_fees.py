"""The fee notice and its restart (条例第四十二条；国办函〔2020〕109号第六条)."""

from datetime import date

from gongkai.law import clock_events as ev
from gongkai.law.clock_replay import Replay, refused


def fee_notice(replay: Replay, event: ev.FeeNotice) -> None:
    """Ask for the fee within the period; the clock waits for the payment."""
    if "fee" in replay.done:
        raise refused(event, "收费通知已经发出", "请等待缴费。", "a fee notice was sent already")
    replay.days("fee_pay_days", event)
    replay.refuse_late(event.on, event)
    if event.received_on is not None and event.received_on < event.on:
        raise refused(event, "收到日期早于发出日期", "请核对两个日期。", "received before it was sent")
    replay.done.add("fee")
    replay.wait("fee", None)
    until = "缴费期限自申请人收到次日起计算"
    if event.received_on is not None:
        until = _let_run(replay, event, event.received_on)
    zh = f"在期限内发出收费通知，{until}；答复期限自缴费次日起重新计算"
    replay.step(event, zh, f"fee notice sent; to be paid by {replay.lapses_after or 'a day yet unknown'}")


def fee_notice_received(replay: Replay, event: ev.FeeNoticeReceived) -> None:
    """Let the time to pay run from the day after the applicant received the notice."""
    if replay.waiting != "fee" or replay.lapses_after is not None:
        zh = "没有尚待送达的收费通知"
        raise refused(event, zh, "请先发收费通知。", "no fee notice is on its way")
    until = _let_run(replay, event, event.on)
    replay.step(
        event, f"申请人收到收费通知，{until}", f"fee notice received; to be paid by {replay.lapses_after}"
    )


def _let_run(replay: Replay, event: ev.Event, received_on: date) -> str:
    days = replay.days("fee_pay_days", event)
    replay.lapses_after = replay.calendar.add(received_on, days)
    return f"申请人应自收到次日起{days}个工作日内缴纳，最迟{replay.lapses_after}"


def fee_paid(replay: Replay, event: ev.FeePaid) -> None:
    """Start the whole period again the day after the payment."""
    if replay.waiting != "fee":
        raise refused(event, "没有发出收费通知", "请先发收费通知。", "no fee notice is out")
    end = replay.lapses_after
    zh = f"缴费期限 {end} 已过，视为放弃申请"
    late = refused(event, zh, "可请申请人重新申请。", f"the time to pay ended on {end}")
    replay.refuse_if(end is not None and event.on > end, late)
    days = replay.restart(event.on)
    zh = f"收到费用，自缴费次日起重新计算{days}个工作日"
    replay.step(event, zh, f"paid; the {days} working days start again the day after", sum_up=True)
