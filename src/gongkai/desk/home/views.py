"""The first page after signing in: what is overdue, what is due, what waits for me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.agencies.queries import scope
from gongkai.casework.queries import due, in_state
from gongkai.desk.applications.shown import SOON, rows
from gongkai.law.clock import ClockState
from gongkai.publishing.queries import waiting
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import today


@requires("desk.enter")
@never_cache
@require_GET
def home(request: DeskRequest) -> HttpResponse:
    """Compose what is due from each context."""
    day = today()
    applications = rows(due(scope(request.user, "casework.read", day), day))
    late = [one for one in applications if one.clock.state is ClockState.OVERDUE]
    now_due = [one for one in applications if one.clock.state is ClockState.DUE_TODAY]
    soon = [
        one for one in applications if one.clock.days_left is not None and 0 < one.clock.days_left <= SOON
    ]
    page = {
        "late": late,
        "due_today": now_due,
        "soon": soon,
        "urgent": [*late, *now_due, *soon],
        "unconfirmed": [one for one in applications if one.clock.state is ClockState.UNCONFIRMED],
        "open_count": len(applications),
        "to_approve": in_state(scope(request.user, "casework.approve", day), "in_review"),
        "to_deliver": in_state(scope(request.user, "casework.deliver", day), "approved"),
        "to_review": waiting(scope(request.user, "publishing.review", day), "secrecy_review"),
        "to_release": waiting(scope(request.user, "publishing.release", day), "secrecy_review", "approval"),
        "today": day,
    }
    return render(request, "desk/home/home.html", page)
