"""An Atom feed of what an agency published, whole or by column, for readers and for platforms above."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.agencies.models import Agency
from gongkai.portal.frame import agency_or_404
from gongkai.portal.items.filters import Filters
from gongkai.publishing.models import Item
from gongkai.publishing.queries import found_public
from gongkai.web.access import public
from gongkai.web.today import now

MOST = 100
SUMMARY = 200  # characters


class _Items(Feed):  # type: ignore[type-arg]  # not subscriptable at run time
    """The newest public items of an agency under the filters of its list."""

    feed_type = Atom1Feed
    language = "zh-CN"

    def get_object(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> tuple[Agency, Filters]:
        return agency_or_404(kwargs["agency"]), Filters.read(request.GET)

    def title(self, obj: tuple[Agency, Filters]) -> str:
        return _("%(agency)s：主动公开的政府信息") % {"agency": obj[0].name}

    def link(self, obj: tuple[Agency, Filters]) -> str:
        return f"{reverse('portal:items', args=(obj[0].slug,))}?{obj[1].query()}".rstrip("?")

    def feed_url(self, obj: tuple[Agency, Filters]) -> str:
        return f"{reverse('portal:feed', args=(obj[0].slug,))}?{obj[1].query()}".rstrip("?")

    def author_name(self, obj: tuple[Agency, Filters]) -> str:
        return obj[0].name

    def items(self, obj: tuple[Agency, Filters]) -> QuerySet[Item]:
        asked = obj[1]
        found = found_public(
            obj[0], now(), text=asked.q, column=asked.column, category=asked.category, year=asked.year
        )
        return found[:MOST]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_link(self, item: Item) -> str:
        return reverse("portal:item", args=(item.agency.slug, item.pk))

    def item_description(self, item: Item) -> str:
        return strip_tags(item.body)[:SUMMARY]

    def item_pubdate(self, item: Item) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Item) -> datetime | None:
        return item.published_at

    def item_categories(self, item: Item) -> tuple[str, ...]:
        return (item.column.name,)


@public
@require_safe
def feed(request: HttpRequest, agency: str) -> HttpResponse:
    """Give the newest public items as Atom; ?column=, ?category=, ?year= and ?q= narrow it as they narrow the list."""
    return _Items()(request, agency=agency)
