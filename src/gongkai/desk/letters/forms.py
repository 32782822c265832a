"""The forms of a letter: what is typed into its fields and its text, its issue, delivery and voiding, the register."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.casework.letter_drafts import Draft
from gongkai.casework.letter_numbers import EXAMPLE, SERIAL, YEAR
from gongkai.casework.letters.fields import Field
from gongkai.casework.models import DeliveryMode
from gongkai.desk.forms import DayField, VersionedForm


class FactField(forms.CharField):
    """A field of a letter: told as required where the letter needs it, but a draft may leave it empty."""

    def validate(self, value: Any) -> None:
        """Take whatever is typed; the letter itself says what is wrong with it."""


AREAS = ("list", "long")
HELP = {"list": _("一行一项。"), "date": "", "long": _("可以分段。")}


class LetterForm(VersionedForm):
    """The fields that the case does not fill, the title and the text of a draft, a paragraph on each line."""

    title = FactField(label=_("标题"))
    body = FactField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=format_lazy(
            _("一行一段。写有 {field} 的地方会自动填入；落款、日期和救济告知由系统加上，不用写。"),
            field="{{字段}}",
        ),
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = {one.key for one in draft.spec.required}
        self.keys = tuple(one.key for one, _typed in draft.asked)
        for one, typed in draft.asked:
            self.fields[one.key] = _fact(one, typed, needed=one.key in needed)
        self.order_fields(["version", *self.keys, "title", "body"])

    @property
    def typed(self) -> dict[str, str]:
        """The fields as typed, by key."""
        return {key: self.cleaned_data.get(key, "") for key in self.keys}

    @property
    def fact_fields(self) -> list[forms.BoundField]:
        """The fields of the letter without title and text, for the page."""
        return [self[key] for key in self.keys]

    def facts(self) -> dict[str, Any]:
        """Give what edit_letter takes."""
        cleaned = self.cleaned_data
        return {
            "version": cleaned["version"],
            "facts": self.typed,
            "title": cleaned["title"],
            "body": cleaned["body"],
        }


def _fact(one: Field, typed: str, *, needed: bool) -> forms.Field:
    widget: forms.Widget = forms.TextInput()
    if one.kind in AREAS:
        widget = forms.Textarea(attrs={"rows": 3})
    elif one.kind == "date":
        widget = forms.DateInput(attrs={"type": "date"})
    elif one.kind == "flag":
        widget = forms.Select(choices=[("", "————"), ("1", _("是"))])
    made = FactField(
        label=one.name, required=needed, initial=typed, widget=widget, help_text=f"{one.meaning}{_stop(one)}"
    )
    made.widget.attrs.pop("required", None)
    return made


def _stop(one: Field) -> str:
    more = HELP.get(one.kind)
    return f"。{more}" if more else ""


class IssueForm(VersionedForm):
    """The issue of a letter; checked only where an edited text lost something."""

    checked = forms.BooleanField(label=_("已核对：法定事项已用其他表述写明"), required=False)


class VoidForm(VersionedForm):
    """An issued letter is void."""

    reason = forms.CharField(label=_("作废原因"), max_length=200, help_text=_("写入文书登记簿。"))


class LetterDeliveryForm(VersionedForm):
    """A letter reached its addressee (国办公开办函〔2016〕235号); feeds: it also does the step it tells of."""

    mode = forms.ChoiceField(label=_("送达方式"), choices=DeliveryMode.choices)
    on = DayField(
        label=_("送达日期"),
        help_text=_("直接、委托送达填签收之日，邮寄填交邮之日，电子送达填到达之日。"),
    )
    tracking = forms.CharField(
        label=_("邮件号"), max_length=40, required=False, help_text=_("只通过邮政企业邮寄，不得到付。")
    )
    proof = forms.FileField(
        label=_("送达凭证"), required=False, help_text=_("送达回证、邮寄凭证的扫描件，PDF 或者图片。")
    )
    feeds = forms.BooleanField(required=False, initial=True)
    head_agreed = forms.BooleanField(label=_("已经政府信息公开工作机构负责人同意"), required=False)

    def __init__(self, *args: Any, step: str, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feeds"].label = label
        if not step:
            del self.fields["feeds"]
        if step != "extend":
            del self.fields["head_agreed"]

    def facts(self) -> dict[str, Any]:
        """Give what deliver_letter takes."""
        file = self.cleaned_data.pop("proof", None)
        return {**self.cleaned_data, "proof": (file.name, file.read()) if file else None}


class SealedForm(VersionedForm):
    """The scan of a letter with its seal."""

    file = forms.FileField(label=_("盖章件"), help_text=_("加盖印章后的扫描件，PDF 或者图片。"))

    def facts(self) -> dict[str, Any]:
        """Give what attach_sealed takes."""
        file = self.cleaned_data["file"]
        return {"version": self.cleaned_data["version"], "name": file.name, "data": file.read()}


class AgencyForm(forms.Form):
    """A form on one agency in scope; hidden where there is but one."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("机关"), empty_label=None)

    def __init__(self, *args: Any, scope: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope
        if scope.count() == 1:
            agencies.initial = scope.get().pk
            agencies.widget = forms.HiddenInput()

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        return dict(self.cleaned_data)


class OutsideForm(AgencyForm):
    """Numbers that were used outside the system."""

    year = forms.IntegerField(label=_("年份"))
    first = forms.IntegerField(label=_("起号"), min_value=1)
    last = forms.IntegerField(label=_("止号"), min_value=1, help_text=_("只登记一个文号的，与起号相同。"))
    title = forms.CharField(
        label=_("用途"),
        max_length=200,
        help_text=_("这些文号用在什么文书上，如“系统启用前手工编号的答复书”。"),
    )
    on = DayField(label=_("成文日期"), required=False)


class NumberingForm(AgencyForm):
    """How letters are numbered, and whom they name."""

    pattern = forms.CharField(
        label=_("发文字号格式"),
        max_length=60,
        help_text=format_lazy(
            _("写有{year}和{serial}各一次，如 {example}。改动只影响以后签发的文书。"),
            year=YEAR,
            serial=SERIAL,
            example=EXAMPLE,
        ),
    )
    contact = forms.CharField(label=_("文书上的联系人"), max_length=50, required=False)
    court = forms.CharField(
        label=_("有管辖权的人民法院"),
        max_length=60,
        required=False,
        help_text=_("救济告知中写明的法院；不填的，写“有管辖权的”该级人民法院。"),
    )
    review_body = forms.CharField(
        label=_("复议机关"),
        max_length=60,
        required=False,
        help_text=_("上级机关已在系统中登记的，按行政复议法自动写明，不用填；没有登记的填在这里。"),
    )


class TemplateForm(forms.Form):
    """An office's own Word file."""

    file = forms.FileField(
        label=_("Word 模板（.docx）"), help_text=_("上传时即检查字段，有问题的逐项列出所在位置。")
    )
