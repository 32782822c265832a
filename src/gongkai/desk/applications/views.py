"""The desk's pages on applications: the case, its steps."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies.models import Person
from gongkai.calendars.queries import calendar
from gongkai.casework import actions, queries
from gongkai.casework.access import may, reviews_from_above
from gongkai.casework.actions.proposing import released
from gongkai.casework.acts import Stale
from gongkai.casework.archive.package import kept_package
from gongkai.casework.models import Application
from gongkai.casework.offers import offers
from gongkai.desk.applications import shown
from gongkai.desk.applications.opening import opened
from gongkai.desk.applications.shown_chain import chain_steps
from gongkai.desk.applications.verbs import DEEDS, MAIN, Deed
from gongkai.desk.forms import VersionedForm, attempt, renew
from gongkai.desk.letters.shown import panel
from gongkai.desk.work import shown as work
from gongkai.law.clock import Clock, ClockState
from gongkai.law.clock_marks import day_marks, months
from gongkai.law.lifecycle import lifecycle
from gongkai.notices.actions import mark_seen
from gongkai.web.access import DeskRequest, requires
from gongkai.web.downloads import download
from gongkai.web.today import now, today


@requires("casework.read")
@never_cache
@require_GET
def case(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one application: the papers, what happened, what can be done, the clock."""
    application = opened(request, pk)
    mark_seen(request.user, "application", pk, at=now())
    return render(request, "desk/applications/case.html", _page(application, request.user))


def _page(application: Application, person: Person) -> dict[str, Any]:
    day, working = today(), calendar()
    clock = queries.clock_of(application, today=day, within=working)
    offered = [
        one for one in offers(application, person=person, today=day, within=working) if one.verb in DEEDS
    ]
    return {
        "case": application,
        "clock": clock,
        "chip": shown.clock_chip(clock),
        "left": shown.left(clock),
        "timeline": shown.timeline(application),
        "ready": sorted((one for one in offered if one.open), key=lambda one: _place(one.verb, clock)),
        "refused": [one for one in offered if not one.open],
        "months": months(day_marks(clock, working)),
        "remedy": shown.remedy_of(application, application.closed_on or day),
        "may_propose": released(application) and may(person, "propose", application, day),
        "may_read": may(person, "read_applicant", application, day),
        "chain": chain_steps(application, day),
        "files": shown.files(application, person, day),
        **({} if reviews_from_above(person, application, day) else _office(application, person, day)),
    }


def _place(verb: str, clock: Clock) -> int:
    """What comes first among the buttons: the usual next step; an opinion whose time is over waits behind the decision."""
    if verb == "end_consultation" and clock.state is not ClockState.SUSPENDED:
        return 1
    return 0 if verb in MAIN else 2


def _office(application: Application, person: Person, day: date) -> dict[str, Any]:
    """What only the office itself sees of a case, not who reviews it from above."""
    return {
        "letters": panel(application, person, day),
        "work": work.panel(application, person, day),
    }


@requires("casework.read")
@never_cache
def step(request: DeskRequest, pk: int, verb: str) -> HttpResponse:
    """Show the form of a verb, or do it."""
    application, deed = opened(request, pk), DEEDS.get(verb)
    if deed is None:
        raise Http404
    form = _form(request, deed, application)
    done = _done(request, deed, application, form) if request.method == "POST" and form.is_valid() else None
    if done:
        _say(request, verb, done)
        return redirect("desk:application", pk=pk)
    page = {"form": form, "verb": verb, "title": _(lifecycle("application").verbs[verb])}
    if verb == "draft":
        page["groups"] = shown.consequences(application.agency, today())
    return render(request, "desk/applications/step.html", {**_page(application, request.user), **page})


def _form(request: HttpRequest, deed: Deed, application: Application) -> VersionedForm:
    more: dict[str, Any] = {"application": application} if deed.needs_case else {}
    if deed.needs_person:
        more["person"] = request.user
    return deed.form(
        request.POST or None, request.FILES or None, initial=deed.initial(application, today()), **more
    )


def _say(request: DeskRequest, verb: str, case: Application) -> None:
    stopped = verb in ("review", "approve") and case.state in ("drafted", "referred")
    if stopped:
        messages.warning(
            request, _("没有通过保密审查，申请现在“%(state)s”。") % {"state": _(case.state_label)}
        )
    else:
        messages.success(request, _("已完成：%(what)s。") % {"what": _(lifecycle("application").verbs[verb])})


def _done(
    request: DeskRequest, deed: Deed, application: Application, form: VersionedForm
) -> Application | None:
    facts = {"application": application, "actor": request.user, "at": now(), **form.facts()}
    try:
        return attempt(form, lambda: deed.act(**facts))
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, application.version)
        return None


@requires("casework.personal")
@never_cache
@require_POST
def applicant(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the applicant in full; the look is recorded."""
    application = opened(request, pk)
    whole = actions.read_applicant(application=application, actor=request.user, at=now())
    page = {**_page(application, request.user), "whole": whole}
    return render(request, "desk/applications/case.html", page)


@requires("casework.personal")
@never_cache
@require_GET
def package(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Give the archive package of a case; the look is recorded."""
    kept = kept_package(opened(request, pk))
    if kept is None:
        raise Http404
    return download(actions.stream_file(file=kept, actor=request.user, at=now()), kept.stored)
