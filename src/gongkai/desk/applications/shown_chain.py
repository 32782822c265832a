"""The steps between a draft and its answer as the case page shows them: which is done, by whom, which comes next."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.casework.models import Application, CaseEvent, Held, ItemVerdict, ReviewedItem, chain_of
from gongkai.casework.reviewing import current_draft, review_of
from gongkai.desk.applications.shown import Chip

DONE, NEXT, LATER = "done", "soon", "draft"
WRITTEN = ("drafted", "in_review", "referred", "approved", "answered", "archived")


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step: its words, its state, who did it when, and of a review what it found of each item."""

    label: str
    chip: Chip
    who: str = ""
    on: date | None = None
    items: tuple[ReviewedItem, ...] = ()


def chain_steps(case: Application, today: date) -> list[ChainStep]:
    """Give the steps of the present draft in their order; none before there is one."""
    draft = current_draft(case)
    if not draft or case.state not in WRITTEN:
        return []
    chain = chain_of(case.agency_id, today)
    events = {one.kind: one for one in case.events.all() if one.seq >= draft}
    steps = [_event_step(_("拟稿"), events.get("drafted"))]
    if chain.department_review:
        steps.append(_event_step(_("业务审核"), events.get("passed")))
    steps.append(_secrecy(case, above=chain.secrecy_held == Held.ABOVE))
    label = _("审批（上级人民政府）") if chain.approval_held == Held.ABOVE else _("审批")
    steps.append(_approval(case, label, events.get("approved")))
    return steps


def _event_step(label: str, event: CaseEvent | None) -> ChainStep:
    if event is None:
        return ChainStep(label, Chip(_("待办理"), NEXT))
    return ChainStep(label, Chip(_("已完成"), DONE), event.actor.name if event.actor else "", event.on)


def _secrecy(case: Application, *, above: bool) -> ChainStep:
    label = _("保密审查（上级人民政府）") if above else _("保密审查")
    review = review_of(case)
    if review is None:
        return ChainStep(label, Chip(_("待办理"), NEXT))
    label = _("合并审查") if review.combined else label
    found = {
        ItemVerdict.CLEAR: Chip(_("通过"), DONE),
        ItemVerdict.WITHHOLD: Chip(_("退回"), "urgent"),
        ItemVerdict.REFER: Chip(_("报请确定"), "waiting"),
    }
    items = tuple(review.items.all())
    return ChainStep(label, found[ItemVerdict(review.verdict)], review.reviewer.name, review.on, items)


def _approval(case: Application, label: str, event: CaseEvent | None) -> ChainStep:
    if case.approved_by is None or event is None:
        return ChainStep(label, Chip(_("待办理"), LATER))
    label = _("审批（纸质）") if event.data.get("on_paper") else label
    return ChainStep(label, Chip(_("已批准"), DONE), case.approved_by.name, event.on)
