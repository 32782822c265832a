"""Requests to correct a record and suggestions to publish: the list, registering, one of them, its steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework.actions import sides as actions
from gongkai.casework.acts import Stale
from gongkai.casework.models import SideKind, SideRequest
from gongkai.casework.side_queries import find_side, sides
from gongkai.casework.sides import Told, outcomes_of
from gongkai.desk.forms import attempt, found, renew
from gongkai.desk.sides.forms import CloseForm, DraftForm, SideForm, StepForm, WithdrawForm
from gongkai.law.lifecycle import lifecycle
from gongkai.web.access import DeskRequest, requires
from gongkai.web.downloads import download
from gongkai.web.today import now, today

LIFE = lifecycle("side")
TONES = {
    "registered": "active",
    "drafted": "waiting",
    "approved": "soon",
    "closed": "done",
    "withdrawn": "done",
}
MOST = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A verb with its form and its action."""

    form: type[StepForm]
    act: Callable[..., SideRequest]


STEPS: Mapping[str, Step] = {
    "draft": Step(DraftForm, actions.draft_side),
    "return": Step(StepForm, actions.return_side),
    "approve": Step(StepForm, actions.approve_side),
    "close": Step(CloseForm, actions.close_side),
    "withdraw": Step(WithdrawForm, actions.withdraw_side),
}


@requires("casework.read")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the requests."""
    show = "all" if request.GET.get("show") == "all" else "open"
    asked = request.GET.get("kind", "")
    kind = asked if asked in SideKind.values else ""
    rows = [(one, TONES[one.state]) for one in sides(request.scope, show=show, kind=kind)[:MOST]]
    page = {"rows": rows, "show": show, "kind": kind, "kinds": SideKind.choices}
    return render(request, "desk/sides/index.html", page)


@requires("casework.register")
@never_cache
def register(request: DeskRequest) -> HttpResponse:
    """Write down a request that came in."""
    agencies = list(request.scope.order_by("name"))
    form = SideForm(
        request.POST or None, request.FILES or None, agencies=agencies, initial={"received_on": today()}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.register_side(actor=request.user, at=now(), **form.facts()))
        if made:
            messages.success(request, _("已登记，编号 %(number)s。") % {"number": made.number})
            return redirect("desk:side", pk=made.pk)
    return render(request, "desk/sides/register.html", {"form": form})


@requires("casework.read")
@never_cache
@require_GET
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one request: what is asked, by whom (covered), what was drafted, what can be done."""
    return render(
        request, "desk/sides/side.html", _page(request, found(lambda: find_side(request.scope, pk)))
    )


def _page(request: DeskRequest, side: SideRequest, *, whole: bool = False) -> dict[str, Any]:
    labels = {one.variant: one.label for one in outcomes_of(side.kind, today())}
    return {
        "side": side,
        "tone": TONES[side.state],
        "whole": whole,
        "seen": side.masked,
        "told": Told.of(side),
        "outcome": labels.get(side.outcome, ""),
        "verbs": [
            (one.verb, _(LIFE.verbs[one.verb]))
            for one in LIFE.verbs_from(side.state)
            if request.over.reaches(actions.PERMISSIONS[one.verb], side.agency)
        ],
        "may_read": request.over.reaches("casework.personal", side.agency),
    }


@requires("casework.personal")
@never_cache
@require_POST
def person(request: DeskRequest, pk: int) -> HttpResponse:
    """Show who asked in full; the look is recorded."""
    side = found(lambda: find_side(request.scope, pk))
    actions.read_side(side=side, actor=request.user, at=now())
    return render(request, "desk/sides/side.html", _page(request, side, whole=True))


@requires("casework.personal")
@never_cache
@require_GET
def file(request: DeskRequest, pk: int, form: str) -> HttpResponseBase:
    """Give a file of a request; the look is recorded."""
    side = found(lambda: find_side(request.scope, pk))
    stored = getattr(side, form, None) if form in ("evidence", "docx", "pdf") else None
    if stored is None:
        raise Http404
    return download(actions.stream_side(side=side, form=form, actor=request.user, at=now()), stored)


@requires("casework.read")
@never_cache
def step(request: DeskRequest, pk: int, verb: str) -> HttpResponse:
    """Show the form of a step, or do it."""
    side, todo = found(lambda: find_side(request.scope, pk)), STEPS.get(verb)
    if todo is None:
        raise Http404
    form = todo.form(request.POST or None, side=side)
    if request.method == "POST" and form.is_valid() and _done(request, todo, side, form):
        messages.success(request, _("已完成：%(what)s。") % {"what": _(LIFE.verbs[verb])})
        return redirect("desk:side", pk=pk)
    page = {**_page(request, side), "form": form, "verb": verb, "title": _(LIFE.verbs[verb])}
    return render(request, "desk/sides/step.html", page)


def _done(request: DeskRequest, todo: Step, side: SideRequest, form: StepForm) -> SideRequest | None:
    facts = {"side": side, "actor": request.user, "at": now(), **form.facts()}
    try:
        return attempt(form, lambda: todo.act(**facts))
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, side.version)
        return None
