"""What a decision must have before the law lets it go on (arts. 17, 36, 45)."""

from datetime import date

from django.utils.translation import gettext as _

from gongkai.casework.models import Application, DeliveryMode
from gongkai.kit.entry import BadEntry, Entry
from gongkai.law.clock import ClockState
from gongkai.law.clock_events import EVENT_TYPES
from gongkai.law.errors import Unlawful
from gongkai.law.outcomes import standard

BY_OTHER_VERBS = frozenset({"no_supplement", "unpaid", "withdrawn"})
PROVIDES = frozenset({"予以公开", "部分公开"})
LAPSE_OUTCOMES = {"awaiting_supplement": "no_supplement", "awaiting_fee": "unpaid"}


def check_draft(outcome_code: str, reasons: str, given: str) -> None:
    """Raise BadEntry unless the outcome can be decided on and says what its letter has to say."""
    entry = Entry()
    known = outcome_code in standard() and outcome_code not in BY_OTHER_VERBS
    entry.refuse("outcome_code", not known, _("处理结果：请选择一种可以拟定的处理结果。"))
    entry.check()
    outcome = standard()[outcome_code]
    facts = {"label": outcome.label, "article": outcome.article, "must": outcome.must_state}
    provides, full = outcome.group in PROVIDES, outcome.group == "予以公开"
    entry.refuse(
        "reasons",
        not full and not reasons.strip(),
        _("理由：“%(label)s”须说明理由（%(article)s），写明：%(must)s。") % facts,
    )
    entry.refuse(
        "given",
        provides and not given.strip(),
        _("提供的信息：“%(label)s”须写明：%(must)s（%(article)s）。") % facts,
    )
    entry.check()


def check_return(reason: str) -> None:
    """Raise BadEntry without a reason."""
    if not reason.strip():
        raise BadEntry({"reason": _("退回意见：请写明为什么退回、需要怎样修改。")})


def check_approval(case: Application, on: date) -> None:
    """Raise BadEntry for an approval before the application came in."""
    if case.received_on is not None and on < case.received_on:
        facts = {"day": on, "received": case.received_on}
        raise BadEntry({"on": _("批准日期：%(day)s 早于收到申请之日 %(received)s，请核对。") % facts})


def check_delivery(answered_on: date, mode: str, approved_on: date) -> None:
    """Raise BadEntry for an impossible day or an unknown mode of delivery."""
    entry = Entry()
    facts = {"day": answered_on, "approved": approved_on}
    entry.refuse("mode", mode not in DeliveryMode.values, _("送达方式：请在列出的方式中选择。"))
    entry.refuse(
        "answered_on",
        answered_on < approved_on,
        _("送达日期：%(day)s 早于批准日期 %(approved)s，请核对。") % facts,
    )
    entry.check()


def approved_on(case: Application) -> date:
    """Give the day the decision was approved, as the history of the case says."""
    return case.events.filter(kind="approved").order_by("-seq").values_list("on", flat=True)[0]


def refuse_while_running(waiting: str, state: ClockState) -> None:
    """An application lapses only when its supplement or its fee did not come in time."""
    if state is not ClockState.LAPSED:
        event = EVENT_TYPES["supplement_notice" if waiting == "awaiting_supplement" else "fee_notice"]
        raise Unlawful(
            event.article, "期限尚未届满，不能视为放弃", "请等期限届满。", "the period has not ended"
        )
