"""{% load portal %}: the host site's head and foot, its code, the place where a word was found."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def host_head() -> SafeString:
    """Give the head of the site that the column stands in, as its operator wrote it."""
    return mark_safe(settings.PORTAL_HEAD)  # noqa: S308 - the operator's own file


@register.simple_tag
def host_foot() -> SafeString:
    """Give the foot of the site that the column stands in, as its operator wrote it."""
    return mark_safe(settings.PORTAL_FOOT)  # noqa: S308 - the operator's own file


@register.simple_tag
def site_id_code() -> str:
    """Give the site's 网站标识码, "" where the operator has given none."""
    return str(settings.PORTAL_SITE_ID_CODE)


@register.filter
def found(text: str, word: str) -> str:
    """Mark each place in the text where the word was found; everything is escaped."""
    if not word:
        return text
    parts = re.split(f"({re.escape(word)})", text, flags=re.IGNORECASE)
    marked = (
        (format_html("<mark>{}</mark>", part) if place % 2 else part,) for place, part in enumerate(parts)
    )
    return format_html_join("", "{}", marked)


@register.filter
def chosen(bound: Any) -> str:
    """Give the words of what is chosen in a field."""
    return str(dict(bound.field.choices).get(bound.value(), ""))
