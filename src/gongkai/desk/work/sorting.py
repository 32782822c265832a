"""What looks alike side by side; a letter of several matters made into several applications."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework import actions, queries
from gongkai.casework.access import may
from gongkai.casework.acts import Stale
from gongkai.casework.duplicates import alike
from gongkai.casework.models import Application
from gongkai.desk.forms import attempt, found, renew
from gongkai.desk.work.forms import SplitForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


def _case(request: DeskRequest, pk: int) -> Application:
    return found(lambda: queries.find(request.scope, pk))


@requires("casework.read")
@never_cache
@require_GET
def similar(request: DeskRequest, pk: int) -> HttpResponse:
    """Lay what may be the same beside a case."""
    case = _case(request, pk)
    page = {
        "case": case,
        "alike": alike(case, request.scope),
        "may_tell": may(request.user, "tell_apart", case, today()),
    }
    return render(request, "desk/work/alike.html", page)


@requires("casework.decide")
@never_cache
@require_POST
def told_apart(request: DeskRequest, pk: int, other: int) -> HttpResponse:
    """Note that two applications are not the same."""
    one, two = _case(request, pk), _case(request, other)
    actions.tell_apart(one=one, other=two, actor=request.user, at=now())
    messages.success(request, _("已记下：%(number)s 不是重复申请。") % {"number": two.number})
    return redirect("desk:similar", pk=pk)


@requires("casework.register")
@never_cache
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """Make several applications of a letter."""
    case = _case(request, pk)
    form = SplitForm(request.POST or None, initial={"version": case.version, "matters": [case.description]})
    if request.method == "POST" and form.is_valid():
        parts = _parts(request, case, form)
        if parts:
            said = ngettext("已分成 %(n)s 件：%(numbers)s。", "已分成 %(n)s 件：%(numbers)s。", len(parts))
            numbers = _("、").join(one.number for one in parts)
            messages.success(request, said % {"n": len(parts), "numbers": numbers})
            return redirect("desk:application", pk=pk)
    return render(request, "desk/work/split.html", {"case": case, "form": form})


def _parts(request: DeskRequest, case: Application, form: SplitForm) -> Any:
    facts: dict[str, Any] = {"application": case, "actor": request.user, "at": now(), **form.facts()}
    try:
        return attempt(form, lambda: actions.split(**facts))
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, case.version)
        return None
