"""The map of the site for search engines: the columns of the agencies, and every public item; nothing else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as maps
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import listed
from gongkai.publishing.models import Item
from gongkai.publishing.queries import public_everywhere
from gongkai.web.access import public
from gongkai.web.today import now, today


class _Agencies(Sitemap):  # type: ignore[type-arg]  # not subscriptable at run time
    """The front page of each agency's column."""

    def items(self) -> QuerySet[Agency]:
        return listed(today())

    def location(self, item: Agency) -> str:
        return reverse("portal:home", args=(item.slug,))


class _Items(Sitemap):  # type: ignore[type-arg]
    """Every public item."""

    limit = 10_000

    def items(self) -> QuerySet[Item]:
        return public_everywhere(now())

    def location(self, item: Item) -> str:
        return reverse("portal:item", args=(item.agency.slug, item.pk))

    def lastmod(self, item: Item) -> datetime | None:
        return item.published_at


SECTIONS: Mapping[str, type[Any]] = {"agencies": _Agencies, "items": _Items}


@public
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """List the parts of the map."""
    return maps.index(request, dict(SECTIONS), sitemap_url_name="sitemap_part")


@public
@require_safe
def part(request: HttpRequest, section: str) -> HttpResponseBase:
    """Give one part of the map, a page of at most 10,000 addresses at a time."""
    return maps.sitemap(request, dict(SECTIONS), section)
