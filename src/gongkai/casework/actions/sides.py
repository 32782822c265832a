"""Requests to correct (art. 41) and suggestions to publish (art. 44): registered, answered by two people, closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record, record_read
from gongkai.audit.verbs import Verb
from gongkai.casework.acts import Stale
from gongkai.casework.case_files import check_file
from gongkai.casework.letter_numbers import draw
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.pdf_writer import write_pdf
from gongkai.casework.models import Application, DeliveryMode, Letter, SideRequest
from gongkai.casework.parties import Who
from gongkai.casework.sides import (
    ARTICLES,
    CODES,
    PREFIXES,
    SideIntake,
    Told,
    check_side,
    check_told,
    letter_of,
)
from gongkai.files.actions import store
from gongkai.files.models import StoredFile
from gongkai.files.queries import chunks
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry, Entry
from gongkai.law.errors import Unlawful
from gongkai.law.lifecycle import lifecycle

LIFE = lifecycle("side")
PERMISSIONS = {
    "register": "casework.register",
    "draft": "casework.decide",
    "return": "casework.approve",
    "approve": "casework.approve",
    "close": "casework.deliver",
    "withdraw": "casework.register",
}


@dataclass(slots=True)
class _Act:
    """One act on one locked request."""

    side: SideRequest
    actor: Person
    at: datetime

    @property
    def today(self) -> date:
        return day_of(self.at)

    def done(self, verb: Verb, **fields: Any) -> SideRequest:
        self.side.version += 1
        self.side.save()
        _note(self.side, verb, self.actor, self.at, **fields)
        return self.side


def _begin(side: SideRequest, verb: str, version: int, actor: Person, at: datetime) -> _Act:
    """Lock a request and move it. PermissionDenied, Stale, Unlawful."""
    require(actor, PERMISSIONS[verb], side.agency, day_of(at))
    held = SideRequest.objects.select_for_update(of=("self",)).select_related("agency").get(pk=side.pk)
    if held.version != version:
        raise Stale(_("%(number)s 已由其他人员更新，请看过最新内容后再操作。") % {"number": held.number})
    held.state = LIFE.next_state(held.state, verb)
    return _Act(held, actor, at)


def _note(side: SideRequest, verb: Verb, actor: Person, at: datetime, **fields: Any) -> None:
    record(
        chain_agency_id=side.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="side",
        subject_id=side.pk,
        fields={"kind": side.kind, "state": side.state, **fields},
        at=at,
    )


@transaction.atomic
def register_side(
    *,
    agency: Agency,
    actor: Person,
    at: datetime,
    who: Who,
    intake: SideIntake,
    evidence: tuple[str, bytes] | None = None,
    application: Application | None = None,
) -> SideRequest:
    """Write down a request; BadEntry by field. evidence: name and content of the file that proves it."""
    today = day_of(at)
    require(actor, PERMISSIONS["register"], agency, today)
    check_side(who, intake, evidence is not None, today)
    if evidence:
        check_file("evidence", *evidence)
    year = intake.received_on.year
    serial = _next_serial(agency, intake.kind, year)
    side = SideRequest.objects.create(
        agency=agency,
        kind=intake.kind,
        year=year,
        serial=serial,
        number=f"{PREFIXES[intake.kind]}{year}-{serial:04}",
        applicant_kind=who.kind,
        application=application,
        received_on=intake.received_on,
        words=intake.words.strip(),
        evidence=_kept(agency, evidence, actor, at) if evidence else None,
        created_at=at,
        **who.columns,
    )
    _note(side, Verb.SIDE_REGISTERED, actor, at, number=side.number)
    return side


def _next_serial(agency: Agency, kind: str, year: int) -> int:
    """The next number; the agency's row is locked, so that two at once wait for one another."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    held = SideRequest.objects.filter(agency=agency, kind=kind, year=year).aggregate(last=Max("serial"))
    return (held["last"] or 0) + 1


def _kept(agency: Agency, file: tuple[str, bytes], actor: Person, at: datetime) -> StoredFile:
    name, data = file
    return store(data=data, name=name, at=at, by=actor.pk, agency_id=agency.pk)


