"""What can be done to an item: drafted by one, reviewed for secrecy, released by another; withdrawn at once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import other_holder, require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.kit.dates import day_of, start_of
from gongkai.kit.entry import BadEntry, Entry
from gongkai.kit.richtext import clean
from gongkai.law.agency_kinds import kind
from gongkai.law.errors import Unlawful
from gongkai.publishing.access import PERMISSIONS
from gongkai.publishing.acts import LIFE, Act, audit_item, begin
from gongkai.publishing.models import IndexCounter, Item, OwnColumn, SecrecyReview, Verdict

TITLE_LENGTH = 200
SECRECY_RULE = "保密法实施条例第四十二条；条例第十七条"


@dataclass(frozen=True, slots=True)
class Content:
    """What an item says. The category is that of its column unless another one is given."""

    column: OwnColumn
    title: str
    body: str
    made_on: date
    document_number: str = ""
    category_code: str = ""


@transaction.atomic
def add_column(
    *,
    agency: Agency,
    actor: Person,
    at: datetime,
    name: str,
    category_code: str,
    order: int = 0,
    refresh_days: int | None = None,
) -> OwnColumn:
    """Open a column under the office's own name, mapped onto a category that the agency's kind must publish."""
    require(actor, PERMISSIONS["column"], agency, day_of(at))
    entry = Entry()
    taken = OwnColumn.objects.filter(agency=agency, name=name.strip()).exists()
    entry.refuse("name", not name.strip(), _("栏目：请填写栏目名称。"))
    entry.refuse("name", taken, _("栏目：已有同名栏目，请换一个名称。"))
    entry.refuse(
        "category_code", category_code not in _codes(agency), _("法定类别：请在本机关的目录中选择。")
    )
    entry.check()
    column = OwnColumn.objects.create(
        agency=agency, name=name.strip(), category_code=category_code, order=order, refresh_days=refresh_days
    )
    record(
        chain_agency_id=agency.pk,
        verb=Verb.COLUMN_CREATED,
        actor_id=actor.pk,
        subject_kind="column",
        subject_id=column.pk,
        fields={"name": column.name, "category_code": category_code},
        at=at,
    )
    return column


def _codes(agency: Agency) -> frozenset[str]:
    return frozenset(one.code for one in kind(agency.kind).catalogue)


@transaction.atomic
def draft_item(*, agency: Agency, actor: Person, at: datetime, content: Content) -> Item:
    """Write an item down as a draft. BadEntry names every field that cannot be taken."""
    require(actor, PERMISSIONS["draft"], agency, day_of(at))
    item = _write(agency, content, at, status="draft", drafted_by=actor)
    audit_item(item, Verb.ITEM_DRAFTED, actor, at)
    return item


@transaction.atomic
def edit_draft(*, item: Item, version: int, actor: Person, at: datetime, content: Content) -> Item:
    """Write a draft again; whoever wrote it last is its drafter, so that nobody releases their own words."""
    act = begin(item, "draft", version=version, actor=actor, at=at)
    if act.item.status != LIFE.start:
        raise Unlawful("条例第十七条", "只有草稿可以修改", "请先退回修改。", "only a draft can be edited")
    _check_content(act.item.agency, content, act.today)
    for name, value in _columns_of(content).items():
        setattr(act.item, name, value)
    act.item.drafted_by = actor
    return act.done(Verb.ITEM_DRAFTED)


@transaction.atomic
def import_item(*, agency: Agency, actor: Person, at: datetime, content: Content, published_on: date) -> Item:
    """Take over an item that was published elsewhere before: it keeps its date and is marked 历史导入."""
    require(actor, PERMISSIONS["import"], agency, day_of(at))
    _check_history(content, published_on, day_of(at))
    item = _write(
        agency,
        content,
        at,
        status="published",
        released_by=actor,
        history=True,
        published_at=start_of(published_on),
        index_number=_draw_index(agency, published_on.year),
    )
    audit_item(item, Verb.ITEM_IMPORTED, actor, at, published_on=published_on)
    return item


def _check_history(content: Content, published_on: date, today: date) -> None:
    entry = Entry()
    entry.refuse("published_on", published_on > today, _("原发布日期：晚于今天，请核对。"))
    entry.refuse("published_on", published_on < content.made_on, _("原发布日期：早于成文日期，请核对。"))
    entry.check()


def _write(agency: Agency, content: Content, at: datetime, **more: object) -> Item:
    _check_content(agency, content, day_of(at))
    return Item.objects.create(
        agency=agency,
        created_at=at,
        **_columns_of(content),
        **more,
    )


def _columns_of(content: Content) -> dict[str, Any]:
    return {
        "column": content.column,
        "category_code": content.category_code or content.column.category_code,
        "title": content.title.strip(),
        "body": clean(content.body),
        "made_on": content.made_on,
        "document_number": content.document_number.strip(),
    }


def _check_content(agency: Agency, content: Content, today: date) -> None:
    entry = Entry()
    known = not content.category_code or content.category_code in _codes(agency)
    entry.refuse("title", not content.title.strip(), _("标题：请填写标题。"))
    entry.refuse("title", len(content.title) > TITLE_LENGTH, _("标题：过长，请不超过200字。"))
    entry.refuse("body", not clean(content.body), _("正文：请填写正文。"))
    entry.refuse("made_on", content.made_on > today, _("成文日期：晚于今天，请核对。"))
    entry.refuse("column", content.column.agency_id != agency.pk, _("栏目：不是本机关的栏目。"))
    entry.refuse("category_code", not known, _("法定类别：请在本机关的目录中选择。"))
    entry.check()


def _draw_index(agency: Agency, year: int) -> str:
    counter, _made = IndexCounter.objects.select_for_update().get_or_create(agency=agency, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{agency.code}/{year}-{counter.last:05}"


@transaction.atomic
def submit_item(*, item: Item, version: int, actor: Person, at: datetime) -> Item:
    """Pass a draft on to the secrecy review; in this chain the office that drafts is the department that answers."""
    act = begin(item, "submit", version=version, actor=actor, at=at)
    act.moves("submit")
    act.moves("pass")
    return act.done(Verb.ITEM_SUBMITTED)


@transaction.atomic
def secrecy_review(
    *, item: Item, version: int, actor: Person, at: datetime, verdict: Verdict, reason: str = ""
) -> Item:
    """Record the secrecy review of an item by somebody who did not draft it: 先审查、后公开.

    Clear goes on to release, refused back to the draft, refer waits for the competent authority (art. 17).
    """
    act = begin(item, "review", version=version, actor=actor, at=at)
    verb, audit = _AFTER_REVIEW[verdict]
    act.moves(verb)
    _refuse_own(act, "保密审查")
    if verdict != Verdict.CLEAR and not reason.strip():
        raise BadEntry({"reason": _("审查意见：请写明理由。")})
    _note_review(act, verdict, reason, combined=False)
    return act.done(audit)


_AFTER_REVIEW = {
    Verdict.CLEAR: ("clear", Verb.ITEM_CLEARED),
    Verdict.REFUSED: ("return", Verb.ITEM_RETURNED),
    Verdict.REFER: ("refer_upward", Verb.ITEM_REFERRED),
}


def _note_review(act: Act, verdict: Verdict, reason: str, *, combined: bool) -> None:
    SecrecyReview.objects.create(
        item=act.item,
        reviewer=act.actor,
        verdict=verdict,
        reason=reason.strip(),
        combined=combined,
        at=act.at,
    )


def _refuse_own(act: Act, what: str) -> None:
    if act.item.drafted_by_id == act.actor.pk:
        raise Unlawful(
            SECRECY_RULE,
            f"不能由起草人自己{what}",
            "请由另一名人员办理。",
            "the drafter cannot review or release",
        )


@transaction.atomic
def record_ruling(*, item: Item, version: int, actor: Person, at: datetime) -> Item:
    """Record that the competent authority has ruled on a referred item; the review goes on with it (art. 17)."""
    act = begin(item, "receive_ruling", version=version, actor=actor, at=at)
    act.moves("receive_ruling")
    return act.done(Verb.ITEM_RULING_RECEIVED)


@transaction.atomic
def return_item(*, item: Item, version: int, actor: Person, at: datetime) -> Item:
    """Give an item back to its drafter."""
    act = begin(item, "return", version=version, actor=actor, at=at)
    act.moves("return")
    return act.done(Verb.ITEM_RETURNED)


@transaction.atomic
def release_item(*, item: Item, version: int, actor: Person, at: datetime, combined: bool = False) -> Item:
    """Publish an item that somebody else drafted; the system sets the date.

    combined: the releaser reviews secrecy in the same act, which an office may where no third person is posted.
    """
    act = begin(item, "release", version=version, actor=actor, at=at)
    _refuse_own(act, "发布")
    if combined:
        _review_combined(act)
    act.moves("release")
    act.item.released_by, act.item.published_at = actor, at
    act.item.index_number = act.item.index_number or _draw_index(act.item.agency, act.today.year)
    return act.done(Verb.ITEM_RELEASED, index_number=act.item.index_number)


def _review_combined(act: Act) -> None:
    act.moves("clear")
    drafter = act.item.drafted_by
    besides = (act.actor,) if drafter is None else (act.actor, drafter)
    third = other_holder(
        PERMISSIONS["review"], act.item.agency, besides=[one.pk for one in besides], on=act.today
    )
    if third is not None:
        raise Unlawful(
            SECRECY_RULE,
            "本机关设有保密审查员，不能由发布人合并审查",
            f"请先由{third.name}进行保密审查。",
            "a secrecy reviewer is posted",
        )
    _note_review(act, Verdict.CLEAR, "", combined=True)


@transaction.atomic
def withdraw_item(*, item: Item, version: int, actor: Person, at: datetime) -> Item:
    """Take a published item away at once, from everywhere (紧急撤回)."""
    act = begin(item, "withdraw", version=version, actor=actor, at=at)
    act.moves("withdraw")
    act.item.withdrawn_at = at
    return act.done(Verb.ITEM_WITHDRAWN)
