"""What people are reminded of, the most pressing first, with the words and the tone of each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reminder.

    pressing: it is repeated in the mail of every working day and sent as a short message. sms: its code there.
    """

    code: str
    label: str
    tone: str
    pressing: bool = False
    sms: str = ""


KINDS: Mapping[str, Kind] = {
    one.code: one
    for one in (
        Kind("overdue", "逾期", "urgent", pressing=True, sms="OVERDUE"),
        Kind("due_today", "今天到期", "urgent", pressing=True, sms="TODAY"),
        Kind("unconfirmed_late", "超期未确认", "urgent"),
        Kind("soon", "5 个工作日内到期", "soon"),
        Kind("inner_due", "内部期限已到", "soon"),
        Kind("lapsed", "期满未补正或者未缴费，可以办结", "soon"),
        Kind("opinion_over", "征求意见期满，应当决定", "soon"),
        Kind("to_approve", "等您审批", "waiting"),
        Kind("to_review", "等您作保密审查", "waiting"),
        Kind("to_pass", "等您业务审核", "waiting"),
        Kind("to_deliver", "已批准，等送达", "waiting"),
        Kind("assigned", "新分派给您", "active"),
    )
}
ORDER = {code: place for place, code in enumerate(KINDS)}
