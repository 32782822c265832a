"""Unreasonable number and frequency of applications (条例第三十五条). The period runs on while reasons are asked for."""

from dataclasses import replace

from gongkai.law import clock_events as ev
from gongkai.law.clock_replay import Replay, refused


def volume_reason_asked(replay: Replay, event: ev.VolumeReasonAsked) -> None:
    """Ask once for the reason of number and frequency."""
    if "volume" in replay.done:
        raise refused(event, "已经要求说明理由", "请等待说明。", "asked already")
    if event.reply_by <= event.on:
        zh = "说明理由的期限应晚于告知之日"
        raise refused(event, zh, "请给合理期限。", "the reply date must be later")
    replay.refuse_late(event.on, event)
    replay.done.add("volume")
    replay.reason_by = event.reply_by
    zh = f"要求申请人在{event.reply_by}以前说明数量、频次的理由；期限继续计算"
    replay.step(event, zh, f"reasons asked for by {event.reply_by}; the clock runs on")


def volume_reason_given(replay: Replay, event: ev.VolumeReasonGiven) -> None:
    """Where the reason is good but art. 33 cannot be met, a later date may be set and told."""
    if "volume" not in replay.done:
        zh = "没有要求申请人说明理由"
        raise refused(event, zh, "请先发说明理由告知书。", "no reasons were asked for")
    if "volume_in" in replay.done:
        raise refused(event, "说明已经登记", "", "the reasons are recorded already")
    if event.answer_by is not None:
        _delay(replay, event)
    replay.done.add("volume_in")
    replay.reason_by = None
    if event.answer_by is None:
        good = event.reasonable
        zh = "收到说明：理由合理，按期答复" if good else "收到说明：理由不合理，可告知不予处理"
        replay.step(event, zh, f"reasons given: {'good' if good else 'not good, the office may decline'}")
        return
    zh = f"理由合理但无法按期答复，告知申请人延迟至{event.answer_by}答复"
    replay.step(event, zh, f"good reasons; delayed to {event.answer_by}", sum_up=True)


def _delay(replay: Replay, event: ev.VolumeReasonGiven) -> None:
    if not event.reasonable:
        zh = "理由不合理的不能延迟答复"
        raise refused(event, zh, "可告知不予处理。", "no delay without a good reason")
    count, due, to = replay.running(event), replay.due(event), event.answer_by
    replay.refuse_late(event.on, event)
    zh = f"延迟答复的日期 {to} 应晚于现有期限 {due}"
    refusal = refused(event, zh, "请核对日期。", f"the new date must be after {due}")
    replay.refuse_if(to is not None and to <= due, refusal)
    replay.count = replace(count, delay_to=to)
