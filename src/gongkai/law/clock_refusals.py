"""The refusals that several kinds of event share."""

from datetime import date

from gongkai.law import clock_events as ev
from gongkai.law.errors import Unlawful

_CLOSED = {"withdrawn": "申请人已经撤回", "answered": "申请已经答复", "answered_late": "申请已经答复"}


def refused(event: ev.Event, zh: str, advice: str, en: str) -> Unlawful:
    """Build a refusal of the event with the event's article."""
    return Unlawful(event.article, f"不能登记“{event.label}”：{zh}", advice, f"{event.kind}: {en}")


def refuse_closed(closed: str, event: ev.Event) -> None:
    """Nothing follows an answer or a withdrawal."""
    if closed:
        raise refused(event, _CLOSED[closed], "", "the application is closed")


def refuse_backward(last: date | None, event: ev.Event) -> None:
    """Events stand in the order in which they happened."""
    if last is not None and event.on < last:
        raise refused(
            event, f"日期 {event.on} 早于上一步的 {last}", "请核对日期。", "the date is before the last step"
        )


def refuse_late(on: date, due: date, event: ev.Event) -> None:
    """A step that moves the due date comes before the period ends: on the due date at the latest."""
    if on > due:
        raise refused(
            event, f"期限 {due} 已过", "只能尽快答复，并记录逾期原因。", f"the period ended on {due}"
        )


def refuse_supplement_reply(asked: bool, came: bool, event: ev.Event) -> None:
    """A supplement answers one notice."""
    if not asked:
        raise refused(event, "没有告知过补正", "请先发补正告知书。", "no supplement was asked for")
    if came:
        raise refused(event, "补正已经登记", "", "the supplement is recorded already")


def refuse_unknown_letter(is_out: bool, event: ev.Event) -> None:
    """An opinion answers a letter that is out."""
    if not is_out:
        raise refused(event, "没有这份尚待答复的征求意见", "请核对编号。", "no such letter is out")
