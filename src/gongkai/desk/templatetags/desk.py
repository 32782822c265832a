"""{% load desk %}: the desk's navigation, and the example's sign-ins."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.desk.navigation import links
from gongkai.law.clock_marks import MARK_LABELS, DayMark
from gongkai.notices.queries import unread

register = template.Library()


@register.inclusion_tag("desk/navigation.html", takes_context=True)
def desk_navigation(context: dict[str, Any]) -> dict[str, Any]:
    """Show the places the signed-in person may open."""
    return {"entries": list(links(context["request"]))}


@register.inclusion_tag("desk/notices/bell.html", takes_context=True)
def desk_bell(context: dict[str, Any]) -> dict[str, Any]:
    """Show the signed-in person how many reminders they have not opened yet."""
    return {"unread": unread(context["request"].user)}


@register.inclusion_tag("desk/sign_in/demo_sign_ins.html")
def demo_sign_ins() -> dict[str, Any]:
    """Show the example's sign-ins, where the data directory holds the example."""
    return {"sign_ins": settings.DEMO_SIGN_INS if settings.DEMO else (), "password": settings.DEMO_PASSWORD}


@register.filter
def day_words(mark: DayMark) -> str:
    """Say what a day is in a count; in Chinese a holiday by its name."""
    if (get_language() or "").startswith("zh"):
        return mark.label
    kind = _(MARK_LABELS[mark.kind]) if MARK_LABELS[mark.kind] else ""
    return ", ".join([kind, _("第%(n)s个工作日") % {"n": mark.n}]) if mark.n else kind
