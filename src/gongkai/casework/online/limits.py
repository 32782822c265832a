"""Limits against machines that need no outside service: a trap, a shortest time, counts per hour, a small sum."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.casework.models import OnlineCount
from gongkai.casework.online.codes import opened_at
from gongkai.casework.online.policy import policy
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry

KEPT = timedelta(days=2)
_PURPOSE = "gongkai.casework.online.limits"


def hour_of(at: datetime) -> datetime:
    """Give the beginning of the hour that counts are kept by."""
    return at.replace(minute=0, second=0, microsecond=0)


def key_of(at: datetime, *parts: object) -> str:
    """Give a digest under which something is counted on a day; no address is kept."""
    text = "|".join(map(str, (day_of(at), *parts)))
    return salted_hmac(_PURPOSE, text, algorithm="sha256").hexdigest()


def counted(what: str, key: str, at: datetime) -> int:
    """Give how often something happened in this hour."""
    found = OnlineCount.objects.filter(what=what, key=key, hour=hour_of(at)).values_list("count", flat=True)
    return found.first() or 0


def count(what: str, key: str, at: datetime) -> None:
    """Add one, within the transaction of the caller; what is older than two days goes."""
    row: dict[str, Any] = {"what": what, "key": key, "hour": hour_of(at)}
    _made, new = OnlineCount.objects.get_or_create(**row)
    OnlineCount.objects.filter(**row).update(count=F("count") + 1)
    if new:
        OnlineCount.objects.filter(hour__lt=at - KEPT).delete()


def sum_of(token: str) -> tuple[int, int]:
    """Give the two numbers of a form's sum: always the same for one form, so that nothing has to be kept."""
    drawn = salted_hmac(_PURPOSE, token, algorithm="sha256").digest()
    return 3 + drawn[0] % 7, 3 + drawn[1] % 7


def asks_sum(agency: Agency, address: str, at: datetime) -> bool:
    """Tell whether so much was sent in this hour that a small sum is asked."""
    limits = policy()
    sent_from, sent_to = _sent(agency, address, at)
    return sent_from >= limits.address_per_hour or sent_to >= limits.agency_per_hour


def check_human(*, agency: Agency, address: str, token: str, at: datetime, trap: str, answer: str) -> None:
    """Raise BadEntry that says what to do: nobody is turned away in silence, and the counter is always open."""
    limits = policy()
    if trap.strip():
        raise BadEntry(
            {
                "trap": _(
                    "有一个供识别自动程序的空格被填写了，现已清空。请核对后再提交一次，也可以当面或者邮寄提交。"
                )
            }
        )
    if at - opened_at(token, at) < timedelta(seconds=limits.least_seconds):
        raise BadEntry({"": _("提交得太快，像是自动程序。所填内容都在，请核对后再提交一次。")})
    sent_from, sent_to = _sent(agency, address, at)
    if sent_from >= limits.address_most_per_hour or sent_to >= limits.agency_most_per_hour:
        raise BadEntry(
            {
                "": _(
                    "这一小时内提交的申请太多，暂时不能再接收。请在下一个整点以后再提交；急需的，可以当面或者邮寄提交，任何机关不得拒收。"
                )
            }
        )
    if asks_sum(agency, address, at) and not _right(token, answer):
        raise BadEntry({"answer": _("这一小时内提交的申请较多，请先算出下面的小题，再提交。")})


def _sent(agency: Agency, address: str, at: datetime) -> tuple[int, int]:
    return counted("sent", key_of(at, "from", address), at), counted("sent", key_of(at, "to", agency.pk), at)


def _right(token: str, answer: str) -> bool:
    text = answer.strip()
    return text.isdigit() and int(text) == sum(sum_of(token))


def count_sent(agency: Agency, address: str, at: datetime) -> None:
    """Note that an application was sent."""
    count("sent", key_of(at, "from", address), at)
    count("sent", key_of(at, "to", agency.pk), at)
