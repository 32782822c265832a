"""What leaves the desk: once a working day and channel to each person who asked for it, never twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from gongkai.agencies.models import Person
from gongkai.kit.dates import day_of
from gongkai.notices.kinds import KINDS
from gongkai.notices.models import Channel, Message, Notice, Reach, SendState

PRESSING = [one.code for one in KINDS.values() if one.pressing]
GIVEN_UP_AFTER = timedelta(minutes=10)  # what was being sent when the machine went down is sent again
MOST_TRIES = 5


class Refused(RuntimeError):
    """The other side will not take this message, now or later; the message is a short code without an address."""


class Unreachable(RuntimeError):
    """The other side could not be reached; to be tried again. zh and en say what to look at."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: to whom, what stands for them, and an id under which the other side sees a repetition."""

    reach: Reach
    notices: list[Notice]
    id: str


@dataclass(slots=True)
class Sent:
    """How many were sent and refused, and why the rest waits."""

    sent: int = 0
    refused: int = 0
    waiting: Unreachable | None = None


Carrier = Callable[[Parcel], None]


def queue(channel: Channel, *, at: datetime) -> int:
    """Put a message in line for each person who asked for this channel and has something to be told today."""
    day, made = day_of(at), 0
    for person in _to_be_told(channel, day):
        made += _line_up(person, channel, day, at)
    return made


def _to_be_told(channel: Channel, day: date) -> list[int]:
    """Who has something new, or, by mail, something pressing; and no message of today."""
    wanted = {Channel.MAIL: Q(by_mail=True), Channel.SMS: Q(by_sms=True)}[channel]
    reached = Reach.objects.filter(wanted, person__is_active=True).values("person")
    told = Message.objects.filter(channel=channel, day=day).values("person")
    news = {
        Channel.MAIL: Q(mailed_on=None) | Q(kind__in=PRESSING),
        Channel.SMS: Q(texted_on=None, kind__in=PRESSING),
    }[channel]
    found = Notice.objects.standing().filter(news, person__in=reached).exclude(person__in=told)
    return sorted(set(found.values_list("person", flat=True)))


@transaction.atomic
def _line_up(person: int, channel: Channel, day: date, at: datetime) -> bool:
    return Message.objects.get_or_create(person_id=person, channel=channel, day=day, defaults={"at": at})[1]


def send(channel: Channel, carrier: Carrier, *, at: datetime) -> Sent:
    """Send what is in line. Each is claimed first, so that two runs at once do not send it twice."""
    done = Sent()
    for message in Message.objects.filter(_due(at), channel=channel).order_by("pk"):
        if not _claim(message, at):
            continue
        parcel = _parcel(message)
        if parcel is None:
            _close(message, SendState.REFUSED, "nothing-left")
            continue
        try:
            carrier(parcel)
        except Unreachable as problem:
            _close(message, SendState.QUEUED, "unreachable")
            done.waiting = problem
            break
        except Refused as problem:
            _close(message, SendState.REFUSED, str(problem)[:40])
            done.refused += 1
        else:
            _sent(message, parcel, at)
            done.sent += 1
    return done


def _due(at: datetime) -> Q:
    """In line today; or claimed by a run that never came back."""
    lost = Q(state=SendState.SENDING, at__lt=at - GIVEN_UP_AFTER)
    return Q(day=day_of(at), tries__lt=MOST_TRIES) & (Q(state=SendState.QUEUED) | lost)


def _claim(message: Message, at: datetime) -> bool:
    mine = Message.objects.filter(pk=message.pk, state=message.state, tries=message.tries)
    return mine.update(state=SendState.SENDING, tries=F("tries") + 1, at=at) == 1


def _parcel(message: Message) -> Parcel | None:
    """Everything that stands for the person now; for a short message what is pressing. None where nothing is left."""
    found = Notice.objects.standing().filter(person=message.person_id).most_pressing_first()
    if message.channel == Channel.SMS:
        found = found.filter(kind__in=PRESSING)
    notices = list(found.select_related("agency"))
    reach = Reach.objects.filter(person=message.person_id, person__is_active=True).select_related("person")
    to = reach.first()
    return (
        Parcel(to, notices, f"{message.channel}-{message.day:%Y%m%d}-{message.pk}")
        if to and notices
        else None
    )


def _close(message: Message, state: SendState, problem: str) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, problem=problem)


@transaction.atomic
def _sent(message: Message, parcel: Parcel, at: datetime) -> None:
    _close(message, SendState.SENT, "")
    column = "mailed_on" if message.channel == Channel.MAIL else "texted_on"
    ids = [one.pk for one in parcel.notices]
    Notice.objects.filter(pk__in=ids, **{column: None}).update(**{column: day_of(at)})


def wanting(channel: Channel) -> int:
    """Count who asked for a channel."""
    wanted = {"by_mail": True} if channel == Channel.MAIL else {"by_sms": True}
    return Person.objects.filter(is_active=True, reach__in=Reach.objects.filter(**wanted)).count()
