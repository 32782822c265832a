"""{% load gongkai %}: the example's banner, status chips, dates, form fields."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import is_aware
from django.utils.translation import get_language

from gongkai.web.today import SHANGHAI
from gongkai.web.words import said

register = template.Library()
register.filter("said", said)

TONES = ("urgent", "soon", "active", "waiting", "done", "draft")
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("web/demo_banner.html")
def demo_banner() -> dict[str, Any]:
    """Say 演示 when the data directory holds the example; needs no request, so that error pages say it too."""
    return {"demo": settings.DEMO}


@register.inclusion_tag("web/language_switch.html", takes_context=True)
def language_switch(context: dict[str, Any]) -> dict[str, Any]:
    """Offer the other languages and stay on the page."""
    request = context.get("request")
    others = [(code, name) for code, name in settings.LANGUAGES if code != get_language()]
    return {"others": others, "next": request.get_full_path() if request else "/"}


@register.inclusion_tag("web/chip.html")
def chip(text: str, tone: str = "active") -> dict[str, str]:
    """Show a status as a word, a shape and a colour; tone is one of TONES. ValueError for another."""
    if tone not in TONES:
        raise ValueError(f"no tone {tone!r}; there are {', '.join(TONES)}")
    return {"text": text, "tone": tone}


@register.inclusion_tag("web/due.html")
def due(day: date, caption: str, left: str = "", tone: str = "active") -> dict[str, Any]:
    """Show a date in large type: what it is, the day, what is left until it; red when tone is urgent."""
    return {"day": day, "caption": caption, "left": left, "tone": tone}


@register.inclusion_tag("web/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """Show where the page stands: label, url, label, url, …, label of this page."""
    pairs = zip(parts[::2], (*parts[1::2], ""), strict=True)
    return {"trail": list(pairs)}


@register.filter
def zh_date(value: date | datetime | None) -> str:
    """Write a date for prose: 2026年11月23日, or 23 November 2026 for a reader of English; "" for none."""
    if not value:  # also "", which a template gives for what is not there
        return ""
    day = _in_shanghai(value)
    if (get_language() or "").startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return date_format(day, "j F Y")


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """Write a date for lists: 2026-11-23; "" for none."""
    return _in_shanghai(value).isoformat() if value else ""


@register.inclusion_tag("web/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """Sum the problems of a form at its top, each with a link to its field."""
    problems = [{"text": text, "target": "", "label": ""} for text in form.non_field_errors()]
    for field in form:
        target = field.auto_id if field.use_fieldset else field.id_for_label
        problems += [{"text": text, "target": target, "label": field.label} for text in field.errors]
    return {"form": form, "problems": problems}


@register.inclusion_tag("web/field.html")
def field(bound: forms.BoundField) -> dict[str, Any]:
    """Draw one field: label, help, errors, control."""
    widget = bound.field.widget
    widget.attrs.setdefault("class", _control_class(widget))
    return {"field": bound, "checkbox": isinstance(widget, forms.CheckboxInput)}


@register.inclusion_tag("web/form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    """Draw the problems and every field of a form, in its order; the form tag and the button stay with the page."""
    return {"form": form}


def _control_class(widget: forms.Widget) -> str:
    if isinstance(widget, CHECKS):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _in_shanghai(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(SHANGHAI) if is_aware(value) else value).date()
    return value
