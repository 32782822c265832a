"""The day an application counts as received, by channel (条例第三十一条)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.errors import Unlawful


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


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """Which of the three dates counts for a channel, and by what."""

    field: str
    article: str
    zh: str
    en: str


_CONFIRMED_BOTH = ReceiptRule(
    "confirmed_on",
    "条例第三十一条第三项",
    "以双方确认之日为收到申请之日",
    "received on the day both sides confirm",
)
RULES = {
    Channel.COUNTER: ReceiptRule(
        "submitted_on",
        "条例第三十一条第一项",
        "当面提交，以提交之日为收到申请之日",
        "received on the day it is handed in",
    ),
    Channel.ORAL: ReceiptRule(
        "submitted_on",
        "条例第二十九条、第三十一条第一项",
        "口头申请由工作机构代为填写，以提交之日为收到申请之日",
        "written down by the office, received that day",
    ),
    Channel.REGISTERED_POST: ReceiptRule(
        "signed_on",
        "条例第三十一条第二项",
        "邮寄提交，以签收之日为收到申请之日",
        "received on the day it is signed for",
    ),
    Channel.ORDINARY_POST: ReceiptRule(
        "confirmed_on",
        "条例第三十一条第二项",
        "平常信函等无需签收的，以与申请人确认之日为收到申请之日",
        "ordinary post: received on the day it is confirmed with the applicant",
    ),
    Channel.ONLINE: _CONFIRMED_BOTH,
    Channel.EMAIL: _CONFIRMED_BOTH,
    Channel.FAX: _CONFIRMED_BOTH,
}
FIELD_LABELS = {"submitted_on": "提交日期", "signed_on": "签收日期", "confirmed_on": "确认日期"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """The statutory day of receipt, or None while what the law asks for is missing."""

    on: date | None
    rule: ReceiptRule


def receipt_date(
    channel: Channel, *, submitted_on: date, signed_on: date | None = None, confirmed_on: date | None = None
) -> Receipt:
    """Derive the day of receipt; Unlawful where a date stands before the day of submission."""
    dates = {"submitted_on": submitted_on, "signed_on": signed_on, "confirmed_on": confirmed_on}
    rule = RULES[channel]
    for name in ("signed_on", "confirmed_on"):
        day = dates[name]
        if day is not None and day < submitted_on:
            raise Unlawful(
                rule.article,
                f"{FIELD_LABELS[name]} {day.isoformat()} 早于提交日期 {submitted_on.isoformat()}",
                "请核对两个日期。",
                f"{name} is before the day of submission",
            )
    return Receipt(dates[rule.field], rule)
