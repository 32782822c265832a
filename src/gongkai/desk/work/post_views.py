"""The posts of an office: who holds them, how much work they have; handing one over; who stands in."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Post
from gongkai.agencies.queries import deputyship, seat
from gongkai.casework import actions
from gongkai.casework.actions import Leaving
from gongkai.casework.actions.assigning import check_leaving
from gongkai.casework.queries import rows_of
from gongkai.casework.work_queries import open_work, seats
from gongkai.desk.applications.shown import rows
from gongkai.desk.forms import attempt, found
from gongkai.desk.work.forms import DeputyForm, HandOverForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today

ONE_DAY = timedelta(days=1)


@requires("casework.decide")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the posts with their people and their open work."""
    return render(request, "desk/work/posts.html", {"seats": seats(request.scope, today()), "today": today()})


def _post(request: DeskRequest, pk: int) -> Any:
    return found(lambda: seat(request.scope, "casework.decide", pk, today()))


@requires("agencies.staff")
@never_cache
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what a hand-over moves, and do it when it is confirmed."""
    post, day = _post(request, pk), today()
    form = HandOverForm(request.POST or None, post=post, today=day, initial={"on": day})
    ready = request.method == "POST" and form.is_valid() and _looked(form, post)
    if ready and "sure" in request.POST and _handed_over(request, post, form):
        return redirect("desk:posts")
    work = rows(rows_of(open_work(post), day), day)
    page = {"post": post, "form": form, "work": work, "ready": ready and not form.errors}
    return render(request, "desk/work/hand_over.html", {**page, "to": _to(form) if page["ready"] else ""})


def _leaving(form: HandOverForm) -> Leaving:
    typed = form.cleaned_data
    return Leaving(
        typed["on"],
        to_post=form.posts.get(typed["to"]),
        to_person=form.people.get(typed["to"]),
        holder_leaves=not typed["stays"],
    )


def _to(form: HandOverForm) -> str:
    leaving = _leaving(form)
    to = leaving.to_post or leaving.to_person
    return to.name if to else ""


def _looked(form: HandOverForm, post: Post) -> bool:
    attempt(form, lambda: check_leaving(post, _leaving(form), today()))
    return not form.errors


def _handed_over(request: DeskRequest, post: Post, form: HandOverForm) -> bool:
    facts: dict[str, Any] = {"post": post, "leaving": _leaving(form), "actor": request.user, "at": now()}
    moved = attempt(form, lambda: actions.hand_over_work(**facts))
    if moved is None:
        return False
    said = ngettext(
        "已交接，%(n)s 件未办结申请随之移交。", "已交接，%(n)s 件未办结申请随之移交。", len(moved)
    )
    messages.success(request, said % {"n": len(moved)})
    return True


@requires("agencies.staff")
@never_cache
def deputy(request: DeskRequest, pk: int) -> HttpResponse:
    """Let somebody stand in for a post."""
    post, day = _post(request, pk), today()
    form = DeputyForm(request.POST or None, post=post, today=day, initial={"since": day})
    if request.method == "POST" and form.is_valid() and _appointed(request, post, form):
        messages.success(request, _("已安排代理。"))
        return redirect("desk:posts")
    return render(request, "desk/work/deputy.html", {"post": post, "form": form})


def _appointed(request: DeskRequest, post: Post, form: forms.Form) -> bool:
    typed = form.cleaned_data
    facts = {"person": typed["person"], "since": typed["since"], "until": typed["last"] + ONE_DAY}
    try:
        agencies.appoint_deputy(post=post, **facts, actor=request.user, at=now())
    except agencies.Refused as no:
        form.add_error(None, str(no))
        return False
    return True


@requires("agencies.staff")
@never_cache
@require_POST
def end_deputy(request: DeskRequest, pk: int) -> HttpResponse:
    """End a deputyship today."""
    standing_in = found(lambda: deputyship(request.scope, "casework.decide", pk))
    agencies.end_deputy(deputyship=standing_in, on=today(), actor=request.user, at=now())
    messages.success(request, _("代理已结束。"))
    return redirect("desk:posts")
