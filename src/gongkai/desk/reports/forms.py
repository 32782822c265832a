"""The forms of an annual report: one chapter, one figure."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.desk.forms import VersionedForm
from gongkai.report.forms import ChapterSpec
from gongkai.report.model import Chapter


class ChapterForm(VersionedForm):
    """The text of a chapter and, in the first, of its sub-heads."""

    text = forms.CharField(label=_("正文"), widget=forms.Textarea(attrs={"rows": 6}), required=False)

    def __init__(self, *args: Any, spec: ChapterSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heads = {f"section_{number}": head for number, head in enumerate(spec.sections)}
        for name, head in self.heads.items():
            widget = forms.Textarea(attrs={"rows": 4})
            self.fields[name] = forms.CharField(label=head, widget=widget, required=False)

    @property
    def sections(self) -> dict[str, str]:
        """The sub-heads with their texts as typed."""
        return {head: self.cleaned_data[name] for name, head in self.heads.items()}


def initial(spec: ChapterSpec, chapter: Chapter | None, version: int) -> dict[str, Any]:
    """Give what the form of a chapter starts with."""
    sections = chapter.sections if chapter else {}
    found: dict[str, Any] = {f"section_{n}": sections.get(head, "") for n, head in enumerate(spec.sections)}
    return {**found, "version": version, "text": chapter.text if chapter else ""}


class FigureForm(forms.Form):
    """One number that no ledger counts; blank with a reason means that it does not apply."""

    value = forms.DecimalField(label=_("数值"), max_digits=18, decimal_places=6, required=False)
    not_applicable = forms.BooleanField(label=_("不适用（“/”）"), required=False)
    reason = forms.CharField(
        label=_("来源或者不适用的理由"), max_length=200, required=False, help_text=_("如：镇党政办台账。")
    )

    def clean(self) -> dict[str, Any]:
        """A number, or not applicable: one of the two."""
        data = super().clean() or {}
        if (data.get("value") is None) == (not data.get("not_applicable")):
            raise forms.ValidationError(_("请填数值，或者勾选不适用。"))
        return data

    @property
    def number(self) -> Decimal | None:
        """The number, None for what does not apply."""
        value: Decimal | None = self.cleaned_data["value"]
        return None if self.cleaned_data["not_applicable"] else value


class ZerosForm(forms.Form):
    """Everything that is still empty is 0, for one reason."""

    reason = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("如：经核对台账，本年度以上各项均为0。")
    )
