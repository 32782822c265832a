"""The forms of an application: registering it, and one for each verb of its lifecycle."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.casework.confirming import CONFIRMED_BY
from gongkai.casework.file_queries import ADDABLE
from gongkai.casework.intake import Intake
from gongkai.casework.models import Application, Assistance, DeliveryMode, WantedForm, WantedWay
from gongkai.desk.forms import DayField, VersionedForm
from gongkai.law.clock_events import ANSWER_LABELS, CONSULTATION_LABELS
from gongkai.law.outcomes import standard
from gongkai.law.receipt import Channel
from gongkai.web.party_fields import AGENT, ALL, EMPTY, party_fields, party_of
from gongkai.web.words import said


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
    hardship = forms.CharField(
        label=_("采用书面形式确有困难的情形"), max_length=200, required=False, help_text=_("仅口头申请填写。")
    )
    assistance = forms.ChoiceField(
        label=_("阅读或者视听有困难"), required=False, choices=[EMPTY, *Assistance.choices]
    )
    as_written = forms.BooleanField(
        label=_("材料上就是这样写的，照原样登记"),
        required=False,
        help_text=_("证件号码、电话等有误不影响登记，可以在补正时核实。"),
    )
    MOST = 50  # who apply together in one application
    joint = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST)
    agent = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, scope: QuerySet[Agency], joint: int = 0, agent: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.joint_count, self.has_agent = joint, agent
        self.fields.update(party_fields("", ALL))
        self.fields["kind"].help_text = _("计入年度报告表三的哪一列。")
        for prefix in self.prefixes:
            self.fields.update(party_fields(prefix, ALL))
        if agent:
            self.fields.update(party_fields("agent-", AGENT))
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope
        if scope.count() == 1:
            agencies.initial = scope.get().pk
            agencies.widget = forms.HiddenInput()

    @property
    def prefixes(self) -> list[str]:
        """What stands before the fields of each who applies together with the applicant."""
        return [f"joint-{place}-" for place in range(self.joint_count)]

    @property
    def people(self) -> list[list[Any]]:
        """The fields of each who applies together with the applicant."""
        return [[self[f"{prefix}{name}"] for name in ALL] for prefix in self.prefixes]

    @property
    def agent_fields(self) -> list[Any]:
        """The fields of the agent, none where there is none."""
        return [self[f"agent-{name}"] for name in AGENT] if self.has_agent else []

    def _typed(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    @property
    def parties(self) -> dict[str, Any]:
        """Everybody behind the application, as typed: the arguments of casework's register."""
        return {
            "who": party_of(self._typed),
            "joint": tuple(party_of(self._typed, prefix) for prefix in self.prefixes),
            "agent": party_of(self._typed, "agent-") if self.has_agent else None,
        }

    @property
    def intake(self) -> Intake:
        """The application as typed."""
        names = (
            *("channel", "submitted_on", "signed_on", "confirmed_on"),
            *("description", "wanted_form", "wanted_way", "hardship", "assistance", "as_written"),
        )
        return Intake(**{name: self.cleaned_data[name] for name in names})


class ConfirmForm(VersionedForm):
    """Both sides confirmed (art. 31)."""

    confirmed_on = DayField(label=_("双方确认日期"), help_text=_("答复期限自确认之日起计算。"))
    how = forms.ChoiceField(
        label=_("确认方式"),
        required=False,
        choices=[EMPTY, *((key, _(label)) for key, label in CONFIRMED_BY.items())],
        help_text=_("谁在哪一天怎样确认的，记入办理经过。"),
    )


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


class FileForm(forms.Form):
    """A paper for a case; its kind decides who may open it."""

    kind = forms.ChoiceField(
        label=_("材料类别"), choices=[EMPTY, *((one.value, one.label) for one in ADDABLE)]
    )
    label = forms.CharField(
        label=_("题名"), max_length=200, required=False, help_text=_("不填的，用文件名。")
    )
    file = forms.FileField(
        label=_("文件"), help_text=_("PDF、JPG、PNG、DOCX 或者 XLSX，不超过20 MB；加入以后不能更改。")
    )
