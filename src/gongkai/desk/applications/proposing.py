"""The desk's page that proposes what was released for publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.casework import actions, queries
from gongkai.casework.acts import Stale
from gongkai.casework.models import Application
from gongkai.desk.forms import attempt, found, renew
from gongkai.desk.items.forms import ItemForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


@requires("casework.decide")
@never_cache
def propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the draft of an item made of what was given, or make it."""
    case: Application = found(lambda: queries.find(request.scope, pk))
    form = ItemForm(request.POST or None, agency=case.agency, initial=_initial(case))
    if request.method == "POST" and form.is_valid():
        item = _proposed(request, case, form)
        if item:
            messages.success(request, _("已拟为主动公开的草稿，须经审核、保密审查和签发才会发布。"))
            return redirect("desk:item", pk=item.pk)
    return render(request, "desk/applications/propose.html", {"case": case, "form": form})


def _initial(case: Application) -> dict[str, Any]:
    return {"version": case.version, "body": case.given, "made_on": case.closed_on or today()}


def _proposed(request: DeskRequest, case: Application, form: ItemForm) -> Any:
    facts: dict[str, Any] = {"application": case, "actor": request.user, "at": now(), "content": form.content}
    try:
        return attempt(form, lambda: actions.propose_item(version=form.cleaned_data["version"], **facts))
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, case.version)
        return None
