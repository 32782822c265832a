"""{% load desk %}: the desk's navigation, and the example's sign-ins."""

from typing import Any

from django import template
from django.conf import settings

from gongkai.desk.navigation import links

register = template.Library()


@register.inclusion_tag("desk/navigation.html", takes_context=True)
def desk_navigation(context: dict[str, Any]) -> dict[str, Any]:
    """Show the places the signed-in person may open."""
    return {"entries": list(links(context["request"]))}


@register.inclusion_tag("desk/sign_in/demo_sign_ins.html")
def demo_sign_ins() -> dict[str, Any]:
    """Show the example's sign-ins, where the data directory holds the example."""
    return {"sign_ins": settings.DEMO_SIGN_INS if settings.DEMO else (), "password": settings.DEMO_PASSWORD}
