"""Which steps the drafts of each agency go through, and who does them; setting them from today on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.casework import actions
from gongkai.casework.models import Held, chain_of
from gongkai.casework.review_queries import chains
from gongkai.desk.forms import attempt, found
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


class ChainForm(forms.Form):
    """The steps of an agency's chain."""

    department_review = forms.BooleanField(
        label=gettext_lazy("设业务审核"),
        required=False,
        help_text=gettext_lazy("拟稿后先由承办部门的另一人审核，再作保密审查。"),
    )
    secrecy_held = forms.ChoiceField(
        label=gettext_lazy("保密审查由谁办理"),
        choices=Held.choices,
        help_text=gettext_lazy("本机关没有第三人的，由审批人一并审查（合并审查），或者交上级人民政府办理。"),
    )
    approval_held = forms.ChoiceField(label=gettext_lazy("审批由谁办理"), choices=Held.choices)


@requires("agencies.manage")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the agencies with their chains."""
    return render(request, "desk/chains/index.html", {"rows": chains(request.scope, today())})


@requires("agencies.manage")
@never_cache
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the chain of an agency, and set it."""
    agency, day = found(lambda: request.scope.get(pk=pk)), today()
    chain = chain_of(agency.pk, day)
    initial: dict[str, Any] = {name: getattr(chain, name) for name in ChainForm.base_fields}
    form = ChainForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"agency": agency, "actor": request.user, "at": now(), **form.cleaned_data}
        if attempt(form, lambda: actions.set_chain(**facts)):
            messages.success(request, _("已设定，今天起拟定和在办的决定按此审查审批。"))
            return redirect("desk:chains")
    return render(request, "desk/chains/edit.html", {"form": form, "agency": agency, "chain": chain})
