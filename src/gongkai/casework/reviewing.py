"""The gate before an answer: which steps its draft has behind it, who may take the next one, and what it lacks."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from gongkai.agencies.access import holders, other_holder
from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import parent_of
from gongkai.casework.access import PERMISSIONS, holder
from gongkai.casework.models import Application, CaseFileKind, Held, ItemVerdict, SecrecyReview, chain_of
from gongkai.kit.entry import BadEntry, Entry
from gongkai.law.errors import Unlawful

RULE = "条例第十七条；保密法实施条例第四十二条"
ANSWER_ITSELF = "答复书"


@dataclass(frozen=True, slots=True)
class Basis:
    """A ground of a verdict, with where it stands in the law."""

    text: str
    cite: str
    verdict: str

    @property
    def shown(self) -> str:
        """The ground with its article, as it is written down."""
        return f"{self.text}（{self.cite}）"


@cache
def bases() -> tuple[Basis, ...]:
    """Give the grounds of item verdicts."""
    data = tomllib.loads(files("gongkai.casework").joinpath("review_bases.toml").read_text("utf-8"))
    return tuple(Basis(**row) for row in data["basis"])


@dataclass(frozen=True, slots=True)
class Looked:
    """One item as the reviewer found it."""

    name: str
    verdict: str
    basis: str


def current_draft(case: Application) -> int:
    """Give the number of the event that wrote the present draft, 0 before there is one."""
    found = case.events.filter(kind="drafted").order_by("-seq").values_list("seq", flat=True).first()
    return found or 0


def review_of(case: Application) -> SecrecyReview | None:
    """Give the last secrecy review of the present draft."""
    return case.secrecy_reviews.filter(draft=current_draft(case)).select_related("reviewer").last()


def is_clear(case: Application) -> bool:
    """Tell whether the present draft has a secrecy review that found nothing against it."""
    review = review_of(case)
    return review is not None and review.verdict == ItemVerdict.CLEAR


def department_passed(case: Application) -> bool:
    """Tell whether the department has passed the present draft."""
    return case.events.filter(kind="passed", seq__gt=current_draft(case)).exists()


def items_to_review(case: Application) -> list[str]:
    """Name what would go out, item by item: the answer itself, each line of what is given, each file of it."""
    lines = [line.strip()[:200] for line in case.given.splitlines() if line.strip()]
    given = case.files.filter(kind=CaseFileKind.GIVEN).values_list("label", flat=True)
    return list(dict.fromkeys([ANSWER_ITSELF, *lines, *given]))


# who is refused, and why ---------------------------------------------------------------------------------------------


def refuse_own(case: Application, actor: Person, what: str) -> None:
    """Two people decide: who drafted neither reviews nor approves."""
    if case.drafted_by_id == actor.pk:
        raise Unlawful(
            "条例第十七条、第四十五条",
            f"不能由拟稿人{what}自己拟定的决定",
            "请由另一名有此权限的人员办理。",
            "the drafter cannot review or approve",
        )


def third_person(case: Application, actor: Person, on_day: date) -> Person | None:
    """Give somebody who could review secrecy and is neither the actor nor the drafter."""
    besides = [one for one in (actor.pk, case.drafted_by_id) if one]
    agency = holder("review", case, on_day)
    return other_holder(PERMISSIONS["review"], agency, besides=besides, on=on_day) if agency else None


def refuse_unready(case: Application, on_day: date) -> None:
    """The department's review comes first where the chain has one."""
    if chain_of(case.agency_id, on_day).department_review and not department_passed(case):
        raise Unlawful(
            "条例第四十五条", "还没有经过业务审核", "请先由承办部门审核通过。", "not passed by the department"
        )


def refuse_review(case: Application, actor: Person, on_day: date) -> None:
    """Say why a person cannot review the secrecy of the present draft."""
    refuse_own(case, actor, "保密审查")
    refuse_unready(case, on_day)
    if is_clear(case):
        raise Unlawful(RULE, "这一稿已经通过保密审查", "可以审批了。", "already reviewed")


def refuse_approval(case: Application, actor: Person, on_day: date) -> None:
    """Say why a person cannot approve the present draft now: 先审查、后公开, and by another than who reviewed it.

    Where nobody else could have reviewed it, the approver reviews in the same act (合并审查).
    """
    refuse_own(case, actor, "审批")
    refuse_unready(case, on_day)
    third = third_person(case, actor, on_day)
    if third is None:
        if not is_clear(case) and _held_above(case, on_day):
            raise Unlawful(RULE, "还没有经过上级机关的保密审查", "请等上级机关审查。", "not reviewed above")
        return
    review = review_of(case)
    if review is None or review.verdict != ItemVerdict.CLEAR:
        raise Unlawful(
            RULE,
            "还没有通过保密审查",
            f"请先由{third.name}等保密审查员逐项审查。",
            "not reviewed for secrecy",
        )
    if review.reviewer_id == actor.pk:
        raise Unlawful(
            RULE,
            "审查人不能同时审批",
            "本机关另有保密审查员，请由另一人审批。",
            "the reviewer cannot approve",
        )


def _held_above(case: Application, on_day: date) -> bool:
    return holder("review", case, on_day) != case.agency


def combines(case: Application, actor: Person, on_day: date) -> bool:
    """Tell whether the approver reviews secrecy in the same act."""
    if actor.pk == case.drafted_by_id or is_clear(case) or _held_above(case, on_day):
        return False
    return third_person(case, actor, on_day) is None


def check_items(case: Application, items: Sequence[Looked]) -> str:
    """Raise BadEntry unless every item that goes out has a verdict with its basis; give the verdict on the whole."""
    named = {one.name for one in items}
    lacking = [name for name in items_to_review(case) if name not in named]
    if lacking:
        raise BadEntry({"items": _("逐项审查：还没有审查“%(name)s”。") % {"name": "”、“".join(lacking)}})
    bad = [one.name for one in items if one.verdict not in ItemVerdict.values or not one.basis.strip()]
    if bad:
        raise BadEntry({"items": _("逐项审查：“%(name)s”没有意见或者依据。") % {"name": "”、“".join(bad)}})
    found = {one.verdict for one in items}
    for verdict in (ItemVerdict.REFER, ItemVerdict.WITHHOLD):
        if verdict in found:
            return verdict.value
    return ItemVerdict.CLEAR.value


def check_chain(
    agency: Agency, on_day: date, department_review: bool, secrecy_held: str, approval_held: str
) -> None:
    """Raise BadEntry for a chain with a step that nobody could do, under the field that says so."""
    entry = Entry()
    above = parent_of(agency, on_day)
    for field, verb, held in (
        ("secrecy_held", "review", secrecy_held),
        ("approval_held", "approve", approval_held),
    ):
        nobody = held == Held.ABOVE and (above is None or not holders(PERMISSIONS[verb], above, on_day))
        entry.refuse(field, held not in Held.values, _("请选择由谁办理。"))
        entry.refuse(field, nobody, _("上级人民政府没有人有此权限，请先设岗位，或者由本机关办理。"))
    few = department_review and len(holders(PERMISSIONS["pass"], agency, on_day)) < 2
    entry.refuse("department_review", few, _("本机关能拟定答复的不到两人，不能设业务审核。"))
    entry.check()
