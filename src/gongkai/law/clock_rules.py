"""The rules of the response clock: one function per kind of event that refuses it or moves the due date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gongkai.law import clock_events as ev
from gongkai.law.clock_consultations import consultation_answered, consultation_sent
from gongkai.law.clock_fees import fee_notice, fee_notice_received, fee_paid
from gongkai.law.clock_replay import Replay, refused
from gongkai.law.clock_steps import Step
from gongkai.law.clock_volume import volume_reason_asked, volume_reason_given
from gongkai.law.receipt import Channel, receipt_rule

CLOSED = {"withdrawn": "申请人已经撤回", "answered": "申请已经答复", "answered_late": "申请已经答复"}


def apply(replay: Replay, event: ev.Event, *, settled: bool = False) -> None:
    """Take one event after those before it, or raise Unlawful. settled: the ledger held it already."""
    replay.settled = settled
    if replay.closed:
        raise refused(event, CLOSED[replay.closed], "", "the application is closed")
    if replay.last is not None and event.on < replay.last:
        zh = f"日期 {event.on} 早于上一步的 {replay.last}"
        raise refused(event, zh, "请核对日期。", f"{event.on} is before the last step")
    if replay.received_on is None and not isinstance(event, (ev.Received, ev.Withdrawn)):
        zh = "申请尚未收到（待双方确认），不能办理"
        raise refused(event, zh, "请先记录收到或确认日期。", "the application is not received yet")
    replay.pass_time(event.on)
    RULES[type(event)](replay, event)
    replay.last = event.on


def received(replay: Replay, event: ev.Received) -> None:
    """Start the period: the day of receipt is day 0 (arts. 31, 33)."""
    if replay.received_on is not None:
        raise refused(event, "收到日期已经记录", "如有误，请更正登记。", "it is received already")
    rule = receipt_rule(Channel(event.channel), event.on, replay.params)
    replay.add_step(Step(event.on, "receipt", rule.article, rule.zh, rule.en), sum_up=False)
    replay.received_on = event.on
    days = replay.restart(event.on)
    zh = f"收到申请，自次日起{days}个工作日内答复"
    en = f"received; an answer is due within {days} working days"
    replay.step(event, zh, en, article=replay.params("response_days", event.on).cite, sum_up=True)


def supplement_notice(replay: Replay, event: ev.SupplementNotice) -> None:
    """Ask once for a supplement; only a notice in time stops the clock (art. 30)."""
    if "supplement" in replay.done:
        advice = "请就现有内容作出处理。"
        raise refused(event, "补正只能一次性告知，已经告知过", advice, "only one notice is allowed")
    if event.reply_by <= event.on:
        advice = "请给申请人合理的补正期限。"
        raise refused(event, "补正期限应晚于告知之日", advice, "the reply date must be later")
    replay.refuse_late(event.on, event)
    received_on = replay.received_on or event.on
    most = replay.days("supplement_notice_days", event)
    latest, nth = replay.calendar.add(received_on, most), replay.calendar.between(received_on, event.on)
    replay.done.add("supplement")
    late, stops = event.on > latest, bool(replay.params("late_supplement_restarts", event.on).value)
    if late and not stops:
        zh = f"第{nth}个工作日告知补正，已晚于第{most}个工作日（{latest}），不中断期限"
        replay.step(
            event, zh, f"the notice came after {latest} (working day {most}) and does not stop the clock"
        )
        return
    replay.wait("supplement", event.reply_by)
    zh = (
        f"第{nth}个工作日一次性告知补正，申请人应在{event.reply_by}以前补正；答复期限自收到补正之日起重新计算"
    )
    replay.step(event, zh, f"supplement asked for on working day {nth}, to come by {event.reply_by}")


def supplement_received(replay: Replay, event: ev.SupplementReceived) -> None:
    """Start the whole period again on the day the supplement came (art. 30)."""
    if "supplement" not in replay.done:
        raise refused(event, "没有告知过补正", "请先发补正告知书。", "no supplement was asked for")
    if "supplement_in" in replay.done:
        raise refused(event, "补正已经登记", "", "the supplement is recorded already")
    replay.done.add("supplement_in")
    if replay.waiting != "supplement":
        replay.step(
            event, "收到补正；补正告知逾期，期限不重新计算", "supplement received; the clock had not stopped"
        )
        return
    late = replay.lapses_after is not None and event.on > replay.lapses_after
    if late and not event.excused:
        zh = f"补正期限 {replay.lapses_after} 已过，无正当理由逾期不补正的，视为放弃申请"
        raise refused(event, zh, "有正当理由的，请注明后再登记。", "it is late without a good reason")
    days = replay.restart(event.on)
    zh = f"收到补正{'（逾期有正当理由，不视为放弃）' if late else ''}，答复期限自收到之日起重新计算{days}个工作日"
    replay.step(event, zh, f"supplement received; the {days} working days start again", sum_up=True)


def extension(replay: Replay, event: ev.Extension) -> None:
    """Add days once, agreed to by the head and told to the applicant before the period ends (art. 33)."""
    _refuse_extension(replay, event)
    count = replay.running(event)
    last = replay.due(event)
    if replay.params("extension_until", event.on).value == "day_before":
        last -= timedelta(days=1)
    zh = f"应在期限届满前决定并告知申请人，最迟{last}，告知日期为{event.told_on}"
    advice = "期限已过的，只能尽快答复，并记录逾期原因。"
    late = refused(event, zh, advice, f"it must be decided and told by {last}")
    replay.refuse_if(event.told_on > last, late)
    replay.done.add("extension")
    replay.count = replace(count, extended=event.days)
    zh = f"经负责人同意延长{event.days}个工作日，已于{event.told_on}告知申请人"
    en = f"extended by {event.days} working days with the head's consent, told on {event.told_on}"
    replay.step(event, zh, en, sum_up=True)


def _refuse_extension(replay: Replay, event: ev.Extension) -> None:
    most = replay.days("extension_max_days", event)
    if "extension" in replay.done:
        raise refused(event, "只能延期一次，已经延期", "请在现有期限内答复。", "it was extended already")
    if not 1 <= event.days <= most:
        zh = f"延长不得超过{most}个工作日，填写的是{event.days}个"
        raise refused(event, zh, f"请填写1至{most}。", f"1 to {most} working days are allowed")
    if not event.head_agreed:
        zh = "延期须经政府信息公开工作机构负责人同意"
        raise refused(event, zh, "请先报负责人同意。", "the head must agree")
    if event.told_on < event.on:
        raise refused(event, "告知日期早于决定日期", "请核对两个日期。", "told before it was decided")
    if replay.count is not None and replay.count.delay_to is not None:
        zh = f"已按第三十五条告知延迟答复至{replay.count.delay_to}"
        raise refused(event, zh, "请在告知的日期前答复。", "a later date was set under art. 35")


def answered(replay: Replay, event: ev.Answered) -> None:
    """Close the clock; whether in time is decided by the due date of that day (arts. 32, 33)."""
    for letter in replay.count.letters if replay.count else ():
        ends_by = letter.ends_by(replay.calendar)
        early = letter.whom == "third_party" and letter.is_open(replay.calendar, event.on)
        zh = f"第三方的意见尚未收到，征求期限至{ends_by}"
        advice = "收到意见或期限届满后再答复；不再征求的，请登记撤回征求。"
        replay.refuse_if(
            early, refused(event, zh, advice, f"the third party may still answer until {ends_by}")
        )
    running = None if replay.waiting else replay.count
    replay.count = running and running.closed_on(event.on)
    replay.waiting, replay.lapses_after = "", None
    due = replay.due_on
    late = due is not None and event.on > due
    replay.closed = "answered_late" if late else "answered"
    zh = f"答复送达，{f'晚于期限 {due}，逾期' if late else '在期限内'}"
    replay.step(event, zh, f"answered after {due}, late" if late else "answered in time", sum_up=True)


def withdrawn(replay: Replay, event: ev.Withdrawn) -> None:
    """Close the clock at the applicant's wish."""
    replay.closed, replay.waiting, replay.lapses_after, replay.count = "withdrawn", "", None, None
    replay.step(event, "申请人撤回申请，期限不再计算", "withdrawn by the applicant")


RULES: dict[type[ev.Event], Callable[[Replay, Any], None]] = {
    ev.Received: received,
    ev.SupplementNotice: supplement_notice,
    ev.SupplementReceived: supplement_received,
    ev.Extension: extension,
    ev.ConsultationSent: consultation_sent,
    ev.ConsultationAnswered: consultation_answered,
    ev.FeeNotice: fee_notice,
    ev.FeeNoticeReceived: fee_notice_received,
    ev.FeePaid: fee_paid,
    ev.VolumeReasonAsked: volume_reason_asked,
    ev.VolumeReasonGiven: volume_reason_given,
    ev.Answered: answered,
    ev.Withdrawn: withdrawn,
}


def replayed(replay: Replay, events: tuple[ev.Event, ...], recorded: int) -> Replay:
    """Replay the events, the first of them (recorded) as settled ones, and let time pass until today."""
    for number, event in enumerate(events):
        apply(replay, event, settled=number < recorded)
    if not replay.closed:
        replay.pass_time(replay.today)
    return replay
