"""Reminders are raised and settled, opened and read; a person says how to be reached."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.models import Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.kit.entry import Entry
from gongkai.notices.models import Notice, Reach, Tick
from gongkai.notices.reminders import Reminder

CHUNK = 500
MOBILE_DIGITS = 11


@transaction.atomic
def sync(subject_kind: str, wanted: Iterable[Reminder], *, at: datetime) -> tuple[int, int]:
    """Make what stands about one kind of thing what is wanted: give how many were raised and how many settled.

    What stands already stays, with whether it was read; a day that moved is corrected in silence. Run again, it is (0, 0).
    """
    sought = {one.key: one for one in wanted}
    held = Notice.objects.standing().filter(subject_kind=subject_kind)
    found = {(one.person_id, one.subject_id, one.kind): one for one in held.iterator(CHUNK)}
    _correct_days(found, sought)
    gone = [one.pk for key, one in found.items() if key not in sought]
    for start in range(0, len(gone), CHUNK):
        Notice.objects.filter(pk__in=gone[start : start + CHUNK]).update(settled_at=at)
    new = [_notice(subject_kind, one, at) for key, one in sought.items() if key not in found]
    Notice.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
    return len(new), len(gone)


def _correct_days(
    found: dict[tuple[int, int, str], Notice], sought: dict[tuple[int, int, str], Reminder]
) -> None:
    moved = [one for key, one in found.items() if key in sought and sought[key].on != one.on]
    for one in moved:
        one.on = sought[one.person_id, one.subject_id, one.kind].on
    Notice.objects.bulk_update(moved, ["on"], batch_size=CHUNK)


def _notice(subject_kind: str, one: Reminder, at: datetime) -> Notice:
    return Notice(
        person_id=one.person_id,
        agency_id=one.agency_id,
        kind=one.kind,
        subject_kind=subject_kind,
        subject_id=one.subject_id,
        number=one.number,
        on=one.on,
        raised_at=at,
    )


def settle(subject_kind: str, subject_id: int, *, at: datetime) -> None:
    """Let everything about one thing rest at once, because it has ended; within the transaction of that act."""
    standing = Notice.objects.standing().filter(subject_kind=subject_kind, subject_id=subject_id)
    standing.update(settled_at=at)


def mark_seen(person: Person, subject_kind: str, subject_id: int, *, at: datetime) -> None:
    """Note that a person opened what they were reminded of; it writes only where something was new."""
    new = Notice.objects.standing().filter(person=person, read_at=None)
    about = new.filter(subject_kind=subject_kind, subject_id=subject_id)
    if about.exists():
        about.update(read_at=at)


def mark_all_read(person: Person, *, at: datetime) -> int:
    """Note that a person has seen all that stands; give how many were new."""
    return Notice.objects.standing().filter(person=person, read_at=None).update(read_at=at)


@transaction.atomic
def set_reach(*, person: Person, at: datetime, by_mail: bool, email: str, by_sms: bool, phone: str) -> Reach:
    """Keep how a person wants to be reached. BadEntry for an address or a number that cannot be one."""
    email, phone = email.strip(), phone.strip().replace(" ", "")
    entry = Entry()
    entry.refuse("email", by_mail and not email, _("电子邮箱：要收邮件，请填写地址。"))
    entry.refuse("email", bool(email) and not _is_address(email), _("电子邮箱：应写作 name@example.cn。"))
    entry.refuse("phone", by_sms and not phone, _("手机号码：要收短信，请填写号码。"))
    entry.refuse("phone", bool(phone) and not _is_mobile(phone), _("手机号码：应是以1开头的11位数字。"))
    entry.check()
    kept = {"by_mail": by_mail, "email": email, "by_sms": by_sms, "phone": phone}
    reach, _made = Reach.objects.update_or_create(person=person, defaults=kept)
    record(
        chain_agency_id=None,
        verb=Verb.REACH_SET,
        actor_id=person.pk,
        subject_kind="person",
        subject_id=person.pk,
        fields={"by_mail": by_mail, "by_sms": by_sms},
        at=at,
    )
    return reach


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _is_mobile(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == MOBILE_DIGITS and text.startswith("1")


def note_tick(*, at: datetime, raised: int, settled: int, mails: int = 0, texts: int = 0) -> None:
    """Keep that gongkai tick ran, and what it did."""
    Tick.objects.create(at=at, raised=raised, settled=settled, mails=mails, texts=texts)
