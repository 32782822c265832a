"""What every form of the desk shares: date fields, the version of what was opened, refusals beside their fields."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from gongkai.kit.entry import BadEntry
from gongkai.law.errors import BadData, Unlawful
from gongkai.web.words import said

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


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do the act; a refusal stands in the form, beside its field where it has one, and nothing is lost."""
    try:
        return act()
    except BadEntry as bad:
        for name, problem in bad.problems.items():
            form.add_error(name if name in form.fields else None, _without_label(form, name, problem))
    except (Unlawful, BadData) as refusal:
        form.add_error(None, said(refusal))
    return None


def _without_label(form: forms.Form, name: str, problem: str) -> str:
    """A sentence that begins with its field's label stands beside that label already."""
    label = form.fields[name].label if name in form.fields else None
    return problem.removeprefix(f"{label}：").removeprefix(f"{label}: ")


def renew(form: forms.Form, version: int) -> None:
    """Let what was typed be sent again after its author was told what somebody else changed meanwhile."""
    form.data = {**dict(form.data.items()), "version": version}


def found(read: Callable[[], T]) -> T:
    """Read one thing in scope, or answer 404: what belongs to others is not there."""
    try:
        return read()
    except ObjectDoesNotExist:
        raise Http404 from None
