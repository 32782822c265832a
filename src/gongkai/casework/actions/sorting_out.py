"""What came in is sorted out: two that look alike are told apart, a letter of several matters becomes several."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.actions.intake import draw_numbers, record_intake
from gongkai.casework.actions.papers import keep_file
from gongkai.casework.acts import Act, begin
from gongkai.casework.clocks import keep
from gongkai.casework.models import (
    STANDING_COLUMNS,
    Application,
    Assignment,
    CaseEvent,
    CaseFileKind,
    PersonalData,
    SplitLetter,
    SplitPart,
    ToldApart,
)
from gongkai.casework.work_queries import current_of
from gongkai.files.queries import content
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry, Entry
from gongkai.law.clock_events import EVENT_TYPES
from gongkai.law.errors import Unlawful

SPLIT_BY = "国办函〔2020〕109号第四条"
SPLITTABLE = ("unconfirmed", "registered")
MOST_MATTERS = 10


@transaction.atomic
def tell_apart(*, one: Application, other: Application, actor: Person, at: datetime) -> ToldApart:
    """Note that two applications of an agency are not the same, so that they are not shown as such again."""
    require(actor, PERMISSIONS["tell_apart"], one.agency, day_of(at))
    if one.agency_id != other.agency_id or one.pk == other.pk:
        raise BadEntry({"other": _("请选择本机关的另一件申请。")})
    first, second = sorted((one.pk, other.pk))
    told, _made = ToldApart.objects.get_or_create(
        first_id=first, second_id=second, defaults={"by": actor, "at": at}
    )
    record(
        chain_agency_id=one.agency_id,
        verb=Verb.APPLICATIONS_TOLD_APART,
        actor_id=actor.pk,
        subject_kind="application",
        subject_id=one.pk,
        fields={"other": other.pk},
        at=at,
    )
    return told


@transaction.atomic
def split(
    *, application: Application, version: int, actor: Person, at: datetime, matters: Sequence[str]
) -> list[Application]:
    """Make one application of each matter of a letter (一事一申请), all with its receipt, applicants, files and holder.

    The first matter keeps the number; the others draw numbers of their own. The words of the whole letter are kept.
    BadEntry under "matters"; Unlawful once the office has begun to answer.
    """
    act = begin(application, "split", version=version, actor=actor, at=at)
    _refuse_begun(act.case)
    wanted = _matters(matters)
    letter = SplitLetter.objects.create(agency=act.case.agency, words=act.case.description, by=actor, at=at)
    parts = [_part(act, text, serial) for text, serial in _numbered(act.case, wanted[1:])]
    act.case.description = wanted[0]
    numbers = [act.case.number, *(one.number for one in parts)]
    act.note("split", act.today, numbers=numbers)
    first = act.done(Verb.APPLICATION_SPLIT, numbers=numbers)
    for place, one in enumerate((first, *parts), start=1):
        SplitPart.objects.create(letter=letter, application=one, place=place)
    for one in parts:
        record_intake(one, Verb.APPLICATION_REGISTERED, actor, at)
    return [first, *parts]


def _refuse_begun(case: Application) -> None:
    if case.state not in SPLITTABLE:
        raise Unlawful(
            SPLIT_BY,
            f"“{case.state_label}”的申请不能再分开办理",
            "请在登记后、补正和答复之前分开；已经开始办理的，在一份答复中逐项答复。",
            "the office has begun to answer",
        )
    if hasattr(case, "split_part"):
        raise Unlawful(
            SPLIT_BY, "这件申请已经是分开办理的一件", "无须再分；确需再分的，请重新登记。", "split before"
        )


def _matters(matters: Sequence[str]) -> list[str]:
    found = [text.strip() for text in matters if text.strip()]
    entry = Entry()
    entry.refuse("matters", len(found) < 2, _("各项内容：一封来信至少写出两项，才需要分开办理。"))
    entry.refuse("matters", len(found) > MOST_MATTERS, _("各项内容：一次最多分成10项。"))
    entry.refuse("matters", len(set(found)) < len(found), _("各项内容：有两项相同，请核对。"))
    entry.check()
    return found


def _numbered(case: Application, texts: Sequence[str]) -> list[tuple[str, int]]:
    return list(zip(texts, draw_numbers(case.agency, case.year, len(texts)), strict=True))


def _part(act: Act, text: str, serial: int) -> Application:
    """One of the other matters as an application of its own: the same in everything but words and number."""
    whole = act.case
    part = Application.objects.get(pk=whole.pk)
    part.pk, part.serial, part.number = None, serial, f"{whole.year}-{serial:04}"
    part.description, part.former_number, part.version, part.created_at = text, "", 0, act.at
    part._state.adding = True
    part.save(force_insert=True)
    _copy_people(whole, part)
    _copy_events(whole, part)
    Act(part, act.actor, act.at).note("split", act.today, numbers=[whole.number])
    keep(part, today=act.today)
    part.save(update_fields=STANDING_COLUMNS)
    _copy_files(whole, part, act)
    _copy_holder(whole, part)
    return part


def _copy_people(whole: Application, part: Application) -> None:
    agent = [whole.agent] if hasattr(whole, "agent") else []
    people: list[PersonalData] = [whole.applicant, *whole.joint_applicants.order_by("pk"), *agent]
    for one in people:
        copy = type(one).objects.get(pk=one.pk)  # type: ignore[attr-defined]
        copy.pk, copy.application, copy._state.adding = None, part, True
        copy.save(force_insert=True)


def _copy_events(whole: Application, part: Application) -> None:
    """What moves the clock happened to each part alike: it has the same day of receipt and the same period."""
    moving = whole.events.filter(kind__in=list(EVENT_TYPES)).order_by("seq")
    for seq, one in enumerate(moving, start=1):
        CaseEvent.objects.create(
            application=part, seq=seq, kind=one.kind, on=one.on, data=one.data, actor=one.actor, at=one.at
        )


def _copy_files(whole: Application, part: Application, act: Act) -> None:
    for one in whole.files.exclude(kind=CaseFileKind.ARCHIVE).select_related("stored").order_by("pk"):
        facts = {"kind": one.kind, "name": one.stored.name, "label": one.label}
        keep_file(application=part, actor=act.actor, at=act.at, data=content(one.stored), **facts)


def _copy_holder(whole: Application, part: Application) -> None:
    current = current_of(whole)
    if current:
        given = {"given_by": current.given_by, "given_at": current.given_at}
        to = {"post": current.post, "department": current.department, "inner_due_on": current.inner_due_on}
        Assignment.objects.create(application=part, **to, **given)
