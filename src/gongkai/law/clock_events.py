"""What happens to an application, as values. The clock replays them; the ledger stores them as kind and plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Literal

ConsultationKind = Literal["third_party", "organ", "co_maker"]
CONSULTATION_LABELS = {"third_party": "第三方", "organ": "其他机关", "co_maker": "共同制作机关"}
ConsultationAnswer = Literal["consent", "object", "partial", "other", "recalled"]
ANSWER_LABELS = {
    "consent": "同意公开",
    "object": "不同意公开",
    "partial": "同意部分公开",
    "other": "其他意见",
    "recalled": "撤回征求",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day (Asia/Shanghai)."""

    on: date
    kind: ClassVar[str] = ""
    label: ClassVar[str] = ""
    article: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Received(Event):
    """The application counts as received (art. 31)."""

    kind: ClassVar[str] = "received"
    label: ClassVar[str] = "收到申请"
    article: ClassVar[str] = "条例第三十一条"
    channel: str = "counter"


@dataclass(frozen=True, slots=True)
class SupplementNotice(Event):
    """The office asks for a supplement, to come by reply_by (art. 30)."""

    kind: ClassVar[str] = "supplement_notice"
    label: ClassVar[str] = "补正告知"
    article: ClassVar[str] = "条例第三十条"
    reply_by: date = date.max


@dataclass(frozen=True, slots=True)
class SupplementReceived(Event):
    """The supplement came; excused says that a late one has a good reason (art. 30)."""

    kind: ClassVar[str] = "supplement_received"
    label: ClassVar[str] = "收到补正"
    article: ClassVar[str] = "条例第三十条"
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Extension(Event):
    """The head of the office agreed to days more working days; the applicant was told on told_on (art. 33)."""

    kind: ClassVar[str] = "extension"
    label: ClassVar[str] = "延期答复"
    article: ClassVar[str] = "条例第三十三条第二款"
    told_on: date = date.max
    days: int = 0
    head_agreed: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationSent(Event):
    """A letter asking for an opinion went out (arts. 32, 33, 34); ref tells letters apart.

    received_on: when it reached the other side, from which its 15 working days run; the day it went out if unknown.
    reply_by: the date set for the answer of another organ, for which the law has no period; None: until it answers.
    """

    kind: ClassVar[str] = "consultation_sent"
    label: ClassVar[str] = "征求意见"
    article: ClassVar[str] = "条例第三十二至三十四条"
    ref: str = "1"
    whom: ConsultationKind = "third_party"
    received_on: date | None = None
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class ConsultationAnswered(Event):
    """The opinion on letter ref came."""

    kind: ClassVar[str] = "consultation_answered"
    label: ClassVar[str] = "收到意见"
    article: ClassVar[str] = "条例第三十二至三十四条"
    ref: str = "1"
    answer: ConsultationAnswer = "other"


@dataclass(frozen=True, slots=True)
class FeeNotice(Event):
    """A fee notice went out; it reached the applicant on received_on (国办函〔2020〕109号)."""

    kind: ClassVar[str] = "fee_notice"
    label: ClassVar[str] = "收费通知"
    article: ClassVar[str] = "条例第四十二条；国办函〔2020〕109号第六条"
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class FeeNoticeReceived(Event):
    """A fee notice whose arrival was unknown when it went out reached the applicant."""

    kind: ClassVar[str] = "fee_notice_received"
    label: ClassVar[str] = "收费通知送达"
    article: ClassVar[str] = "国办函〔2020〕109号第六条"


@dataclass(frozen=True, slots=True)
class FeePaid(Event):
    """The fee was paid."""

    kind: ClassVar[str] = "fee_paid"
    label: ClassVar[str] = "收到费用"
    article: ClassVar[str] = "国办函〔2020〕109号第六条"


@dataclass(frozen=True, slots=True)
class VolumeReasonAsked(Event):
    """The applicant is asked to explain number and frequency (art. 35)."""

    kind: ClassVar[str] = "volume_reason_asked"
    label: ClassVar[str] = "要求说明理由"
    article: ClassVar[str] = "条例第三十五条"
    reply_by: date = date.max


@dataclass(frozen=True, slots=True)
class VolumeReasonGiven(Event):
    """The explanation came; where it is reasonable a later answer_by may be set and told (art. 35)."""

    kind: ClassVar[str] = "volume_reason_given"
    label: ClassVar[str] = "收到说明"
    article: ClassVar[str] = "条例第三十五条"
    reasonable: bool = True
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """The answer counts as delivered (国办公开办函〔2016〕235号)."""

    kind: ClassVar[str] = "answered"
    label: ClassVar[str] = "答复"
    article: ClassVar[str] = "条例第三十三条、第三十六条"


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """The applicant withdrew the application."""

    kind: ClassVar[str] = "withdrawn"
    label: ClassVar[str] = "申请人撤回"
    article: ClassVar[str] = "惯例口径"


EVENT_TYPES: Mapping[str, type[Event]] = {
    one.kind: one
    for one in (
        Received,
        SupplementNotice,
        SupplementReceived,
        Extension,
        ConsultationSent,
        ConsultationAnswered,
        FeeNotice,
        FeeNoticeReceived,
        FeePaid,
        VolumeReasonAsked,
        VolumeReasonGiven,
        Answered,
        Withdrawn,
    )
}
_DATES = {"on", "reply_by", "told_on", "received_on", "answer_by"}


def event_to_dict(event: Event) -> dict[str, Any]:
    """Give the event's fields as plain data, dates as YYYY-MM-DD; the kind is stored beside it."""
    values = {one.name: getattr(event, one.name) for one in fields(event)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def event_from_dict(kind: str, data: Mapping[str, Any]) -> Event:
    """Rebuild an event from its kind and plain data; KeyError for an unknown kind."""
    values = {
        name: date.fromisoformat(value) if name in _DATES and value else value for name, value in data.items()
    }
    return EVENT_TYPES[kind](**values)
