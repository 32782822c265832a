"""What every form of the desk shares: date fields, the version of what was opened, refusals beside their fields."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from gongkai.web.refusals import attempt

__all__ = ["DayField", "VersionedForm", "attempt", "found", "renew"]
T = TypeVar("T")


class DayField(forms.DateField):
    """A date as the browser picks it, or typed as 2026-11-23."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        kwargs.setdefault("error_messages", {"invalid": _("日期应写作 2026-11-23。")})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d"], **kwargs)


class VersionedForm(forms.Form):
    """A form on something that somebody else may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        """Give the keyword arguments of the action this form is for."""
        return dict(self.cleaned_data)


def renew(form: forms.Form, version: int) -> None:
    """Let what was typed be sent again after its author was told what somebody else changed meanwhile."""
    typed: Any = form.data
    form.data = typed.copy()  # a field can be there more than once
    form.data["version"] = version  # type: ignore[index]


def found(read: Callable[[], T]) -> T:
    """Read one thing in scope, or answer 404: what belongs to others is not there."""
    try:
        return read()
    except ObjectDoesNotExist:
        raise Http404 from None
