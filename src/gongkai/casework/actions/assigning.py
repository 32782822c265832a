"""Who works on what: an application is assigned, claimed, given back, or handed over with all the others of a post."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies import actions as agencies
from gongkai.agencies.access import can, posts_for, require
from gongkai.agencies.models import Person, Post
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.acts import Act, begin
from gongkai.casework.models import Application, Assignment
from gongkai.casework.work_checks import Holder, check_holder, check_inner_due, refuse_closed, refuse_held
from gongkai.casework.work_queries import current_of, open_work
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry, Entry


@transaction.atomic
def assign(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    to: Holder,
    inner_due_on: date | None = None,
) -> Application:
    """Give an open application to a post or a department, with the office's own date where one is set.

    BadEntry under "to" or "inner_due_on"; Unlawful for what has ended.
    """
    act = begin(application, "assign", version=version, actor=actor, at=at)
    refuse_closed(act.case)
    check_holder(to, act.case.agency, act.today)
    check_inner_due(act.case, inner_due_on, act.today)
    _give(act, actor, to, inner_due_on, "assigned")
    return act.done(Verb.APPLICATION_ASSIGNED, **to.facts, inner_due_on=inner_due_on)


@transaction.atomic
def claim(*, application: Application, version: int, actor: Person, at: datetime) -> Application:
    """Take an application that nobody has, or that lies with the actor's department, to a post of the actor."""
    act = begin(application, "claim", version=version, actor=actor, at=at)
    refuse_closed(act.case)
    posts = posts_for(actor, PERMISSIONS["claim"], act.case.agency, act.today)
    if not posts:
        raise PermissionDenied(_("您在本机关没有可以承办申请的岗位。"))
    current = current_of(act.case)
    to = Holder(refuse_held(current, posts))
    _give(act, actor, to, current.inner_due_on if current else None, "claimed")
    return act.done(Verb.APPLICATION_CLAIMED, **to.facts)


@transaction.atomic
def give_back(
    *, application: Application, version: int, actor: Person, at: datetime, reason: str
) -> Application:
    """Give an application back with the reason: it is nobody's until it is assigned again.

    By a post that has it, a post of the department that has it, or whoever may assign; PermissionDenied for others.
    """
    act = begin(application, "give_back", version=version, actor=actor, at=at)
    refuse_closed(act.case)
    current = current_of(act.case)
    if current is None:
        raise BadEntry({"reason": _("退回理由：这件申请没有分派给任何岗位，无须退回。")})
    _require_hold(act, actor, current)
    entry = Entry()
    entry.refuse("reason", not reason.strip(), _("退回理由：请写明为什么不由您承办。"))
    entry.check()
    _end(current, at)
    act.note("given_back", act.today, holder=current.holder_name, reason=reason.strip())
    return act.done(Verb.APPLICATION_GIVEN_BACK)


def _require_hold(act: Act, actor: Person, current: Assignment) -> None:
    if can(actor, PERMISSIONS["assign"], act.case.agency, act.today):
        return
    mine = posts_for(actor, PERMISSIONS["give_back"], act.case.agency, act.today)
    if not any(
        post.pk == current.post_id or (current.department_id and post.department_id == current.department_id)
        for post in mine
    ):
        raise PermissionDenied(_("这件申请不由您的岗位承办，不能退回。"))


def _give(act: Act, actor: Person, to: Holder, inner_due_on: date | None, kind: str) -> None:
    """End what held and open the next; the history of the case names the post or department, never a person."""
    current = current_of(act.case)
    if current:
        _end(current, act.at)
    Assignment.objects.create(
        application=act.case,
        post=to.post,
        department=to.department,
        inner_due_on=inner_due_on,
        given_by=actor,
        given_at=act.at,
    )
    due = {"inner_due_on": inner_due_on.isoformat()} if inner_due_on else {}
    act.note(kind, act.today, **to.facts, **due)


def _end(current: Assignment, at: datetime) -> None:
    current.ended_at = at
    current.save(update_fields=["ended_at"])


# a whole post ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a post is handed over: its work to another post, or the post itself to another person; and from which day."""

    on: date
    to_post: Post | None = None
    to_person: Person | None = None
    holder_leaves: bool = True


@transaction.atomic
def hand_over_work(*, post: Post, leaving: Leaving, actor: Person, at: datetime) -> list[Application]:
    """Hand over all open work of a post in one step, and give the cases that moved.

    To a person: the holder's tenure ends on the day, the other's begins, and the work stays with the post. To a post:
    every open application moves now, each with it in its history, and the holder's tenure ends on the day if asked
    for. BadEntry under "to" or "on"; PermissionDenied.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["hand_over"], post.agency, today)
    work = list(open_work(post))
    check_leaving(post, leaving, today)
    if leaving.to_post:
        for case in work:
            _hand_over(case, leaving.to_post, actor, at)
    _change_holder(post, leaving, actor, at)
    record(
        chain_agency_id=post.agency_id,
        verb=Verb.WORK_HANDED_OVER,
        actor_id=actor.pk,
        subject_kind="post",
        subject_id=post.pk,
        fields={
            "count": len(work),
            "on": leaving.on,
            "to_post": leaving.to_post.pk if leaving.to_post else None,
            "to_person": leaving.to_person.pk if leaving.to_person else None,
        },
        at=at,
    )
    return work


def check_leaving(post: Post, leaving: Leaving, today: date) -> None:
    """Raise BadEntry unless work goes to exactly one other post or person, who can do it."""
    to = leaving.to_post
    entry = Entry()
    one = (to is None) != (leaving.to_person is None)
    entry.refuse("to", not one, _("交接给：请选择一个人员或者一个岗位。"))
    entry.refuse("to", to == post, _("交接给：请选择另一个岗位。"))
    entry.refuse("on", leaving.on < today, _("交接日期：不能早于今天（%(today)s）。") % {"today": today})
    entry.check()
    if to:
        check_holder(Holder(to), post.agency, today)


def _hand_over(case: Application, to: Post, actor: Person, at: datetime) -> None:
    act = begin(case, "hand_over", version=case.version, actor=actor, at=at)
    current = current_of(act.case)
    _give(act, actor, Holder(to), current.inner_due_on if current else None, "handed_over")
    act.done(Verb.APPLICATION_HANDED_OVER, post=to.pk)


def _change_holder(post: Post, leaving: Leaving, actor: Person, at: datetime) -> None:
    try:
        if leaving.to_person:
            agencies.take_over(post=post, to=leaving.to_person, on=leaving.on, actor=actor, at=at)
        elif leaving.holder_leaves:
            agencies.vacate_post(post=post, on=leaving.on, actor=actor, at=at)
    except agencies.Refused as no:
        raise BadEntry({"to": str(no)}) from no
