"""The first page after signing in: what is overdue, what is due, what waits for me."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.casework.access import PERMISSIONS
from gongkai.casework.models import Application
from gongkai.casework.queries import figures, in_state, urgent
from gongkai.casework.review_queries import awaiting_approval, awaiting_pass, awaiting_review
from gongkai.casework.side_queries import sides_waiting
from gongkai.casework.work_queries import work_counts
from gongkai.desk.applications.shown import rows
from gongkai.publishing.queries import waiting
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import today

MOST = 50


@requires("desk.enter")
@never_cache
@require_GET
def home(request: DeskRequest) -> HttpResponse:
    """Compose what is due from each context."""
    day = today()
    over = request.over
    mine = over("casework.read")
    own, nobodys = work_counts(mine, [post.pk for post in over.posts])
    page = {
        "figures": figures(mine, day),
        "mine": own,
        "nobodys": nobodys,
        "urgent": rows(urgent(mine, day), day),
        "to_pass": awaiting_pass(request.user, over, day)[:MOST],
        "to_look_at": _to_look_at(request, day),
        "to_approve": awaiting_approval(request.user, over, day)[:MOST],
        "to_deliver": in_state(over("casework.deliver"), "approved")[:MOST],
        "sides": sides_waiting(request.user, over)[:MOST],
        "to_review": waiting(over("publishing.review"), "secrecy_review")[:MOST],
        "to_release": waiting(over("publishing.release"), "secrecy_review", "approval")[:MOST],
        "today": day,
    }
    return render(request, "desk/home/home.html", page)


def _to_look_at(request: DeskRequest, day: date) -> list[Application]:
    """The drafts to be reviewed for secrecy, asked for only where somebody may do that."""
    if PERMISSIONS["review"] not in request.permissions:
        return []
    return list(awaiting_review(request.user, request.over, day)[:MOST])
