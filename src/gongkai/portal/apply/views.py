"""The public form: filled in step by step, sent once; published items are offered while one types."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.agencies.models import Agency
from gongkai.calendars.queries import calendar
from gongkai.casework.actions.online import Sent
from gongkai.casework.online.codes import shown_code
from gongkai.casework.online.filing import DESCRIPTION_LENGTH
from gongkai.casework.online.queries import is_open, offered_items
from gongkai.law.agency_kinds import kind
from gongkai.law.params import defaults
from gongkai.law.receipt import Channel, confirm_by
from gongkai.portal.apply.wizard import Found, Wizard
from gongkai.portal.frame import agency_or_404, frame
from gongkai.web.access import public
from gongkai.web.client import client_address
from gongkai.web.today import now, today


def taking(slug: str) -> Agency:
    """Give the agency of an address if it takes applications online today; else 404."""
    owner = agency_or_404(slug)
    if not (kind(owner.kind).applications and is_open(owner, Channel.ONLINE, today())):
        raise Http404(_("本机关没有开通网上申请。"))
    return owner


@public
@never_cache
def form(request: HttpRequest, agency: str) -> HttpResponse:
    """Show a step of the form, or send it."""
    owner = taking(agency)
    data = request.POST if request.method == "POST" else None
    wizard = Wizard(owner, data, address=client_address(request), at=now())
    made = wizard.press(request.POST.get("go", ""), request.FILES) if data else None
    if isinstance(made, Found):
        return redirect("portal:item", agency=owner.slug, pk=made.item)
    if made:
        return render(request, "portal/apply/sent.html", {**frame(owner, "apply"), **_sent(made)})
    page = {**frame(owner, "apply"), **wizard.page(), "most": DESCRIPTION_LENGTH}
    return render(request, "portal/apply/form.html", page)


def _sent(made: Sent) -> dict[str, Any]:
    case = made.application
    return {
        "case": case,
        "code": shown_code(made.code),
        "again": made.again,
        "confirm_by": confirm_by(Channel.ONLINE, case.submitted_on, calendar()),
        "days": defaults().number("response_days", case.submitted_on),
    }


@public
@never_cache
@require_POST
def offers(request: HttpRequest, agency: str) -> HttpResponse:
    """Give the published items that may answer what is typed so far, for the script; the words come in the body."""
    owner = taking(agency)
    text = request.POST.get("description", "").replace("\0", "")
    page = {"agency": owner, "offers": offered_items(owner, text, now())}
    return render(request, "portal/apply/offers.html", page)
