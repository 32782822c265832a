"""An application is assigned, claimed, given back at the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.calendars.queries import calendar
from gongkai.casework import actions, queries
from gongkai.casework.acts import Stale
from gongkai.casework.models import Application
from gongkai.casework.work_queries import current_of
from gongkai.desk.forms import VersionedForm, attempt, found, renew
from gongkai.desk.work.forms import AssignForm, GiveBackForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


def _case(request: DeskRequest, pk: int) -> Application:
    return found(lambda: queries.find(request.scope, pk))


def _done(request: DeskRequest, case: Application, form: VersionedForm, act: Any, said: str) -> bool:
    facts = {"application": case, "actor": request.user, "at": now(), **form.facts()}
    try:
        if attempt(form, lambda: act(**facts)) is None:
            return False
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, case.version)
        return False
    messages.success(request, said)
    return True


def _page(request: DeskRequest, case: Application, form: VersionedForm, title: str) -> HttpResponse:
    clock = case.standing.on(today(), calendar())
    page = {"case": case, "form": form, "title": title, "current": current_of(case), "due_on": clock.due_on}
    return render(request, "desk/work/step.html", page)


@requires("casework.assign")
@never_cache
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """Give an application to a post or a department."""
    case = _case(request, pk)
    initial = {"version": case.version}
    form = AssignForm(request.POST or None, agencies={case.agency_id}, today=today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = _("%(number)s 已分派。") % {"number": case.number}
        if _done(request, case, form, actions.assign, said):
            return redirect("desk:application", pk=pk)
    return _page(request, case, form, _("分派"))


@requires("casework.decide")
@never_cache
@require_POST
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an application to one's own post."""
    case, form = _case(request, pk), VersionedForm(request.POST)
    said = _("%(number)s 已由您承办。") % {"number": case.number}
    if not (form.is_valid() and _done(request, case, form, actions.claim, said)):
        for problem in form.non_field_errors():
            messages.error(request, str(problem))
    return redirect("desk:application", pk=pk)


@requires("casework.decide")
@never_cache
def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Give an application back with the reason."""
    case = _case(request, pk)
    form = GiveBackForm(request.POST or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        said = _("%(number)s 已退回，等待重新分派。") % {"number": case.number}
        if _done(request, case, form, actions.give_back, said):
            return redirect("desk:application", pk=pk)
    return _page(request, case, form, _("退回分派"))
