"""How an application ends: drafted by one, approved by another, delivered; or withdrawn, or lapsed."""

from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.audit.verbs import Verb
from gongkai.casework.acts import Act, begin
from gongkai.casework.decision_checks import (
    LAPSE_OUTCOMES,
    approved_on,
    check_approval,
    check_delivery,
    check_draft,
    check_return,
    refuse_own_draft,
    refuse_while_running,
)
from gongkai.casework.models import Application
from gongkai.casework.queries import clock_of
from gongkai.law import clock_events as ev


@transaction.atomic
def draft_decision(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    outcome_code: str,
    reasons: str,
    given: str,
    submit: bool = True,
) -> Application:
    """Write the decision down (art. 36), or write it again after it was returned, and pass it on for approval.

    outcome_code is one of law.outcomes; what its letter has to say must be there (BadEntry names reasons or given).
    """
    act = begin(application, "draft", version=version, actor=actor, at=at)
    if act.case.state == "drafted":
        act.moves("redraft")
    act.moves("draft")
    check_draft(outcome_code, reasons, given)
    case = act.case
    case.outcome_code, case.reasons, case.given = outcome_code, reasons.strip(), given.strip()
    case.drafted_by, case.approved_by = actor, None
    act.note("drafted", act.today, outcome=outcome_code)
    if submit:
        _submit(act)
    return act.done(Verb.APPLICATION_DRAFTED, outcome_code=outcome_code)


@transaction.atomic
def submit_decision(*, application: Application, version: int, actor: Person, at: datetime) -> Application:
    """Pass a drafted decision on for approval."""
    act = begin(application, "submit", version=version, actor=actor, at=at)
    _submit(act)
    return act.done(Verb.APPLICATION_SUBMITTED)


def _submit(act: Act) -> None:
    act.moves("submit")
    act.note("submitted", act.today)


@transaction.atomic
def return_decision(
    *, application: Application, version: int, actor: Person, at: datetime, reason: str
) -> Application:
    """Give a drafted decision back with the reason."""
    act = begin(application, "return", version=version, actor=actor, at=at)
    act.moves("return")
    check_return(reason)
    act.note("returned", act.today, reason=reason.strip())
    return act.done(Verb.APPLICATION_RETURNED)


@transaction.atomic
def approve_decision(
    *, application: Application, version: int, actor: Person, at: datetime, on: date | None = None
) -> Application:
    """Approve a decision that somebody else drafted; on is the day of an approval given on paper (default: today)."""
    act = begin(application, "approve", version=version, actor=actor, at=at)
    act.moves("approve")
    refuse_own_draft(act.case, actor)
    day = on or act.today
    act.not_future(on=day)
    check_approval(act.case, day)
    act.case.approved_by = actor
    act.note("approved", day)
    return act.done(Verb.APPLICATION_APPROVED, on=day)


@transaction.atomic
def reopen_decision(*, application: Application, version: int, actor: Person, at: datetime) -> Application:
    """Take an approval back before the answer went out; the draft can then be written again."""
    act = begin(application, "reopen", version=version, actor=actor, at=at)
    act.moves("reopen")
    act.case.approved_by = None
    act.note("reopened", act.today)
    return act.done(Verb.APPLICATION_REOPENED)


@transaction.atomic
def deliver(
    *, application: Application, version: int, actor: Person, at: datetime, answered_on: date, mode: str
) -> Application:
    """Record the day that counts for the delivery (国办公开办函〔2016〕235号): it closes the clock and fixes the year."""
    act = begin(application, "deliver", version=version, actor=actor, at=at)
    act.moves("deliver")
    act.not_future(answered_on=answered_on)
    check_delivery(answered_on, mode, approved_on(act.case))
    act.happens(ev.Answered(answered_on))
    act.case.closed_on, act.case.delivery_mode = answered_on, mode
    return act.done(Verb.APPLICATION_ANSWERED, answered_on=answered_on, outcome_code=act.case.outcome_code)


@transaction.atomic
def withdraw(*, application: Application, version: int, actor: Person, at: datetime, on: date) -> Application:
    """Record that the applicant took the application back."""
    return end_by_withdrawal(begin(application, "withdraw", version=version, actor=actor, at=at), on)


def end_by_withdrawal(act: Act, on: date) -> Application:
    """Close an application that was taken back, by whoever wrote it down."""
    act.moves("withdraw")
    act.not_future(on=on)
    act.happens(ev.Withdrawn(on))
    act.case.outcome_code, act.case.closed_on = "withdrawn", on
    return act.done(Verb.APPLICATION_WITHDRAWN, on=on)


@transaction.atomic
def lapse(*, application: Application, version: int, actor: Person, at: datetime, on: date) -> Application:
    """Close an application whose supplement or fee did not come in time, on a day after that time ended (art. 30)."""
    act = begin(application, "lapse", version=version, actor=actor, at=at)
    case, waiting = act.case, act.case.state
    act.moves("lapse")
    act.not_future(on=on)
    refuse_while_running(waiting, clock_of(case, today=on).state)
    case.outcome_code, case.closed_on = LAPSE_OUTCOMES[waiting], on
    act.note("lapsed", on)
    return act.done(Verb.APPLICATION_LAPSED, on=on)
