"""What is published: the list with its filters, and one item."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.agencies.models import Agency
from gongkai.law.catalogue import category
from gongkai.portal.frame import agency_or_404, frame
from gongkai.portal.items.filters import Choice, Filters
from gongkai.publishing import queries
from gongkai.web.access import public
from gongkai.web.today import now

PER_PAGE = 20


@public
@require_safe
def index(request: HttpRequest, agency: str) -> HttpResponse:
    """List the public items by title or number, column, category and year."""
    owner, moment, asked = agency_or_404(agency), now(), Filters.read(request.GET)
    items = queries.found_public(
        owner, moment, text=asked.q, column=asked.column, category=asked.category, year=asked.year
    )
    page = {
        "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"&{asked.query()}",
        "asked": asked,
        "filtered": asked != Filters(),
    }
    return render(
        request, "portal/items.html", {**frame(owner, "items"), **page, **_chips(owner, moment, asked)}
    )


def _chips(owner: Agency, at: datetime, asked: Filters) -> dict[str, Any]:
    """The choices of each kind, the first of which takes that filter away."""
    columns = [
        Choice(one.column.name, one.count, asked.query(column=one.column.pk), asked.column == one.column.pk)
        for one in queries.by_column(owner, at)
    ]
    categories = [
        Choice(one.category.label, one.count, asked.query(category=code), asked.category == code)
        for one in queries.by_category(owner, at)
        for code in (one.category.code,)
    ]
    years = [
        Choice(str(year), None, asked.query(year=year), asked.year == year)
        for year in queries.public_years(owner, at)
    ]
    return {
        "own_columns": [
            Choice(_("全部栏目"), None, asked.query(column=None), asked.column is None),
            *columns,
        ],
        "categories": [
            Choice(_("全部类别"), None, asked.query(category=""), not asked.category),
            *categories,
        ],
        "years": [Choice(_("全部年度"), None, asked.query(year=None), asked.year is None), *years],
    }


@public
@require_safe
def item(request: HttpRequest, agency: str, pk: int) -> HttpResponse:
    """Show one public item; one that was taken away answers 410 without a word about it."""
    owner = agency_or_404(agency)
    try:
        shown = queries.public_item(owner, pk, now())
    except ObjectDoesNotExist:
        if queries.was_withdrawn(owner, pk):
            return render(request, "portal/gone.html", frame(owner, "items"), status=410)
        raise Http404(_("没有这条公开信息。")) from None
    page = {"item": shown, "category": category(shown.category_code)}
    return render(request, "portal/item.html", {**frame(owner, "items"), **page})
