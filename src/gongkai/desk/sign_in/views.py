"""The sign-in page, signing out, and what a locked account is told."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gongkai.agencies.actions import note_sign_in
from gongkai.audit.verbs import Verb
from gongkai.desk.sign_in.forms import SignInForm
from gongkai.web.access import public
from gongkai.web.today import now

PAGE = "desk/sign_in/sign_in.html"


@public
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign the person in and go where they wanted to go."""
    if request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.get_user()
        login(request, person)
        note_sign_in(username=person.username, verb=Verb.PERSON_SIGNED_IN, at=now())
        return redirect(_wanted(request))
    if request.method == "POST":
        note_sign_in(username=request.POST.get("username", ""), verb=_failure(request), at=now())
    return render(
        request, PAGE, {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    )


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        note_sign_in(username=request.user.username, verb=Verb.PERSON_SIGNED_OUT, at=now())
    logout(request)
    return redirect(settings.LOGIN_URL)


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Say that the account rests after too many failures, and when to try again (429)."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    context = {
        "locked_minutes": minutes,
        "limit": settings.AXES_FAILURE_LIMIT,
    }
    return render(request, PAGE, context, status=429)


def _failure(request: HttpRequest) -> Verb:
    return (
        Verb.PERSON_LOCKED_OUT if getattr(request, "axes_locked_out", False) else Verb.PERSON_SIGN_IN_FAILED
    )


def _wanted(request: HttpRequest) -> str:
    """Where the person was going, when that is on this site; the desk otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)
