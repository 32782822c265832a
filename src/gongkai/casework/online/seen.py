"""What an applicant may see of an application: its state in plain words, what happened, the due date, papers for them.

Drafts, reviews, who works on it and what third parties answered are the office's: only what is named here goes out.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.calendars.queries import calendar
from gongkai.casework.letters.catalogue import standard as letters
from gongkai.casework.models import Application, CaseEvent, CaseFile, CaseFileKind, DeliveryMode, Letter
from gongkai.casework.queries import clock_of
from gongkai.law.clock import Clock, ClockState
from gongkai.law.clock_steps import Step
from gongkai.law.lifecycle import lifecycle
from gongkai.law.outcomes import standard

STATES = {
    "unconfirmed": gettext_lazy("已提交，待双方确认"),
    "awaiting_supplement": gettext_lazy("等您补正"),
    "awaiting_fee": gettext_lazy("等您缴费"),
    "awaiting_reason": gettext_lazy("等您说明理由"),
    "answered": gettext_lazy("已答复"),
    "lapsed": gettext_lazy("已按放弃申请办结"),
    "withdrawn": gettext_lazy("已撤回"),
    "archived": gettext_lazy("已办结"),
}
FOR_THEM = ("awaiting_supplement", "awaiting_fee", "awaiting_reason")
WORKED_ON = gettext_lazy("办理中")
EVENTS = {
    "filed": gettext_lazy("您提交了申请"),
    "registered": gettext_lazy("申请已经登记"),
    "received": gettext_lazy("收到申请，答复期限自次日起计算"),
    "supplement_notice": gettext_lazy("告知您补正，请在{reply_by}前补正"),
    "supplement_received": gettext_lazy("收到补正，答复期限重新计算"),
    "extension": gettext_lazy("延长答复期限{days}个工作日"),
    "consultation_sent": gettext_lazy("征求第三方或者其他机关的意见，所需时间不计算在期限内"),
    "fee_notice": gettext_lazy("通知您缴纳信息处理费"),
    "fee_paid": gettext_lazy("收到信息处理费，答复期限重新计算"),
    "volume_reason_asked": gettext_lazy("请您在{reply_by}前说明理由"),
    "volume_reason_given": gettext_lazy("收到您的说明"),
    "answered": gettext_lazy("已经答复"),
    "withdrawn": gettext_lazy("您撤回了申请"),
    "lapsed": gettext_lazy("逾期没有补正或者缴费，按放弃申请办结"),
}
STEPS = {
    "receipt": gettext_lazy("收到申请之日按提交渠道确定；互联网渠道以双方确认之日为准"),
    "received": gettext_lazy("收到申请之日，当日不计"),
    "supplement_received": gettext_lazy("收到补正之日起重新计算，当日不计"),
    "extension": gettext_lazy("延长答复期限，已经告知您"),
    "consultation_sent": gettext_lazy("征求意见所需时间不计算在期限内"),
    "consultation_answered": gettext_lazy("征求意见结束，期限继续计算"),
    "silence": gettext_lazy("征求意见的期限届满，期限继续计算"),
    "fee_paid": gettext_lazy("缴费后重新计算，当日不计"),
    "volume_reason_given": gettext_lazy("您说明了理由，另定合理期限"),
    "recalculated": gettext_lazy("按放假安排重新计算"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened, on its day."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A line of the reckoning of the due date: the words for the applicant, the article, the arithmetic."""

    step: Step
    text: str

    @property
    def arithmetic(self) -> str:
        """The arithmetic in the reader's language."""
        chinese = (get_language() or "").startswith("zh") or not self.step.arithmetic_en
        return self.step.arithmetic if chinese else self.step.arithmetic_en


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the applicant's page shows of a case."""

    case: Application
    state: str
    outcome: str
    clock: Clock
    lines: list[Line]
    reckoning: list[Reckoned]
    papers: list[CaseFile]

    @property
    def tone(self) -> str:
        """How the state looks: what waits for the applicant stands out."""
        if self.case.closed_on:
            return "done"
        return (
            "soon"
            if self.case.state in FOR_THEM
            else "waiting"
            if self.case.state == "unconfirmed"
            else "active"
        )

    @property
    def may_supplement(self) -> bool:
        """Whether a supplement is waited for and still in time."""
        return self.clock.state is ClockState.AWAITING_SUPPLEMENT

    @property
    def may_withdraw(self) -> bool:
        """Whether the application can be taken back."""
        verbs = {one.verb for one in lifecycle("application").verbs_from(self.case.state)}
        return "withdraw" in verbs


def seen(case: Application, *, today: date) -> Seen:
    """Give what the applicant sees of a case on a day."""
    clock = clock_of(case, today=today, within=calendar())
    ended = case.outcome_code if case.closed_on else ""
    return Seen(
        case=case,
        state=str(STATES.get(case.state, WORKED_ON)),
        outcome=_(standard()[ended].label) if ended and case.state != "withdrawn" else "",
        clock=clock,
        lines=_lines(case),
        reckoning=[_reckoned(step) for step in clock.derivation if step.rule in STEPS],
        papers=list(papers_of(case)),
    )


def _lines(case: Application) -> list[Line]:
    told = (event for event in case.events.order_by("on", "seq") if event.kind in EVENTS)
    return [Line(event.on, _words(event)) for event in told]


def _words(event: CaseEvent) -> str:
    return str(EVENTS[event.kind]).format(**event.data)


def _reckoned(step: Step) -> Reckoned:
    return Reckoned(step, str(STEPS[step.rule]))


def papers_of(case: Application) -> QuerySet[CaseFile]:
    """Give the files the applicant may download: letters to them and what was given, where they went out electronically."""
    electronic = DeliveryMode.ELECTRONIC
    sent = case.letters.filter(state="delivered", delivery__mode=electronic)
    mine = [one for one in sent if _is_to_applicant(one)]
    shown = Q(pk__in=[file for one in mine if (file := one.sealed_id or one.pdf_id)])
    if case.closed_on and case.delivery_mode == electronic:
        shown |= Q(kind=CaseFileKind.GIVEN)
    return case.files.filter(shown).select_related("stored")


def _is_to_applicant(letter: Letter) -> bool:
    on = letter.issued_on
    return on is not None and letters().letter(letter.code, on, letter.variant).to == "applicant"
