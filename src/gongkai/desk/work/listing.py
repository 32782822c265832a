"""The lists of applications: by state, by whose work it is, narrowed, kept under a name."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework import actions, queries
from gongkai.casework.lists import Wanted, kept_filters, listing, own_filter
from gongkai.desk.forms import attempt, found
from gongkai.desk.work import shown
from gongkai.desk.work.bulk import MANY
from gongkai.desk.work.forms import SaveFilterForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


@requires("casework.read")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the applications in scope, the most urgent first."""
    wanted, day = Wanted.read(request.GET), today()
    found = listing(request.scope, day, wanted, request.user, page=request.GET.get("page"))
    page = {
        "lines": shown.lines(found.rows, day),
        "page": found.page,
        "query": "&" + shown.address({"show": wanted.show, **wanted.narrowed})[1:],
        "wanted": {"show": wanted.show, **wanted.narrowed},
        "narrowed": bool(set(wanted.narrowed) - {"show", "who"}),
        "fields": shown.narrow_fields(wanted),
        "kept": _kept(request, wanted),
        "may_choose": "casework.decide" in request.permissions,
        "bulk": MANY.items(),
        "urgent_first": wanted.show not in queries.NEWEST_FIRST,
        **shown.list_tabs(wanted),
        **shown.offers(wanted, request.scope, day),
    }
    return render(request, "desk/work/list.html", page)


def _kept(request: DeskRequest, wanted: Wanted) -> list[dict[str, Any]]:
    return [
        {
            "filter": one,
            "url": shown.address({"show": "open", **one.wanted}),
            "here": one.wanted == wanted.narrowed,
            "own": one.person_id == request.user.pk,
        }
        for one in kept_filters(request.scope, request.user)
    ]


def _asked(data: QueryDict) -> Wanted:
    """The list that a form on its page carries with it."""
    return Wanted.read({name.removeprefix("list_"): data[name] for name in data if name.startswith("list_")})


def _back(wanted: Wanted) -> str:
    return reverse("desk:applications") + shown.address({"show": wanted.show, **wanted.narrowed})


@requires("casework.read")
@never_cache
@require_POST
def save(request: DeskRequest) -> HttpResponse:
    """Keep the list one looks at under a name."""
    form, wanted, agency = SaveFilterForm(request.POST), _asked(request.POST), request.scope.first()
    if form.is_valid() and agency:
        facts: dict[str, Any] = {"agency": agency, "actor": request.user, "at": now(), "wanted": wanted}
        if attempt(form, lambda: actions.save_filter(**facts, **form.cleaned_data)):
            messages.success(request, _("已保存为“%(name)s”。") % {"name": form.cleaned_data["name"]})
    for problem in (text for errors in form.errors.values() for text in errors):
        messages.error(request, str(problem))
    return redirect(_back(wanted))


@requires("casework.read")
@never_cache
@require_POST
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Forget a list one kept."""
    kept = found(lambda: own_filter(request.scope, request.user, pk))
    actions.remove_filter(kept=kept, actor=request.user, at=now())
    messages.success(request, _("已删除“%(name)s”。") % {"name": kept.name})
    return redirect("desk:applications")
