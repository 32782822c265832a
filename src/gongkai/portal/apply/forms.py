"""The form of three steps as one: each step shows its fields, the others ride along unseen, and casework judges them all."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models import Assistance, WantedForm
from gongkai.casework.online.filing import WAYS, Filing
from gongkai.casework.online.policy import policy
from gongkai.casework.parties import Parties
from gongkai.web.party_fields import AGENT, ALL, party_fields, party_of

WHAT = ("description", "wanted_form", "wanted_way", "assistance")
FILES = ("identity", "authority")
LAST = ("answer", "trap")
ASKED = ("name", "kind", "id_kind", "id_number")
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx"


class ManyFiles(forms.FileInput):
    """Several files at once; a phone offers its camera."""

    allow_multiple_selected = True


def _files(label: Any, help_text: Any = "", *, required: bool = True) -> forms.FileField:
    widget = ManyFiles(attrs={"accept": ACCEPTED, "multiple": True})
    return forms.FileField(label=label, help_text=help_text, widget=widget, required=required)


class DomainForm(forms.Form):
    """A form whose fields are judged by the rooms below: what is typed is read as it is, and nothing is lost."""

    use_required_attribute = False

    def full_clean(self) -> None:
        """Judge nothing here."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}

    def typed(self, name: str) -> str:
        """Give what was typed into a field, without the character that no database takes."""
        return str(self.data.get(name, "")).replace("\0", "")


class ApplyForm(DomainForm):
    """The whole application; joint and agent say how many more people have fields."""

    description = forms.CharField(
        label=_("您要什么信息"),
        widget=forms.Textarea(attrs={"rows": 6, "data-suggest": ""}),
        help_text=_(
            "写明政府信息的名称、文号，或者便于查询的其他特征，例如时间、地点、事项。不需要说明用途。"
        ),
    )
    wanted_form = forms.ChoiceField(label=_("要什么形式"), choices=WantedForm.choices)
    wanted_way = forms.ChoiceField(label=_("怎样取得"), choices=[(one.value, one.label) for one in WAYS])
    assistance = forms.ChoiceField(
        label=_("阅读或者视听有困难"),
        required=False,
        choices=[("", _("不需要帮助")), *Assistance.choices],
        help_text=_("有困难的，我们提供必要的帮助（条例第四十三条）。"),
    )
    identity = _files(
        _("身份证明"),
        _(
            "证件的照片或者扫描件：个人用身份证、护照等，单位用营业执照或者登记证书。每个文件不超过20 MB，可以选多个。"
        ),
    )
    authority = _files(_("授权委托书"), _("写明委托人、受托人和委托事项，由委托人签名或者盖章。"))
    proofs_later = forms.BooleanField(label=_("暂时无法上传，等工作人员与我联系确认时再出示"), required=False)
    answer = forms.CharField(
        label=_("小题"), widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )

    def __init__(self, data: QueryDict | dict[str, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields.update(party_fields("", ALL, required=ASKED, own=True))
        for place in range(self.joint):
            self.fields.update(party_fields(f"joint-{place}-", ALL, required=ASKED))
        if self.has_agent:
            self.fields.update(party_fields("agent-", AGENT, required=ASKED))
        ends = (*FILES, "proofs_later", "answer")
        self.order_fields([*(name for name in self.fields if name not in ends), *ends])

    @property
    def joint(self) -> int:
        """How many apply together with the applicant."""
        text = self.data.get("joint", "0")
        return min(int(text), policy().joint_most) if text.isascii() and text.isdigit() else 0

    @property
    def has_agent(self) -> bool:
        """Whether somebody acts for the applicant."""
        return self.data.get("agent") == "1"

    @property
    def filing(self) -> Filing:
        """The application as typed."""
        parties = Parties(
            who=party_of(self.typed),
            joint=tuple(party_of(self.typed, f"joint-{place}-") for place in range(self.joint)),
            agent=party_of(self.typed, "agent-") if self.has_agent else None,
        )
        asked = {name: self.typed(name) for name in WHAT}
        return Filing(parties, proofs_later=bool(self.typed("proofs_later")), **asked)

    def fields_of(self, step: int) -> list[str]:
        """Give the names of the fields that a step shows."""
        if step == 1:
            return list(WHAT)
        rest = [name for name in self.fields if name not in (*WHAT, *LAST)]
        return rest if step == 2 else ["answer"]

    def step_of(self, name: str) -> int:
        """Give the step on which a field stands; the last one for what is no field."""
        return next((step for step in (1, 2) if name in self.fields_of(step)), 3)

    def carried(self, step: int) -> list[tuple[str, str]]:
        """Give what rides along unseen: the typed fields of the other steps."""
        shown = {*self.fields_of(step), *FILES, *LAST}
        return [(name, self.typed(name)) for name in self.fields if name not in shown and self.typed(name)]

    @property
    def people(self) -> list[tuple[str, list[Any]]]:
        """Give the fields of each who applies together with the applicant, with the prefix of their names."""
        prefixes = [f"joint-{place}-" for place in range(self.joint)]
        return [(prefix, [self[f"{prefix}{name}"] for name in ALL]) for prefix in prefixes]

    @property
    def agent(self) -> list[Any]:
        """Give the fields of the agent, none where nobody acts for the applicant."""
        return [self[f"agent-{name}"] for name in AGENT] if self.has_agent else []


class LookupForm(DomainForm):
    """Number and code; they travel in the body of the request, never in an address."""

    number = forms.CharField(
        label=_("申请编号"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("例如 2026-0001"),
    )
    code = forms.CharField(
        label=_("查询码"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("提交时得到的12位字母和数字，不分大小写，可以不写短横。"),
    )


class SupplementForm(DomainForm):
    """The supplement of an applicant (art. 30)."""

    text = forms.CharField(label=_("补正内容"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    material = _files(_("补正材料"), required=False)
