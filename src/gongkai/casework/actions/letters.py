"""Letters: drafted from the case, edited, issued under a number, voided; what was issued never changes."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Person
from gongkai.audit.actions import record_read
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS, may
from gongkai.casework.actions.papers import keep_file, open_file
from gongkai.casework.case_papers import WRITERS, case_paper
from gongkai.casework.letter_acts import LetterAct, begin, note
from gongkai.casework.letter_drafts import case_of, check_lost, composed, draft_of, edited, first_text
from gongkai.casework.letter_numbers import draw
from gongkai.casework.letter_offers import letter_of, refuse_unwanted
from gongkai.casework.letter_templates import template_in_use
from gongkai.casework.letter_text import paragraphs_of, typed_facts
from gongkai.casework.letters import catalogue
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.fields import Values
from gongkai.casework.letters.letter import Letter as Document
from gongkai.casework.letters.own_template import fill, letter_values
from gongkai.casework.letters.pdf_writer import write_pdf
from gongkai.casework.models import Application, CaseFile, CaseFileKind, Letter
from gongkai.files.queries import Damaged, content
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry, Entry
from gongkai.law.errors import Unlawful

REASON_LENGTH = 200
TITLE_LENGTH = 100


@transaction.atomic
def draft_letter(*, application: Application, code: str, variant: str, actor: Person, at: datetime) -> Letter:
    """Begin a letter that the case calls for, with what the case offers for its fields. Unlawful for any other."""
    case = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    today = day_of(at)
    require(actor, PERMISSIONS["write_letter"], case.agency, today)
    refuse_unwanted(case, code, variant, today)
    spec = catalogue.standard().letter(code, today, variant)
    letter = Letter(
        agency=case.agency,
        application=case,
        code=code,
        variant=variant,
        title=_plain_title(spec.title, case),
        drafted_by=actor,
        drafted_at=at,
    )
    letter.kept = first_text(case, code, variant, today)
    letter.save()
    note(letter, Verb.LETTER_DRAFTED, actor, at)
    return letter


def _plain_title(title: str, case: Application) -> str:
    return title.replace("{{机关名称}}", case.agency.name)


@transaction.atomic
def edit_letter(
    *,
    letter: Letter,
    version: int,
    actor: Person,
    at: datetime,
    facts: Mapping[str, str],
    title: str,
    body: str,
) -> Letter:
    """Keep what was typed: the fields, and the text where it is no longer the one that the fields make.

    BadEntry names every field that cannot be read, by its key.
    """
    act = begin(letter, "write_letter", version=version, actor=actor, at=at)
    act.moves("edit")
    held = typed_facts(facts)
    _check_title(title)
    act.letter.kept = edited(act.letter, held, title.strip(), paragraphs_of(body), act.today)
    return act.done(Verb.LETTER_EDITED)


def _check_title(title: str) -> None:
    if len(title.strip()) > TITLE_LENGTH or "\n" in title.strip():
        raise BadEntry({"title": _("标题：请写在一行之内，不超过%(most)s字。") % {"most": TITLE_LENGTH}})


@transaction.atomic
def regenerate_letter(*, letter: Letter, version: int, actor: Person, at: datetime) -> Letter:
    """Throw away the text changed by hand and make it from the fields again; the fields stay."""
    act = begin(letter, "write_letter", version=version, actor=actor, at=at)
    act.moves("edit")
    kept = act.letter.kept
    act.letter.kept = type(kept)(facts=kept.facts)
    return act.done(Verb.LETTER_EDITED)


@transaction.atomic
def discard_letter(*, letter: Letter, version: int, actor: Person, at: datetime) -> None:
    """Delete a draft, which never had a number."""
    act = begin(letter, "write_letter", version=version, actor=actor, at=at)
    act.moves("edit")
    note(act.letter, Verb.LETTER_DISCARDED, actor, at)
    act.letter.delete()


@transaction.atomic
def issue_letter(
    *, letter: Letter, version: int, actor: Person, at: datetime, checked: bool = False
) -> Letter:
    """Issue a letter dated today: its number is drawn, its bytes are kept and never change.

    A letter that tells the decision is issued only when that is approved. Incomplete names what is missing; BadEntry
    under "checked" what an edited text lost; a letter that fails has drawn no number.
    """
    act = begin(letter, "issue_letter", version=version, actor=actor, at=at)
    act.moves("issue")
    if act.decides:
        _refuse_undecided(act)
    today = act.today
    document, values = composed(act.letter, today, None)
    check_lost(act.letter, document, values, checked=checked)
    held = act.letter
    held.year, held.serial = today.year, draw(held.agency, today)
    document, values = composed(held, today, held.serial)
    held.number, held.title = document.number, document.title[:200]
    held.issued_on, held.issued_by, held.issued_at = today, actor, at
    _freeze(act, document, values)
    return act.done(Verb.LETTER_ISSUED, docx=held.docx_sha256, pdf=held.pdf_sha256)


def _refuse_undecided(act: LetterAct) -> None:
    """Refuse an answer before its approval, of another outcome than the approved one, or beside one that holds."""
    case, letter = act.case, act.letter
    if case.state != "approved":
        raise Unlawful(
            "条例第四十五条",
            f"“{case.state_label}”的申请不能签发答复书，决定尚未批准或者已经送达",
            "请先完成审核、批准。",
            "no answer before the decision is approved",
        )
    if case.outcome is None or letter_of(case.outcome) != (letter.code, letter.variant):
        raise Unlawful(
            "条例第三十六条",
            "这份答复书与批准的处理结果不一致",
            "请删除这份草稿，按批准的结果重新拟写。",
            "not the letter of the approved outcome",
        )
    others = [one for one in case.letters.live() if one.code == letter.code and one.variant == letter.variant]
    if others:
        raise Unlawful(
            "条例第四十五条",
            f"已经签发 {others[0].number}",
            "需要更换的，请先作废已经签发的一份。",
            "an answer is issued already",
        )


def _freeze(act: LetterAct, document: Document, values: Values) -> None:
    """Write both forms of the letter and keep their bytes with the case, each with its digest."""
    held = act.letter
    made = {
        "docx": _word(act, document, values),
        "pdf": write_pdf(document),
    }
    for form, data in made.items():
        kept = keep_file(
            application=act.case,
            actor=act.actor,
            at=act.at,
            kind=CaseFileKind.LETTER,
            name=f"{held.number} {document.name.split(' ', 1)[1]}.{form}",
            data=data,
            label=f"{held.number} {held.title}"[:200],
        )
        setattr(held, form, kept)
        setattr(held, f"{form}_sha256", hashlib.sha256(data).hexdigest())


def _word(act: LetterAct, document: Document, values: Values) -> bytes:
    own = template_in_use(act.letter.agency, act.letter.code)
    return fill(content(own.stored), letter_values(document, values)) if own else write_docx(document)


@transaction.atomic
def void_letter(*, letter: Letter, version: int, actor: Person, at: datetime, reason: str) -> Letter:
    """Void an issued letter that did not go out; it stays in the register and its number is never used again."""
    act = begin(letter, "issue_letter", version=version, actor=actor, at=at)
    act.moves("void")
    entry, words = Entry(), reason.strip()
    entry.refuse("reason", not words, _("作废原因：请写明为什么作废。"))
    entry.refuse(
        "reason",
        len(words) > REASON_LENGTH,
        _("作废原因：过长，请不超过%(most)s字。") % {"most": REASON_LENGTH},
    )
    entry.check()
    act.letter.voided_at, act.letter.voided_by, act.letter.void_reason = at, actor, words
    return act.done(Verb.LETTER_VOIDED)


@transaction.atomic
def open_letter(*, letter: Letter, form: str, actor: Person, at: datetime) -> tuple[CaseFile, bytes]:
    """Give the bytes of a letter exactly as they were issued (docx, pdf) or scanned (sealed, proof); the look is recorded.

    CaseFile.DoesNotExist where there is none; Damaged where the bytes are not those that were issued.
    """
    sent = getattr(letter, "delivery", None)
    found: CaseFile | None = (sent and sent.proof) if form == "proof" else getattr(letter, form)
    if found is None:
        raise CaseFile.DoesNotExist
    data = open_file(file=found, actor=actor, at=at)
    wanted = getattr(letter, f"{form}_sha256", "")
    if wanted and hashlib.sha256(data).hexdigest() != wanted:
        raise Damaged(
            found.label, "与签发时登记的摘要不符，请从备份恢复", "is not what was issued; restore it"
        )
    return found, data


@transaction.atomic
def preview_letter(*, letter: Letter, actor: Person, at: datetime) -> bytes:
    """Give the letter as PDF as it would be issued today, {{字段}} standing where something is missing.

    The applicant's name stands in it for those alone who may read it, and then the look is recorded.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["read"], letter.agency, today)
    whole = may(actor, "read_applicant", case_of(letter), today)
    if whole:
        _note_look(case_of(letter), f"letter:{letter.pk}", actor, at)
    return write_pdf(draft_of(letter, today, whole=whole).document)


