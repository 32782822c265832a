"""What every request passes: a session ends when idle, and a view without an access rule is never served."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils.translation import get_language

from gongkai.files.queries import Damaged
from gongkai.kit.keyring import KeyProblem
from gongkai.web.access import rule_of
from gongkai.web.today import now
from gongkai.web.words import said

Next = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
log = logging.getLogger(__name__)


class IdleTimeout:
    """Renew the session of a signed-in person at most once a minute, so that reading pages seldom writes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the minute in the session; the session's age (settings) counts from the last note."""
        if request.user.is_authenticated:
            minute = int(now().timestamp()) // 60
            if request.session.get(SEEN) != minute:
                request.session[SEEN] = minute
        return self.get_response(request)


class ChosenLanguage(LocaleMiddleware):
    """Chinese unless the reader chose otherwise on a page: what the browser prefers does not decide.

    The statute, the labels and the letters are Chinese; an office computer set to English must not hide that.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take the language of the cookie that the language switch sets."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language; the answer does not vary with what the browser prefers."""
        response.headers.setdefault("Content-Language", get_language() or "")
        return response


class RequireAccessRule:
    """Refuse to serve what nobody decided on."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Raise for a view that has neither @public nor @requires."""
        if rule_of(view) is None:
            raise ImproperlyConfigured(
                f"{view.__module__}.{view.__qualname__} has no access rule: mark it @public or @requires(...)."
            )


class SealedAway:
    """Say plainly, in place of a fault, that something cannot be opened: a key is missing or a file was altered."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answer 503 with what to do, in the reader's language; every other problem takes its usual way."""
        if not isinstance(problem, KeyProblem | Damaged):
            return None
        # A name that a file came under may be somebody's; what keys say is fit for a log.
        log.error(
            "%s", problem.en if isinstance(problem, KeyProblem) else "A stored file is gone or damaged."
        )
        # The public is told that something cannot be opened; why is for those who work here.
        why = said(problem) if request.user.is_authenticated else ""
        return render(request, "503.html", {"problem": why}, status=503)
