"""Consultations: a third party (art. 32), another organ (art. 33 para 3), a co-making organ (art. 34)."""

from dataclasses import replace

from gongkai.law import clock_events as ev
from gongkai.law.clock_count import Letter
from gongkai.law.clock_replay import Replay, refused

TERMS = {"third_party": "third_party_days", "co_maker": "co_maker_days"}
ARTICLES = {
    "third_party": "条例第三十二条、第三十三条第三款",
    "co_maker": "条例第三十四条、第三十三条第三款",
    "organ": "条例第三十三条第三款",
}


def consultation_sent(replay: Replay, event: ev.ConsultationSent) -> None:
    """Stop the clock while an opinion is asked for."""
    count = replay.running(event)
    if any(one.ref == event.ref for one in count.letters):
        raise refused(
            event, f"编号{event.ref}的征求意见已经发出", "请换一个编号。", "this letter is out already"
        )
    if event.received_on is not None and event.received_on < event.on:
        raise refused(event, "送达日期早于发出日期", "请核对两个日期。", "received before it was sent")
    if event.reply_by is not None and (event.whom in TERMS or event.reply_by < event.on):
        zh = "只有征求其他机关意见可以另定回复期限，且不得早于发出日期"
        raise refused(
            event, zh, "请核对回复期限。", "a reply date is for other organs, after the day of sending"
        )
    replay.refuse_late(event.on, event)
    letter = _letter(replay, event)
    replay.count = replace(count, letters=(*count.letters, letter))
    ends_by = letter.ends_by(replay.calendar)
    whom = ev.CONSULTATION_LABELS[event.whom]
    until = f"，最迟至{ends_by}" if ends_by else "，至收到意见之日"
    zh = f"向{whom}书面征求意见{until}，所需时间不计入期限"
    en = f"opinion asked of a {event.whom.replace('_', ' ')}" + (
        f" until {ends_by} at the latest" if ends_by else ""
    )
    replay.step(event, zh, f"{en}; the clock stands still", article=ARTICLES[event.whom], sum_up=True)


def _letter(replay: Replay, event: ev.ConsultationSent) -> Letter:
    reached = event.received_on or event.on
    from_receipt = replay.params("suspension_starts", event.on).value == "received"
    term = replay.days(TERMS[event.whom], event) if event.whom in TERMS else None
    return Letter(event.ref, event.whom, reached if from_receipt else event.on, reached, term, event.reply_by)


def consultation_answered(replay: Replay, event: ev.ConsultationAnswered) -> None:
    """Let the clock run on from the day the opinion came; the answer to a letter whose period ended changes nothing."""
    letters = replay.count.letters if replay.count else ()
    letter = next((one for one in letters if one.ref == event.ref and one.ended_on is None), None)
    if letter is None or replay.count is None:
        raise refused(event, "没有这份尚待答复的征求意见", "请核对编号。", "no such letter is out")
    ends_by = letter.ends_by(replay.calendar)
    replay.count = replay.count.ending(event.ref, event.on)
    late = ends_by is not None and event.on > ends_by
    end = ends_by if late and ends_by else event.on
    days = replay.calendar.between(letter.suspends_from, max(end, letter.suspends_from))
    whom, answer = ev.CONSULTATION_LABELS[letter.whom], ev.ANSWER_LABELS[event.answer]
    zh = f"收到{whom}意见（{answer}），{f'已过期限 {ends_by}，' if late else ''}征求意见用去{days}个工作日"
    en = f"opinion came ({event.answer}){f' after {ends_by}' if late else ''}; it took {days} working days"
    replay.step(event, zh, en, article=ARTICLES[letter.whom], sum_up=True)
