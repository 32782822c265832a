"""The steps between a draft and its approval: the department's own review, the secrecy review item by item, a ruling."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.acts import Act, begin
from gongkai.casework.models import (
    Application,
    ItemVerdict,
    ReviewChain,
    ReviewedItem,
    SecrecyReview,
)
from gongkai.casework.reviewing import (
    Looked,
    check_chain,
    check_items,
    current_draft,
    department_passed,
    refuse_own,
    refuse_review,
)
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful


@transaction.atomic
def pass_draft(*, application: Application, version: int, actor: Person, at: datetime) -> Application:
    """Record that the department stands behind a draft of somebody else (业务审核)."""
    act = begin(application, "pass", version=version, actor=actor, at=at)
    act.moves("pass")
    refuse_own(act.case, actor, "审核")
    if department_passed(act.case):
        raise Unlawful("条例第四十五条", "这一稿已经通过业务审核", "请继续下一步。", "already passed")
    act.note("passed", act.today)
    return act.done(Verb.APPLICATION_PASSED)


@transaction.atomic
def review_secrecy(
    *, application: Application, version: int, actor: Person, at: datetime, items: Sequence[Looked]
) -> Application:
    """Record the secrecy review of the present draft, item by item: 先审查、后公开 (保密法实施条例第四十二条).

    All clear: it can be approved. One not to be disclosed: the draft goes back. One in doubt: it waits for the competent
    authority while the period runs on (art. 17). BadEntry under "items" for an item without a verdict or a basis.
    """
    act = begin(application, "review", version=version, actor=actor, at=at)
    act.moves("review")
    refuse_review(act.case, actor, act.today)
    return after_review(act, note_review(act, actor, items))


def after_review(act: Act, verdict: str) -> Application:
    """Let a draft wait, go back or go on as its review found."""
    if verdict == ItemVerdict.REFER:
        act.moves("refer_upward")
        act.note("referred", act.today)
        return act.done(Verb.APPLICATION_REFERRED)
    if verdict == ItemVerdict.WITHHOLD:
        act.moves("return")
        act.note("returned", act.today, reason=_("保密审查认为有不得公开的内容，请修改"))
        return act.done(Verb.APPLICATION_RETURNED)
    return act.done(Verb.APPLICATION_REVIEWED)


def note_review(
    act: Act,
    reviewer: Person,
    items: Sequence[Looked],
    *,
    combined: bool = False,
    on: date | None = None,
    on_paper: bool = False,
) -> str:
    """Write a review down with its items, within an act, and give its verdict."""
    verdict = check_items(act.case, items)
    review = SecrecyReview.objects.create(
        application=act.case,
        draft=current_draft(act.case),
        reviewer=reviewer,
        verdict=verdict,
        combined=combined,
        on_paper=on_paper,
        on=on or act.today,
        at=act.at,
    )
    ReviewedItem.objects.bulk_create(
        ReviewedItem(review=review, seq=seq, name=one.name[:200], verdict=one.verdict, basis=one.basis[:200])
        for seq, one in enumerate(items, 1)
    )
    act.note("reviewed", on or act.today, review=review.pk, combined=combined, verdict=verdict)
    return verdict


@transaction.atomic
def record_ruling(
    *, application: Application, version: int, actor: Person, at: datetime, on: date, authority: str
) -> Application:
    """Record that the competent authority has ruled on a referred draft; the review goes on with it (art. 17)."""
    act = begin(application, "receive_ruling", version=version, actor=actor, at=at)
    act.moves("receive_ruling")
    act.not_future(on=on)
    if not authority.strip():
        raise BadEntry({"authority": _("作出确定的机关：请填写主管部门或者保密行政管理部门的名称。")})
    act.note("ruled", on, authority=authority.strip())
    return act.done(Verb.APPLICATION_RULING_RECEIVED, on=on)


@transaction.atomic
def set_chain(
    *,
    agency: Agency,
    actor: Person,
    at: datetime,
    department_review: bool,
    secrecy_held: str,
    approval_held: str,
) -> ReviewChain:
    """Set the steps a draft of an agency goes through from today on; those before stay on record.

    PermissionDenied for who may not manage agencies there; BadEntry for a step that nobody could do.
    """
    today = day_of(at)
    require(actor, "agencies.manage", agency, today)
    check_chain(agency, today, department_review, secrecy_held, approval_held)
    ReviewChain.objects.filter(agency=agency, until=None, since=today).delete()
    ReviewChain.objects.filter(agency=agency, until=None).update(until=today)
    chain = ReviewChain.objects.create(
        agency=agency,
        department_review=department_review,
        secrecy_held=secrecy_held,
        approval_held=approval_held,
        since=today,
    )
    fields = {"department_review": department_review, "secrecy": secrecy_held, "approval": approval_held}
    record(
        chain_agency_id=agency.pk,
        verb=Verb.CHAIN_SET,
        actor_id=actor.pk,
        subject_kind="agency",
        subject_id=agency.pk,
        fields=fields,
        at=at,
    )
    return chain
