"""The register of letters: listed by agency and year, exported, numbers used outside entered, the pattern set."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.agencies.models import Agency
from gongkai.casework import actions
from gongkai.casework.letter_numbers import gaps, next_serial
from gongkai.casework.letter_numbers import numbering as numbering_of
from gongkai.casework.letter_queries import Asked, register_page, years
from gongkai.casework.letter_queries import register as rows_of
from gongkai.casework.letter_sheet import register_xlsx
from gongkai.desk.forms import attempt
from gongkai.desk.letters import shown
from gongkai.desk.letters.forms import NumberingForm, OutsideForm
from gongkai.files.media_types import XLSX
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


def _asked(request: DeskRequest) -> Asked:
    """What the address asks for; another agency's register is not there."""
    wanted, year = request.GET.get("agency", ""), request.GET.get("year", "")
    chosen = request.scope.order_by("code")
    if wanted:
        chosen = chosen.filter(pk=int(wanted) if wanted.isdecimal() else 0)
    agency = chosen.first()
    if agency is None:
        raise Http404
    state = request.GET.get("state", "")
    number = int(year) if year.isdecimal() and len(year) == 4 else today().year
    return Asked(agency, number, state if state in shown.states() else "")


@requires("casework.read")
@never_cache
@require_GET
def register(request: DeskRequest) -> HttpResponse:
    """List the numbers of an agency's year, with the check that none is left out."""
    asked = _asked(request)
    found = register_page(asked, request.GET.get("page"))
    query: dict[str, str | int] = {"agency": asked.agency.pk, "year": asked.year, "state": asked.state}
    page = {
        "asked": asked,
        "rows": shown.rows(found),
        "page": found,
        "query": "&" + urlencode(query),
        "agencies": request.scope.order_by("code"),
        "years": years(request.scope, today().year),
        "states": shown.states(),
        "gaps": gaps(asked.agency, asked.year),
        "last": next_serial(asked.agency, asked.year) - 1,
        "pattern": numbering_of(asked.agency).pattern,
    }
    return render(request, "desk/letters/register.html", page)


@requires("casework.read")
@never_cache
@require_GET
def sheet(request: DeskRequest) -> HttpResponse:
    """Give the register as Excel."""
    asked = _asked(request)
    answer = HttpResponse(register_xlsx(asked, rows_of(asked), on=today()), content_type=XLSX)
    name = f"{asked.agency.name}{asked.year}年文书登记簿.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@requires("casework.deliver")
@never_cache
def outside(request: DeskRequest) -> HttpResponse:
    """Write numbers into the register that were used outside the system."""
    form = OutsideForm(request.POST or None, scope=request.scope, initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.enter_outside(actor=request.user, at=now(), **form.facts()))
        if made:
            messages.success(request, _("已登记%(n)s个系统外使用的文号。") % {"n": len(made)})
            return _back(form.cleaned_data["agency"], made[0].year)
    return render(request, "desk/letters/outside.html", {"form": form})


def _back(agency: Agency, year: int | None) -> HttpResponse:
    answer = redirect("desk:letters")
    answer["Location"] += "?" + urlencode({"agency": agency.pk, "year": year or today().year})
    return answer


@requires("casework.deliver")
@never_cache
def numbering(request: DeskRequest) -> HttpResponse:
    """Set how letters are numbered and whom they name."""
    form = NumberingForm(request.POST or None, scope=request.scope, initial=_kept(request))
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: actions.set_numbering(actor=request.user, at=now(), **form.facts()))
        if kept:
            messages.success(request, _("发文字号格式已保存。"))
            return _back(kept.agency, None)
    return render(request, "desk/letters/numbering.html", {"form": form})


def _kept(request: DeskRequest) -> dict[str, Any]:
    asked = _asked(request)
    kept = numbering_of(asked.agency)
    names = ("pattern", "contact", "court", "review_body")
    return {"agency": asked.agency.pk, **{name: getattr(kept, name) for name in names}}
