"""How an application ends: drafted by one, approved by another, delivered; or withdrawn, or lapsed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.models import Person
from gongkai.audit.verbs import Verb
from gongkai.casework.access import may
from gongkai.casework.actions.papers import keep_file
from gongkai.casework.actions.reviews import after_review, note_review
from gongkai.casework.acts import Act, begin
from gongkai.casework.case_files import check_file
from gongkai.casework.decision_checks import (
    LAPSE_OUTCOMES,
    approved_on,
    check_approval,
    check_delivery,
    check_draft,
    check_return,
    refuse_while_running,
)
from gongkai.casework.models import Application, CaseFileKind, ItemVerdict
from gongkai.casework.queries import clock_of
from gongkai.casework.reviewing import (
    Looked,
    combines,
    is_clear,
    items_to_review,
    refuse_approval,
    refuse_own,
    third_person,
)
from gongkai.kit.entry import BadEntry
from gongkai.law import clock_events as ev

PAPER_BASIS = "见签字的审查呈批单（保密法实施条例第四十二条）"


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
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    items: Sequence[Looked] = (),
) -> Application:
    """Approve a decision that somebody else drafted, after its secrecy review (arts. 17, 45).

    items: the review item by item, where nobody else is posted who could have made it (合并审查); BadEntry without. What
    such a review withholds sends the draft back, what it doubts is referred, as any secrecy review does.
    """
    act = begin(application, "approve", version=version, actor=actor, at=at)
    act.may_move("approve")
    refuse_approval(act.case, actor, act.today)
    if combines(act.case, actor, act.today):
        verdict = note_review(act, actor, items, combined=True)
        if verdict != ItemVerdict.CLEAR:
            return after_review(act, verdict)
    act.moves("approve")
    act.case.approved_by = actor
    act.note("approved", act.today)
    return act.done(Verb.APPLICATION_APPROVED, on=act.today)


@transaction.atomic
def approve_on_paper(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    on: date,
    signed_by: Person,
    reviewed_by: Person,
    name: str,
    data: bytes,
) -> Application:
    """Record an approval given on the signed 审查呈批单, entered by another than the drafter with the scan of it.

    signed_by approved and reviewed_by reviewed secrecy on the day of the signature; the same person only where nobody
    else could. BadEntry under the field; Unlawful as for an approval on the screen.
    """
    act = begin(application, "approve_on_paper", version=version, actor=actor, at=at)
    act.moves("approve_on_paper")
    act.not_future(on=on)
    refuse_own(act.case, actor, "登记纸质审批")
    _check_signatures(act, signed_by, reviewed_by)
    check_approval(act.case, on)
    check_file("file", name, data)
    if not is_clear(act.case):
        combined = signed_by == reviewed_by
        items = [Looked(one, ItemVerdict.CLEAR, PAPER_BASIS) for one in items_to_review(act.case)]
        note_review(act, reviewed_by, items, combined=combined, on=on, on_paper=True)
    keep_file(application=act.case, actor=actor, at=at, kind=CaseFileKind.APPROVAL, name=name, data=data)
    act.case.approved_by = signed_by
    act.note("approved", on, on_paper=True, by=signed_by.pk)
    return act.done(Verb.APPLICATION_APPROVED_ON_PAPER, on=on)


def _check_signatures(act: Act, signed_by: Person, reviewed_by: Person) -> None:
    """Who signed may approve, who reviewed may review, neither drafted, and both are one only where they must be."""
    if not may(signed_by, "approve", act.case, act.today):
        raise BadEntry({"signed_by": _("签发人：请选择有审批权限的人员。")})
    refuse_own(act.case, signed_by, "审批")
    refuse_own(act.case, reviewed_by, "保密审查")
    third = third_person(act.case, signed_by, act.today)
    if signed_by == reviewed_by and third is not None:
        raise BadEntry(
            {"reviewed_by": _("审查人：另有保密审查员 %(name)s，不能合并审查。") % {"name": third.name}}
        )
    if signed_by != reviewed_by and not may(reviewed_by, "review", act.case, act.today):
        raise BadEntry({"reviewed_by": _("审查人：请选择有保密审查权限的人员。")})


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
