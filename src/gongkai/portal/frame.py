"""What every page of the column shares: the agency it belongs to, its five columns, what is not there."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import by_slug
from gongkai.web.today import today

# 国办公开办函〔2019〕61号: the columns every organ's page has, under these names and in this order.
RULES_COLUMN = "政府信息公开制度"
COLUMNS = (
    ("guide", "portal:guide", _("政府信息公开指南")),
    ("rules", "portal:rules", _("政府信息公开制度")),
    ("items", "portal:items", _("法定主动公开内容")),
    ("reports", "portal:reports", _("政府信息公开年报")),
    ("apply", "portal:apply", _("依申请公开")),
)
UNKNOWN: Promise = _("本机关尚未登记")


@dataclass(frozen=True, slots=True)
class Column:
    """One of the five columns as a page shows it."""

    name: str | Promise
    url: str
    here: bool


def agency_or_404(slug: str) -> Agency:
    """Give the agency of an address."""
    try:
        return by_slug(slug, today())
    except ObjectDoesNotExist:
        raise Http404(_("没有这个机关的公开栏目。")) from None


def frame(agency: Agency, here: str = "") -> dict[str, Any]:
    """Give the context that the column's base template needs."""
    columns = [Column(name, reverse(route, args=(agency.slug,)), key == here) for key, route, name in COLUMNS]
    return {"agency": agency, "columns": columns, "here": here, "unknown": UNKNOWN}
