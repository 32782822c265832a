"""The daily mail: numbers, days and words; nothing of an applicant and nothing of what was asked for."""

import smtplib
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from gongkai.notices.models import Notice
from gongkai.notices.outbox import Carrier, Parcel, Refused, Unreachable


def by_mail(connection: BaseEmailBackend) -> Carrier:
    """Give the carrier that hands parcels to a mail server over one connection."""

    def _carry(parcel: Parcel) -> None:
        try:
            written(parcel, connection).send()
        except smtplib.SMTPRecipientsRefused as problem:
            codes = {code for code, _text in problem.recipients.values()}
            if all(code >= 500 for code in codes):
                raise Refused(f"smtp-{min(codes)}") from None
            raise _unreachable(problem) from None
        except (OSError, smtplib.SMTPException) as problem:
            raise _unreachable(problem) from None

    return _carry


def _unreachable(problem: Exception) -> Unreachable:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    why = type(problem).__name__
    return Unreachable(
        f"邮件服务器 {where} 没有收下（{why}），下次再发。请核对 GONGKAI_EMAIL_HOST 等设置。",
        f"The mail server {where} did not take it ({why}); again at the next run. Check GONGKAI_EMAIL_HOST.",
    )


def written(parcel: Parcel, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Write the mail; it says that no person wrote it, so that no machine answers it (RFC 3834)."""
    return EmailMessage(
        subject=_("政府信息公开提醒：%(what)s") % {"what": _("，").join(_counted(parcel.notices))},
        body="\n".join(_lines(parcel)),
        to=[parcel.reach.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Message-ID": f"<{parcel.id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>",
        },
        connection=connection,
    )


def _groups(notices: Sequence[Notice]) -> Iterator[tuple[str, list[Notice]]]:
    for kind, found in groupby(notices, key=lambda one: one.what):
        yield _(kind.label), list(found)


def _counted(notices: Sequence[Notice]) -> list[str]:
    return [_("%(what)s %(n)s 件") % {"what": label, "n": len(found)} for label, found in _groups(notices)]


def _lines(parcel: Parcel) -> Iterator[str]:
    yield _("%(name)s：") % {"name": parcel.reach.person.name}
    for label, found in _groups(parcel.notices):
        yield ""
        yield _("%(what)s %(n)s 件") % {"what": label, "n": len(found)}
        for one in found:
            yield "  " + _line(one)
    yield ""
    if settings.SITE_URL:
        yield _("到工作台办理：%(url)s") % {"url": f"{settings.SITE_URL}/desk/notices/"}
    yield _("本邮件由系统发出，请勿回复。不想再收，请在工作台“提醒”中关闭。")


def _line(one: Notice) -> str:
    day = f"  {one.on.isoformat()}" if one.on else ""
    return f"{one.number}{day}  {one.agency.name}"
