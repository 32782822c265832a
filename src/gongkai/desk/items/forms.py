"""The forms of an item: writing it, reviewing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.desk.forms import DayField, VersionedForm
from gongkai.publishing.actions import Content
from gongkai.publishing.models import Item, OwnColumn, Verdict
from gongkai.publishing.queries import columns


class ItemForm(forms.Form):
    """What an item says; its statutory category is that of its column."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    column = forms.ModelChoiceField(
        OwnColumn.objects.none(), label=_("栏目"), help_text=_("栏目已对应条例第二十条、第二十一条的类别。")
    )
    title = forms.CharField(label=_("标题"), max_length=200)
    document_number = forms.CharField(label=_("发文字号"), max_length=60, required=False)
    made_on = DayField(label=_("成文日期"), help_text=_("发布日期由系统在签发时确定。"))
    body = forms.CharField(label=_("正文"), widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = self.fields["column"]
        column.queryset = columns(agency)

    @property
    def content(self) -> Content:
        """The item as typed."""
        data = self.cleaned_data
        return Content(data["column"], data["title"], data["body"], data["made_on"], data["document_number"])


def initial(item: Item) -> dict[str, Any]:
    """Give what the form of an existing draft starts with."""
    names = ("version", "column", "title", "document_number", "made_on", "body")
    return {name: getattr(item, name) for name in names}


class ReviewForm(VersionedForm):
    """The secrecy review of one item (保密法实施条例第四十二条)."""

    verdict = forms.ChoiceField(label=_("审查结论"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("审查意见"), max_length=500, required=False, help_text=_("不得公开或者不能确定的，写明理由。")
    )

    def facts(self) -> dict[str, Any]:
        """Give the keyword arguments of secrecy_review."""
        return {**self.cleaned_data, "verdict": Verdict(self.cleaned_data["verdict"])}


class ReleaseForm(VersionedForm):
    """Release; where nobody else is posted, together with the secrecy review."""

    combined = forms.BooleanField(
        label=_("同时作保密审查（合并审查）：本件不含国家秘密、工作秘密，不含不应公开的个人信息"),
        required=False,
    )
