"""Coming back with number and code: what happens to the application, papers, a supplement, taking it back."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies.models import Agency
from gongkai.calendars.queries import calendar
from gongkai.casework import actions
from gongkai.casework.acts import Stale
from gongkai.casework.case_files import refuse_large
from gongkai.casework.models import Application
from gongkai.casework.online.policy import policy
from gongkai.casework.online.queries import filed
from gongkai.casework.online.seen import seen
from gongkai.law.params import defaults
from gongkai.law.receipt import Channel, confirm_by
from gongkai.portal.apply.forms import LookupForm, SupplementForm
from gongkai.portal.frame import agency_or_404, frame
from gongkai.web.access import public
from gongkai.web.client import client_address
from gongkai.web.refusals import attempt
from gongkai.web.today import now, today

HELD = "looked_up"


@public
@never_cache
def status(request: HttpRequest, agency: str) -> HttpResponse:
    """Ask for number and code, or show the application they opened."""
    owner = agency_or_404(agency)
    form = LookupForm(request.POST if request.method == "POST" else {})
    if request.method == "POST" and _opened(request, owner, form):
        return redirect("portal:status", agency=owner.slug)
    case = None if request.method == "POST" else _held(request, owner)
    if case is None:
        return render(request, "portal/apply/lookup.html", {**frame(owner, "apply"), "form": form})
    page = {**_page(owner, case), "form": SupplementForm({})}
    return render(request, "portal/apply/status.html", page)


def _opened(request: HttpRequest, owner: Agency, form: LookupForm) -> bool:
    facts = {"number": form.typed("number"), "code": form.typed("code")}
    looked = actions.look_up(agency=owner, at=now(), address=client_address(request), **facts)
    if looked.application is None:
        form.add_error(None, looked.problem)
        return False
    request.session.cycle_key()
    until = now() + timedelta(minutes=policy().lookup_minutes)
    request.session[HELD] = {"case": looked.application.pk, "until": until.timestamp()}
    return True


def _held(request: HttpRequest, owner: Agency) -> Application | None:
    """The application this browser opened a short while ago."""
    held = request.session.get(HELD)
    if not held or held["until"] < now().timestamp():
        request.session.pop(HELD, None)
        return None
    return filed(owner, held["case"])


def _first_the_code(request: HttpRequest, owner: Agency) -> HttpResponse:
    messages.warning(request, _("请先用申请编号和查询码查询；打开一段时间以后要重新查询。"))
    return redirect("portal:status", agency=owner.slug)


def _page(owner: Agency, case: Application) -> dict[str, Any]:
    return {
        **frame(owner, "apply"),
        "case": case,
        "seen": seen(case, today=today()),
        "confirm_by": confirm_by(Channel.ONLINE, case.submitted_on, calendar()),
        "days": defaults().number("response_days", case.submitted_on),
    }


@public
@never_cache
@require_POST
def leave(request: HttpRequest, agency: str) -> HttpResponse:
    """Close the application in this browser."""
    owner = agency_or_404(agency)
    request.session.pop(HELD, None)
    messages.success(request, _("已退出查询。"))
    return redirect("portal:status", agency=owner.slug)


@public
@never_cache
@require_GET
def paper(request: HttpRequest, agency: str, pk: int) -> HttpResponseBase:
    """Give a paper that went out electronically."""
    owner = agency_or_404(agency)
    case = _held(request, owner)
    if case is None:
        return _first_the_code(request, owner)
    try:
        file, data = actions.fetch_paper(application=case, pk=pk, at=now())
    except ObjectDoesNotExist:
        raise Http404 from None
    stored = file.stored
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )


@public
@never_cache
@require_POST
def supplement(request: HttpRequest, agency: str) -> HttpResponse:
    """Take a supplement."""
    uploads = request.FILES.getlist("material")
    form = SupplementForm(request.POST)

    def _send(case: Application, version: int) -> Application:
        for one in uploads:
            refuse_large("material", str(one.name), one.size or 0)
        files = [(str(one.name), one.read()) for one in uploads]
        return actions.supplement_online(
            application=case, version=version, at=now(), text=form.typed("text"), files=files
        )

    return _done(request, agency, form, _send, _("已收到补正，答复期限重新计算。"))


@public
@never_cache
@require_POST
def withdraw(request: HttpRequest, agency: str) -> HttpResponse:
    """Take the application back."""

    def _withdraw(case: Application, version: int) -> Application:
        return actions.withdraw_online(application=case, version=version, at=now())

    return _done(request, agency, SupplementForm({}), _withdraw, _("已撤回申请。"))


def _done(
    request: HttpRequest,
    agency: str,
    form: SupplementForm,
    act: Callable[[Application, int], Application],
    said: str,
) -> HttpResponse:
    """Do something to the application that is open in this browser, and show it again."""
    owner = agency_or_404(agency)
    case = _held(request, owner)
    if case is None:
        return _first_the_code(request, owner)
    text = request.POST.get("version", "")
    try:
        done = attempt(form, lambda: act(case, int(text) if text.isdecimal() else case.version))
    except Stale:  # whose words name the clerk
        form.add_error(None, _("办理情况刚刚有了更新，您的操作没有保存。请看过最新情况后再操作。"))
        done = None
    if done is None:
        return render(request, "portal/apply/status.html", {**_page(owner, case), "form": form})
    messages.success(request, said)
    return redirect("portal:status", agency=owner.slug)