@transaction.atomic
def draft_side(
    *, side: SideRequest, version: int, actor: Person, at: datetime, outcome: str, told: Told
) -> SideRequest:
    """Draft what comes of a request; BadEntry names what its letter lacks."""
    act = _begin(side, "draft", version, actor, at)
    check_told(act.side.kind, outcome, told, act.today)
    act.side.outcome, act.side.said, act.side.drafted_by = outcome, told.to_json(), actor
    return act.done(Verb.SIDE_DRAFTED, outcome=outcome)


@transaction.atomic
def return_side(*, side: SideRequest, version: int, actor: Person, at: datetime) -> SideRequest:
    """Give a draft back to be drafted anew."""
    return _begin(side, "return", version, actor, at).done(Verb.SIDE_RETURNED)


@transaction.atomic
def approve_side(*, side: SideRequest, version: int, actor: Person, at: datetime) -> SideRequest:
    """Approve a draft and issue its letter under a number of the register. Unlawful for who drafted it."""
    act = _begin(side, "approve", version, actor, at)
    if act.side.drafted_by_id == actor.pk:
        raise Unlawful(
            ARTICLES[act.side.kind],
            "不能批准自己拟定的答复",
            "请由另一名有此权限的人员办理。",
            "the drafter cannot approve",
        )
    act.side.approved_by = actor
    _issue(act)
    return act.done(Verb.SIDE_APPROVED, number=act.side.letter.number if act.side.letter else "")


def _issue(act: _Act) -> None:
    """Draw the number, write the letter down in the register and keep both forms as issued."""
    side, today = act.side, act.today
    serial = draw(side.agency, today)
    document = letter_of(side, today, serial)
    side.letter = Letter.objects.create(
        agency=side.agency,
        code=CODES[side.kind],
        variant=side.outcome,
        title=document.title[:200],
        state="outside",
        outside=True,
        drafted_by=side.drafted_by,
        drafted_at=act.at,
        year=today.year,
        serial=serial,
        number=document.number,
        issued_on=today,
        issued_by=act.actor,
        issued_at=act.at,
    )
    for form, write in (("docx", write_docx), ("pdf", write_pdf)):
        name = f"{document.number} {document.title}.{form}"
        setattr(side, form, _kept(side.agency, (name, write(document)), act.actor, act.at))


@transaction.atomic
def close_side(
    *, side: SideRequest, version: int, actor: Person, at: datetime, ended_on: date, mode: str
) -> SideRequest:
    """Record that the letter reached whoever asked; ended_on: the day that counts for its mode."""
    act = _begin(side, "close", version, actor, at)
    entry, issued = Entry(), act.side.letter.issued_on if act.side.letter else act.today
    wrong = ended_on > act.today or (issued is not None and ended_on < issued)
    entry.refuse("ended_on", wrong, _("送达日期：应在成文日期和今天之间，请核对。"))
    entry.refuse("mode", mode not in DeliveryMode.values, _("送达方式：请在列出的方式中选择。"))
    entry.check()
    act.side.ended_on, act.side.delivery_mode = ended_on, mode
    return act.done(Verb.SIDE_CLOSED, on=ended_on)


@transaction.atomic
def withdraw_side(*, side: SideRequest, version: int, actor: Person, at: datetime, on: date) -> SideRequest:
    """Record that whoever asked no longer does."""
    act = _begin(side, "withdraw", version, actor, at)
    if not act.side.received_on <= on <= act.today:
        raise BadEntry({"on": _("撤回日期：应在收到日期和今天之间，请核对。")})
    act.side.ended_on = on
    return act.done(Verb.SIDE_WITHDRAWN, on=on)


@transaction.atomic
def read_side(*, side: SideRequest, actor: Person, at: datetime) -> SideRequest:
    """Let somebody see who asked, in full; the look is recorded. PermissionDenied."""
    _read(side, "person", actor, at)
    return side


@transaction.atomic
def stream_side(*, side: SideRequest, form: str, actor: Person, at: datetime) -> Iterator[bytes]:
    """Give a file of a request (evidence, docx, pdf) in checked pieces; the look is recorded. Damaged, PermissionDenied."""
    stored = getattr(side, form)
    _read(side, form, actor, at)
    return chunks(stored)


def _read(side: SideRequest, what: str, actor: Person, at: datetime) -> None:
    require(actor, "casework.personal", side.agency, day_of(at))
    record_read(
        chain_agency_id=side.agency_id,
        verb=Verb.SIDE_READ,
        actor_id=actor.pk,
        subject_kind="side",
        subject_id=side.pk,
        fields=[what],
        at=at,
    )
