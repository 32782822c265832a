"""The desk's page on which an application that came in is written down, with everybody behind it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.casework import actions
from gongkai.desk.applications.forms import RegisterForm
from gongkai.desk.forms import attempt
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


@requires("casework.register")
@never_cache
def register(request: DeskRequest) -> HttpResponse:
    """Write down an application that came in; a button gives fields for one more person."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        facts: dict[str, Any] = {**form.parties, "intake": form.intake}
        agency = form.cleaned_data["agency"]
        case = attempt(form, lambda: actions.register(agency=agency, actor=request.user, at=now(), **facts))
        if case:
            messages.success(request, _("已登记，编号 %(number)s。") % {"number": case.number})
            return redirect("desk:application", pk=case.pk)
    return render(request, "desk/applications/register.html", {"form": form})


def _form(request: DeskRequest) -> RegisterForm:
    """The form as sent; with one more or one less person it is only drawn anew, and nothing is judged yet."""
    button, joint, agent = request.POST.get("more", ""), _joint(request), request.POST.get("agent") == "True"
    joint = max(0, min(joint + {"joint": 1, "unjoint": -1}.get(button, 0), RegisterForm.MOST))
    agent = {"agent": True, "unagent": False}.get(button, agent)
    people: dict[str, Any] = {"scope": request.scope, "joint": joint, "agent": agent}
    counts = {"joint": joint, "agent": agent}
    if request.method != "POST":
        return RegisterForm(initial={"submitted_on": today(), **counts}, **people)
    if button:
        return RegisterForm(initial={**request.POST.dict(), **counts}, **people)
    return RegisterForm(request.POST, **people)


def _joint(request: DeskRequest) -> int:
    text = request.POST.get("joint", "")
    return int(text[:3]) if text.isascii() and text.isdigit() else 0
