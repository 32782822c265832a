"""Channels beside counter and post: what is open, opening one with its notes of use, closing one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.agencies.models import Agency
from gongkai.casework import actions
from gongkai.casework.models import OPENABLE
from gongkai.casework.online.queries import channels_of, find_channel, offer_figures
from gongkai.desk.forms import attempt, found
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


class ChannelForm(forms.Form):
    """A channel with its notes of use."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("机关"), empty_label=None)
    channel = forms.ChoiceField(
        label=gettext_lazy("提交渠道"), choices=[(one.value, gettext_lazy(one.label)) for one in OPENABLE]
    )
    notes = forms.CharField(
        label=gettext_lazy("使用注意事项"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("例如邮箱地址、传真号码、查看时间；写入公开指南。"),
    )

    def __init__(self, *args: Any, scope: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope
        if scope.count() == 1:
            agencies.initial = scope.get().pk
            agencies.widget = forms.HiddenInput()


@requires("casework.deliver")
@never_cache
def index(request: DeskRequest) -> HttpResponse:
    """Show the channels, and open one."""
    form = ChannelForm(request.POST or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "actor": request.user, "at": now()}
        if attempt(form, lambda: actions.open_channel(**facts)):
            messages.success(request, _("已开通，公开指南和申请页面随即写明。"))
            return redirect("desk:channels")
    day = today()
    page = {
        "form": form,
        "channels": channels_of(request.scope, day),
        "offers": offer_figures(request.scope, day.year),
    }
    return render(request, "desk/channels/index.html", page)


@requires("casework.deliver")
@never_cache
@require_POST
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Close a channel."""
    channel = found(lambda: find_channel(request.scope, pk))
    actions.close_channel(channel=channel, actor=request.user, at=now())
    messages.success(request, _("已关闭；已经收到的申请照常办理。"))
    return redirect("desk:channels")
