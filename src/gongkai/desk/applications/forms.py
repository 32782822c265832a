"""The forms of an application: registering it, and one for each verb of its lifecycle."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import ApplicantKind, Application, DeliveryMode, WantedForm, WantedWay
from gongkai.desk.forms import DayField, VersionedForm
from gongkai.law.clock_events import ANSWER_LABELS, CONSULTATION_LABELS
from gongkai.law.outcomes import standard
from gongkai.law.receipt import Channel
from gongkai.web.words import said

EMPTY = ("", "————")


class RegisterForm(forms.Form):
    """An application as it came in (arts. 29, 31); the purpose is not asked."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("收到申请的机关"), empty_label=None)
    channel = forms.ChoiceField(
        label=_("提交渠道"),
        choices=[EMPTY, *((one.value, _(one.label)) for one in Channel)],
        help_text=_("渠道决定收到日期（条例第三十一条）。"),
    )
    submitted_on = DayField(label=_("提交日期"), help_text=_("当面提交之日、寄出之日或者网上提交之日。"))
    signed_on = DayField(label=_("签收日期"), required=False, help_text=_("邮寄需要签收的，填签收之日。"))
    confirmed_on = DayField(
        label=_("确认日期"),
        required=False,
        help_text=_("平常信函、互联网、邮件、传真：填与申请人确认之日；尚未确认的留空，期限暂不起算。"),
    )
    description = forms.CharField(
        label=_("申请内容"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("政府信息的名称、文号或者便于查询的其他特征性描述。"),
    )
    wanted_form = forms.ChoiceField(label=_("信息形式"), choices=WantedForm.choices)
    wanted_way = forms.ChoiceField(label=_("获取方式"), choices=WantedWay.choices)
    name = forms.CharField(label=_("姓名或者名称"), max_length=100)
    kind = forms.ChoiceField(
        label=_("申请人类别"),
        choices=[EMPTY, *ApplicantKind.choices],
        help_text=_("计入年度报告表三的哪一列。"),
    )
    id_kind = forms.CharField(label=_("证件类型"), max_length=30, required=False)
    id_number = forms.CharField(label=_("证件号码"), max_length=40, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=50, required=False)
    email = forms.CharField(label=_("电子邮箱"), max_length=100, required=False)
    address = forms.CharField(label=_("联系地址"), max_length=200, required=False)
    postcode = forms.CharField(label=_("邮编"), max_length=6, required=False)
    hardship = forms.CharField(
        label=_("采用书面形式确有困难的情形"), max_length=200, required=False, help_text=_("仅口头申请填写。")
    )

    def __init__(self, *args: Any, scope: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope
        if scope.count() == 1:
            agencies.initial = scope.get().pk
            agencies.widget = forms.HiddenInput()

    @property
    def who(self) -> Who:
        """The applicant as typed."""
        names = ("name", "kind", "id_kind", "id_number", "phone", "email", "address", "postcode")
        return Who(**{name: self.cleaned_data[name] for name in names})

    @property
    def intake(self) -> Intake:
        """The application as typed."""
        names = (
            *("channel", "submitted_on", "signed_on", "confirmed_on"),
            *("description", "wanted_form", "wanted_way", "hardship"),
        )
        return Intake(**{name: self.cleaned_data[name] for name in names})


class ConfirmForm(VersionedForm):
    """Both sides confirmed (art. 31)."""

    confirmed_on = DayField(label=_("双方确认日期"), help_text=_("答复期限自确认之日起计算。"))


class AskSupplementForm(VersionedForm):
    """The one supplement notice (art. 30)."""

    on = DayField(label=_("告知日期"), help_text=_("收到申请之日起七个工作日内，一次性告知。"))
    reply_by = DayField(label=_("补正期限"), help_text=_("给申请人的合理期限；逾期不补正视为放弃。"))


class ReceiveSupplementForm(VersionedForm):
    """The supplement came (art. 30)."""

    on = DayField(label=_("收到补正日期"), help_text=_("答复期限自收到补正之日起重新计算。"))
    excused = forms.BooleanField(label=_("逾期但有正当理由"), required=False)


class ExtendForm(VersionedForm):
    """The extension (art. 33)."""

    on = DayField(label=_("决定日期"))
    told_on = DayField(label=_("告知申请人日期"), help_text=_("应在原期限届满前告知。"))
    days = forms.IntegerField(
        label=_("延长的工作日数"), min_value=1, help_text=_("不超过20个工作日，只能延期一次。")
    )
    head_agreed = forms.BooleanField(label=_("已经政府信息公开工作机构负责人同意"), required=False)


class ConsultForm(VersionedForm):
    """A letter asking for an opinion (arts. 32–34)."""

    whom = forms.ChoiceField(
        label=_("征求谁的意见"), choices=[(key, _(label)) for key, label in CONSULTATION_LABELS.items()]
    )
    on = DayField(label=_("发出日期"), help_text=_("征求意见所需时间不计入答复期限。"))


class OpinionForm(VersionedForm):
    """The opinion came."""

    ref = forms.ChoiceField(label=_("哪一份征求意见"))
    answer = forms.ChoiceField(
        label=_("意见"), choices=[(key, _(label)) for key, label in ANSWER_LABELS.items()]
    )
    on = DayField(label=_("收到日期"))

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answered = {
            one.data["ref"] for one in application.events.all() if one.kind == "consultation_answered"
        }
        sent = [one for one in application.events.all() if one.kind == "consultation_sent"]
        refs: Any = self.fields["ref"]
        refs.choices = [
            (
                one.data["ref"],
                gettext("%(whom)s（%(on)s发出）")
                % {"whom": said(CONSULTATION_LABELS[one.data["whom"]]), "on": one.on},
            )
            for one in sent
            if one.data["ref"] not in answered
        ]


class FeeForm(VersionedForm):
    """The fee notice (art. 42)."""

    on = DayField(label=_("发出日期"))
    told_on = DayField(label=_("申请人收到日期"), required=False, help_text=_("自次日起20个工作日内缴纳。"))


class DayForm(VersionedForm):
    """A verb that needs a day and nothing else."""

    on = DayField(label=_("日期"))


class AskReasonForm(VersionedForm):
    """Number and frequency are to be explained (art. 35)."""

    on = DayField(label=_("告知日期"))
    reply_by = DayField(label=_("说明理由的期限"))


class ReasonForm(VersionedForm):
    """The explanation came (art. 35)."""

    on = DayField(label=_("收到日期"))
    reasonable = forms.BooleanField(label=_("理由合理"), required=False)
    answer_by = DayField(
        label=_("延迟答复至"), required=False, help_text=_("理由合理但不能按期答复的，填合理期限。")
    )


class DecideForm(VersionedForm):
    """The decision: an outcome of the law, the reasons, what is given (arts. 36–39)."""

    outcome_code = forms.ChoiceField(label=_("处理结果"), choices=[], widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("事实、理由和依据"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    given = forms.CharField(
        label=_("提供的信息或者告知的内容"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes: Any = self.fields["outcome_code"]
        codes.choices = [(one.code, one.label) for one in standard().all()]


class ReturnForm(VersionedForm):
    """A decision goes back to its drafter."""

    reason = forms.CharField(label=_("退回意见"), widget=forms.Textarea(attrs={"rows": 3}))


class DeliverForm(VersionedForm):
    """The answer went out (国办公开办函〔2016〕235号)."""

    mode = forms.ChoiceField(label=_("送达方式"), choices=DeliveryMode.choices)
    answered_on = DayField(
        label=_("送达日期"), help_text=_("以送达方式对应的那一天为准，它决定是否按期和计入哪一年。")
    )
