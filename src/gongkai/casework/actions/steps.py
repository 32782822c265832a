"""Steps that move the due date: each is an event of law.clock_events, refused by the clock with its article."""

from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.audit.verbs import Verb
from gongkai.casework.acts import begin
from gongkai.casework.models import Application
from gongkai.casework.queries import clock_of
from gongkai.law import clock_events as ev
from gongkai.law.clock import ClockState


@transaction.atomic
def notice_supplement(
    *, application: Application, version: int, actor: Person, at: datetime, on: date, reply_by: date
) -> Application:
    """Record the one notice that asks for a supplement, to come by reply_by (art. 30)."""
    act = begin(application, "ask_supplement", version=version, actor=actor, at=at)
    act.moves("ask_supplement")
    act.not_future(on=on)
    act.happens(ev.SupplementNotice(on, reply_by=reply_by))
    return act.done(Verb.APPLICATION_SUPPLEMENT_ASKED, on=on, reply_by=reply_by)


@transaction.atomic
def receive_supplement(
    *, application: Application, version: int, actor: Person, at: datetime, on: date, excused: bool = False
) -> Application:
    """Record that the supplement came; a late one needs a good reason (excused). The period starts again (art. 30)."""
    act = begin(application, "receive_supplement", version=version, actor=actor, at=at)
    act.moves("receive_supplement")
    act.not_future(on=on)
    act.happens(ev.SupplementReceived(on, excused=excused))
    return act.done(Verb.APPLICATION_SUPPLEMENT_RECEIVED, on=on)


@transaction.atomic
def extend(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    on: date,
    told_on: date,
    days: int,
    head_agreed: bool,
    reason: str = "",
) -> Application:
    """Extend the period by working days, with the head's consent and the applicant told in time (art. 33).

    reason: why, for the history of the case.
    """
    act = begin(application, "extend", version=version, actor=actor, at=at)
    act.moves("extend")
    act.not_future(on=on, told_on=told_on)
    act.happens(ev.Extension(on, told_on=told_on, days=days, head_agreed=head_agreed))
    if reason.strip():
        act.note("extended_because", act.today, reason=reason.strip())
    return act.done(Verb.APPLICATION_EXTENDED, on=on, told_on=told_on, days=days)


@transaction.atomic
def consult(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    on: date,
    whom: ev.ConsultationKind,
    told_on: date | None = None,
    reply_by: date | None = None,
) -> Application:
    """Record a letter asking a third party, another organ or a co-maker for its opinion (arts. 32, 33, 34).

    told_on: the day it reached the other side, from which its 15 working days run (unknown: the day it went out);
    reply_by: the date set for another organ, for which the law has no period.
    """
    act = begin(application, "consult", version=version, actor=actor, at=at)
    act.moves("consult")
    act.not_future(on=on, told_on=told_on)
    ref = str(act.case.events.filter(kind="consultation_sent").count() + 1)
    act.happens(ev.ConsultationSent(on, ref=ref, whom=whom, received_on=told_on, reply_by=reply_by))
    return act.done(Verb.APPLICATION_CONSULTED, on=on, ref=ref, whom=whom)


@transaction.atomic
def record_consultation_answer(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    on: date,
    ref: str,
    answer: ev.ConsultationAnswer,
) -> Application:
    """Record the opinion on a letter; the last one to come ends the suspension."""
    act = begin(application, "end_consultation", version=version, actor=actor, at=at)
    act.not_future(on=on)
    before = act.case.state
    act.moves("end_consultation")
    act.happens(ev.ConsultationAnswered(on, ref=ref, answer=answer))
    if clock_of(act.case, today=act.today).state is ClockState.SUSPENDED:
        act.case.state = before
    return act.done(Verb.APPLICATION_CONSULTATION_ANSWERED, on=on, ref=ref, answer=answer)


@transaction.atomic
def ask_fee(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    on: date,
    told_on: date | None = None,
) -> Application:
    """Record the fee notice, and the day it reached the applicant once that is known (国办函〔2020〕109号)."""
    act = begin(application, "ask_fee", version=version, actor=actor, at=at)
    act.moves("ask_fee")
    act.not_future(on=on, told_on=told_on)
    act.happens(ev.FeeNotice(on, received_on=told_on))
    return act.done(Verb.APPLICATION_FEE_NOTIFIED, on=on, told_on=told_on)


@transaction.atomic
def record_fee_delivery(
    *, application: Application, version: int, actor: Person, at: datetime, on: date
) -> Application:
    """Record the day a fee notice reached the applicant, where that was unknown when it went out."""
    act = begin(application, "note_fee_delivery", version=version, actor=actor, at=at)
    act.moves("note_fee_delivery")
    act.not_future(on=on)
    act.happens(ev.FeeNoticeReceived(on))
    return act.done(Verb.APPLICATION_FEE_DELIVERED, on=on)


@transaction.atomic
def record_payment(
    *, application: Application, version: int, actor: Person, at: datetime, on: date
) -> Application:
    """Record that the fee was paid; the period starts again the day after."""
    act = begin(application, "receive_fee", version=version, actor=actor, at=at)
    act.moves("receive_fee")
    act.not_future(on=on)
    act.happens(ev.FeePaid(on))
    return act.done(Verb.APPLICATION_FEE_PAID, on=on)


@transaction.atomic
def ask_reason(
    *, application: Application, version: int, actor: Person, at: datetime, on: date, reply_by: date
) -> Application:
    """Ask the applicant to explain number and frequency by a day; the period runs on (art. 35)."""
    act = begin(application, "ask_reason", version=version, actor=actor, at=at)
    act.moves("ask_reason")
    act.not_future(on=on)
    act.happens(ev.VolumeReasonAsked(on, reply_by=reply_by))
    return act.done(Verb.APPLICATION_REASON_ASKED, on=on, reply_by=reply_by)


@transaction.atomic
def record_reason(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    on: date,
    reasonable: bool,
    answer_by: date | None = None,
) -> Application:
    """Record the explanation; where it is reasonable a later day for the answer may be set and told (art. 35)."""
    act = begin(application, "receive_reason", version=version, actor=actor, at=at)
    act.moves("receive_reason")
    act.not_future(on=on)
    act.happens(ev.VolumeReasonGiven(on, reasonable=reasonable, answer_by=answer_by))
    return act.done(Verb.APPLICATION_REASON_GIVEN, on=on, reasonable=reasonable, answer_by=answer_by)
