"""What is published: the list with its filters, and one item."""

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.law.catalogue import category
from gongkai.portal.frame import agency_or_404, frame
from gongkai.publishing import queries
from gongkai.web.access import public
from gongkai.web.today import now

PER_PAGE = 20


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 9 else None


@public
@require_safe
def index(request: HttpRequest, agency: str) -> HttpResponse:
    """List the public items, by title or number, column and year."""
    owner, moment = agency_or_404(agency), now()
    text = request.GET.get("q", "").strip()[:100]
    column, year = _number(request.GET.get("column", "")), _number(request.GET.get("year", ""))
    year = year if year and 1949 <= year <= 9000 else None
    found = queries.found_public(owner, moment, text=text, column=column, year=year)
    chosen = {"q": text, "column": column or "", "year": year or ""}
    page = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": "&" + urlencode(chosen),
        "text": text,
        "column": column,
        "year": year,
        "own_columns": queries.by_column(owner, moment),
        "categories": queries.by_category(owner, moment),
        "years": queries.public_years(owner, moment),
    }
    return render(request, "portal/items.html", {**frame(owner, "items"), **page})


@public
@require_safe
def item(request: HttpRequest, agency: str, pk: int) -> HttpResponse:
    """Show one public item; one that was taken away answers 410 without a word about it."""
    owner = agency_or_404(agency)
    try:
        found = queries.public_item(owner, pk, now())
    except ObjectDoesNotExist:
        if queries.was_withdrawn(owner, pk):
            return render(request, "portal/gone.html", frame(owner, "items"), status=410)
        raise Http404(_("没有这条公开信息。")) from None
    page = {"item": found, "category": category(found.category_code)}
    return render(request, "portal/item.html", {**frame(owner, "items"), **page})
