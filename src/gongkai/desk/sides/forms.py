"""The forms of requests beside applications: registering, and each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.casework.models import DeliveryMode, SideKind, SideRequest
from gongkai.casework.sides import SideIntake, Told, outcomes_of
from gongkai.desk.forms import DayField, VersionedForm
from gongkai.web.party_fields import party_fields, party_of
from gongkai.web.today import today
from gongkai.web.words import said

WHO = ("name", "kind", "phone", "email", "address")


class SideForm(forms.Form):
    """A request as it came in. Its kind is called matter, since a person has a kind as well."""

    matter = forms.ChoiceField(label=_("类别"), choices=SideKind.choices, widget=forms.RadioSelect)
    received_on = DayField(label=_("收到日期"))
    words = forms.CharField(
        label=_("请求的内容"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("更正：哪一份记录、哪里不准确、请求改成什么。建议：建议主动公开哪些信息。"),
    )
    evidence = forms.FileField(
        label=_("证据材料"), required=False, help_text=_("请求更正的必须有（条例第四十一条）。")
    )

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name) for one in agencies]
        if len(choices) > 1:
            self.fields["agency"] = forms.ChoiceField(label=_("机关"), choices=choices)
        self.agencies = {str(one.pk): one for one in agencies}
        self.fields.update(party_fields(names=WHO, required=("name", "kind")))

    def facts(self) -> dict[str, Any]:
        """Give the keyword arguments of register_side."""
        typed, file = self.cleaned_data, self.cleaned_data["evidence"]
        agency = self.agencies.get(str(typed.get("agency"))) or next(iter(self.agencies.values()))
        return {
            "agency": agency,
            "who": party_of(lambda name: typed.get(name) or ""),
            "intake": SideIntake(typed["matter"], typed["received_on"], typed["words"]),
            "evidence": (file.name, file.read()) if file else None,
        }


class StepForm(VersionedForm):
    """A step without anything to fill in."""

    def __init__(self, data: Any = None, *, side: SideRequest) -> None:
        super().__init__(data, initial={"version": side.version, **self.first(side)})

    def first(self, _side: SideRequest) -> dict[str, Any]:
        """Give what stands in the form when it is opened."""
        return {}


class DraftForm(StepForm):
    """What comes of a request."""

    outcome = forms.ChoiceField(label=_("处理结果"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("答复内容"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("予以更正写更正前后的记录，纳入主动公开写渠道和时间，其余写理由。"),
    )
    organ = forms.CharField(label=_("有权更正的机关"), required=False, max_length=100)
    contact = forms.CharField(label=_("该机关联系方式"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, side: SideRequest) -> None:
        super().__init__(data, side=side)
        found = outcomes_of(side.kind, today())
        field: Any = self.fields["outcome"]
        field.choices = [(one.variant, f"{said(one.label)}（{said(one.cite)}）") for one in found]
        if side.kind == SideKind.SUGGESTION:
            del self.fields["organ"], self.fields["contact"]

    def first(self, side: SideRequest) -> dict[str, Any]:
        """Give what was drafted before."""
        told = Told.of(side)
        return {"outcome": side.outcome, "text": told.text, "organ": told.organ, "contact": told.contact}

    def facts(self) -> dict[str, Any]:
        """Give the keyword arguments of draft_side."""
        typed = self.cleaned_data
        told = Told(*(typed.get(name, "").strip() for name in ("text", "organ", "contact")))
        return {"version": typed["version"], "outcome": typed["outcome"], "told": told}


class CloseForm(StepForm):
    """How the letter reached whoever asked."""

    ended_on = DayField(label=_("送达日期"))
    mode = forms.ChoiceField(label=_("送达方式"), choices=DeliveryMode.choices)


class WithdrawForm(StepForm):
    """When whoever asked took it back."""

    on = DayField(label=_("撤回日期"))
