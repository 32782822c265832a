"""What a person is reminded of, and how they want to be reached outside the desk."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.desk.forms import attempt
from gongkai.notices import actions
from gongkai.notices.queries import is_silent, last_tick, reach_of, standing
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now

MOST = 500


class ReachForm(forms.Form):
    """How the person wants to be reached."""

    by_mail = forms.BooleanField(
        label=gettext_lazy("每个工作日给我一封提醒邮件"),
        required=False,
        help_text=gettext_lazy("没有新提醒，也没有逾期和当天到期的，就不发。邮件只写编号和期限。"),
    )
    email = forms.CharField(
        label=gettext_lazy("电子邮箱"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    by_sms = forms.BooleanField(
        label=gettext_lazy("逾期和当天到期的给我发短信"),
        required=False,
        help_text=gettext_lazy("一天至多一条，只写编号和代码。"),
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号码"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


@requires("desk.enter")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List what stands for the person, the most pressing first."""
    shown = list(standing(request.user).select_related("agency")[:MOST])
    page = {
        "notices": shown,
        "unread": any(one.read_at is None for one in shown),
        "last": last_tick(),
        "silent": is_silent(now()),
        "reach": reach_of(request.user),
    }
    return render(request, "desk/notices/index.html", page)


@requires("desk.enter")
@require_POST
def read_all(request: DeskRequest) -> HttpResponse:
    """Note that everything was seen."""
    actions.mark_all_read(request.user, at=now())
    return redirect("desk:notices")


@requires("desk.enter")
@never_cache
def reach(request: DeskRequest) -> HttpResponse:
    """Show how the person is reached, and set it."""
    kept = reach_of(request.user)
    form = ReachForm(
        request.POST or None, initial={name: getattr(kept, name) for name in ReachForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        facts = {"person": request.user, "at": now(), **form.cleaned_data}
        if attempt(form, lambda: actions.set_reach(**facts)):
            messages.success(request, _("已保存提醒方式。"))
            return redirect("desk:notices")
    page = {"form": form, "no_mail": not settings.EMAIL_HOST, "no_sms": not settings.SMS_URL}
    return render(request, "desk/notices/reach.html", page)