@transaction.atomic
def print_paper(*, application: Application, code: str, fmt: str, actor: Person, at: datetime) -> bytes:
    """Give a paper of a case (case_papers.PAPERS) as docx or pdf, nothing of it kept.

    Who the applicant is stands in it for those alone who may read it, and then the look is recorded.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["read"], application.agency, today)
    whole = may(actor, "read_applicant", application, today)
    document = case_paper(application, code, on=today, whole=whole)
    if whole:
        _note_look(application, f"paper:{code}", actor, at)
    return WRITERS[fmt](document)


def _note_look(case: Application, what: str, actor: Person, at: datetime) -> None:
    record_read(
        chain_agency_id=case.agency_id,
        verb=Verb.APPLICATION_READ,
        actor_id=actor.pk,
        subject_kind="application",
        subject_id=case.pk,
        fields=[what],
        at=at,
    )


def refuse_stale_approval(act: LetterAct) -> None:
    """Refuse to send out an answer that was issued before the decision was approved anew."""
    issued = act.letter.issued_at
    approval = act.case.events.filter(kind="approved").order_by("-seq").first()
    fits = issued and approval and approval.at <= issued
    if act.case.state != "approved" or not fits:
        raise Unlawful(
            "条例第四十五条",
            "签发之后，决定已经撤回或者重新批准",
            "请作废这一份，按现在批准的决定重新签发。",
            "the decision was approved anew after the letter was issued",
        )
