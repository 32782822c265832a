"""The access rule of every view: public, or a permission. A view without one is never served (middleware)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import Scopes, scopes
from gongkai.agencies.roles import standard
from gongkai.web.today import today

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Who may open a view: everybody (None), or who holds the permission today."""

    permission: str | None


class DeskRequest(HttpRequest):
    """The request a view behind requires() gets: a person, what they may do somewhere today, and the agencies over
    which they may do what this view asks for; over asks the same for any other permission.
    """

    user: Person
    permissions: frozenset[str]
    scope: QuerySet[Agency]
    over: Scopes


def public(view: V) -> V:
    """Let everybody open the view."""
    view.access_rule = AccessRule(None)  # type: ignore[attr-defined]
    return view


def requires(permission: str) -> Callable[[View], View]:
    """Let only people with the permission open the view; put it outermost.

    Who is not signed in goes to the sign-in page and comes back; who lacks the permission gets 403. The view finds in
    request.scope the agencies over which the person holds it, and answers 404 for anything outside.
    KeyError, when the module is loaded, for a permission that roles.toml does not know.
    """
    standard().granting(permission)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            day = today()
            desk_request = cast(DeskRequest, request)
            desk_request.over = scopes(request.user, day)
            desk_request.permissions = desk_request.over.permissions
            if permission not in desk_request.permissions:
                raise PermissionDenied(
                    _("您的岗位没有“%(what)s”的权限。") % {"what": _(standard().permissions[permission])}
                )
            desk_request.scope = desk_request.over(permission)
            return view(desk_request, *args, **kwargs)

        guarded.access_rule = AccessRule(permission)  # type: ignore[attr-defined]
        return guarded

    return decorate


def rule_of(view: object) -> AccessRule | None:
    """Give the rule a view was marked with, or None for one that was forgotten."""
    return getattr(view, "access_rule", None)
