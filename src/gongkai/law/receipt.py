"""The day an application counts as received, by channel (条例第三十一条；国办公开办函〔2015〕207号)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.errors import Unlawful
from gongkai.law.params import Params, defaults
from gongkai.law.workdays import WorkCalendar


class Channel(StrEnum):
    """How an application came in."""

    COUNTER = "counter"
    REGISTERED_POST = "registered_post"
    ORDINARY_POST = "ordinary_post"
    ONLINE = "online"
    EMAIL = "email"
    FAX = "fax"
    ORAL = "oral"

    @property
    def label(self) -> str:
        """The channel in the words of the forms."""
        return CHANNEL_LABELS[self]


CHANNEL_LABELS = {
    Channel.COUNTER: "当面提交",
    Channel.REGISTERED_POST: "邮寄（挂号、特快，须签收）",
    Channel.ORDINARY_POST: "邮寄（平常信函，无需签收）",
    Channel.ONLINE: "互联网渠道",
    Channel.EMAIL: "电子邮件",
    Channel.FAX: "传真",
    Channel.ORAL: "口头（由工作机构代为填写）",
}
POST = frozenset({Channel.REGISTERED_POST, Channel.ORDINARY_POST})
CONFIRMED_BY_BOTH = frozenset({Channel.ONLINE, Channel.EMAIL, Channel.FAX})
FIELD_LABELS = {"submitted_on": "提交日期", "signed_on": "签收日期", "confirmed_on": "确认日期"}
WORDS = {
    "submitted_on": ("以提交之日为收到申请之日", "received on the day it is handed in"),
    "signed_on": ("以签收之日为收到申请之日", "received on the day it is signed for"),
    "confirmed_on": (
        "以与申请人确认之日为收到申请之日",
        "received on the day it is confirmed with the applicant",
    ),
}


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """Which of the three dates counts, by what article, in words."""

    field: str
    article: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The statutory day of receipt, or None while the date that the rule asks for is missing."""

    on: date | None
    rule: ReceiptRule


def receipt_rule(
    channel: Channel, on: date, params: Params | None = None, *, misdirected: bool = False
) -> ReceiptRule:
    """Give the rule of a channel for an application that came in on a day.

    misdirected: post that was sent to another office or a person of the organ (207号).
    """
    stray = misdirected and channel in POST
    param = (params or defaults())("receipt_misdirected_post" if stray else f"receipt_{channel}", on)
    field = str(param.value)
    zh, en = WORDS[field]
    if field == "confirmed_on" and channel in CONFIRMED_BY_BOTH:
        zh, en = "以双方确认之日为收到申请之日", "received on the day both sides confirm"
    where = "邮件寄给其他机构或者个人" if stray else channel.label
    return ReceiptRule(field, param.cite, f"{where}，{zh}", f"{channel.replace('_', ' ')}: {en}")


def receipt_date(
    channel: Channel,
    *,
    submitted_on: date,
    signed_on: date | None = None,
    confirmed_on: date | None = None,
    misdirected: bool = False,
    params: Params | None = None,
) -> Receipt:
    """Derive the day of receipt; Unlawful where a date stands before the day of submission."""
    dates = {"submitted_on": submitted_on, "signed_on": signed_on, "confirmed_on": confirmed_on}
    rule = receipt_rule(channel, submitted_on, params, misdirected=misdirected)
    for name, day in dates.items():
        if day is not None and day < submitted_on:
            raise Unlawful(
                rule.article,
                f"{FIELD_LABELS[name]} {day} 早于提交日期 {submitted_on}",
                "请核对两个日期。",
                f"{name} {day} is before the day of submission {submitted_on}",
            )
    return Receipt(dates[rule.field], rule)


def confirm_by(
    channel: Channel, submitted_on: date, calendar: WorkCalendar, params: Params | None = None
) -> date | None:
    """Give the day by which staff confirm an application that waits for it: None where the channel needs none."""
    if receipt_rule(channel, submitted_on, params).field != "confirmed_on":
        return None
    return calendar.add(submitted_on, (params or defaults()).number("online_confirm_days", submitted_on))
