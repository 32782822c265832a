"""A letter of the ledger as a document: its facts from the case, what was typed, what is still missing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.calendars.queries import calendar
from gongkai.casework.letter_facts import Facts, facts_of
from gongkai.casework.letter_numbers import number_text, numbering
from gongkai.casework.letter_text import LetterText
from gongkai.casework.letters import catalogue, fields
from gongkai.casework.letters.catalogue import LetterSpec
from gongkai.casework.letters.fields import Field
from gongkai.casework.letters.letter import Edits, compose, drafted, lost, missing, outcome_of
from gongkai.casework.letters.letter import Letter as Document
from gongkai.casework.models import Application, Letter
from gongkai.kit.entry import BadEntry

EXTRA = ("attachments", "copy_to")
STEPS = ("supplement_received_on", "extension_days", "due_note")
ADDRESS = ("you", "applicant_kind_label", "own_review")  # what the wording of a letter depends on


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as the editor needs it.

    known: fields that the case fills, with what they say; asked: fields to be typed, with what stands in them;
    document: the letter with {{字段}} where nothing is known; missing, lost: names of fields and sentences that the law
    demands; problem: why no document can be made.
    """

    spec: LetterSpec
    known: tuple[tuple[Field, str], ...]
    asked: tuple[tuple[Field, str], ...]
    document: Document
    missing: tuple[str, ...]
    lost: tuple[str, ...]


def spec_of(letter: Letter, on: date) -> LetterSpec:
    """Give the text that a letter is made from when it is dated on."""
    return catalogue.standard().letter(letter.code, on, letter.variant)


def is_decision(spec: LetterSpec) -> bool:
    """Tell whether a letter tells an outcome that somebody has to approve; a record of lapse or withdrawal does not."""
    found = outcome_of(spec)
    return found is not None and found.code not in {"no_supplement", "unpaid", "withdrawn"}


def needs(code: str, variant: str, on: date) -> frozenset[str]:
    """Give the keys of the fields that a letter can hold, with attachments and copies."""
    spec = catalogue.standard().letter(code, on, variant)
    return frozenset({*(one.key for one in spec.fields), *EXTRA, *ADDRESS})


def values_of(letter: Letter, facts: Facts, on: date, serial: int | None = None) -> dict[str, Any]:
    """Give the values that a letter dated on is composed of: what was typed, over it what the case itself says."""
    wanted = needs(letter.code, letter.variant, on) | {"due_on"}
    given = {key: value for key, value in {**letter.kept.values, **facts.fixed}.items() if key in wanted}
    pattern = numbering(letter.agency).pattern
    contact = {key: facts.fixed[key] for key in _CONTACT if key in facts.fixed}
    number = number_text(pattern, on.year, serial)
    word, _year, _serial = pattern.partition("〔")
    made = {**contact, **given, "letter_on": on, "doc_number": number, "doc_word": word}
    return {**made, **_reckoned(made), **({"doc_serial": serial} if serial else {})}


_CONTACT = ("office_contact", "office_phone", "office_address")


def _reckoned(values: dict[str, Any]) -> dict[str, Any]:
    """The end of the period after an extension that is not recorded yet (art. 33)."""
    first, days = values.get("first_due_on"), values.get("extension_days")
    if "extended_due_on" in values or not first or not days:
        return {}
    return {"extended_due_on": calendar().add(first, days)}


def case_facts(letter: Letter, on: date, *, whole: bool) -> Facts:
    """Give what the case says for a letter."""
    return facts_of(case_of(letter), letter.code, on=on, whole=whole)


def case_of(letter: Letter) -> Application:
    """Give the case of a letter; a number used outside has none."""
    if letter.application is None:
        raise ValueError("A number used outside has no letter.")
    return letter.application


def draft_of(letter: Letter, on: date, *, whole: bool, typed: LetterText | None = None) -> Draft:
    """Give a letter for the editor; typed: what stands in the form, where that is not kept yet."""
    shown = letter if typed is None else _with(letter, typed)
    facts = case_facts(letter, on, whole=whole)
    spec, edits = spec_of(letter, on), shown.kept.edits
    values = values_of(shown, facts, on)
    document = _document(shown, values, edits)
    return Draft(
        spec=spec,
        known=tuple((one, fields.inline(one, facts.fixed[one.key])) for one in _known(spec, facts)),
        asked=tuple((one, shown.kept.facts.get(one.key, "")) for one in _asked(spec, facts)),
        document=document,
        missing=missing(spec, values, edits),
        lost=lost(spec, values, document) if edits else (),
    )


def _with(letter: Letter, typed: LetterText) -> Letter:
    copy = Letter(
        agency=letter.agency, application=letter.application, code=letter.code, variant=letter.variant
    )
    copy.kept = typed
    return copy


def _document(letter: Letter, values: dict[str, Any], edits: Edits | None) -> Document:
    return drafted(letter.code, values, edits, variant=letter.variant)


def _known(spec: LetterSpec, facts: Facts) -> list[Field]:
    return [one for one in spec.fields if one.key in facts.fixed]


def _asked(spec: LetterSpec, facts: Facts) -> list[Field]:
    """The fields to be typed; not what the calendar reckons, nor a step that the case would know if it had been."""
    reckoned = {"extended_due_on", "letter_on"}
    steps = {key for key in STEPS if fields.by_key()[key].name in spec.optional}
    extra = [fields.by_key()[key] for key in EXTRA]
    left = {*facts.fixed, *reckoned, *steps}
    return [one for one in (*spec.fields, *extra) if one.key not in left]


def first_text(case: Application, code: str, variant: str, on: date) -> LetterText:
    """Give what a new draft starts with: what the case suggests for the fields that have to be typed."""
    facts = facts_of(case, code, on=on, whole=False)
    asked = {one.key for one in _asked(catalogue.standard().letter(code, on, variant), facts)}
    suggested = {key: value for key, value in facts.suggested.items() if key in asked and value}
    return LetterText(facts={key: as_typed(value) for key, value in suggested.items()})


def as_typed(value: Any) -> str:
    """Give a value as somebody would type it into the form."""
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def edited(letter: Letter, facts: dict[str, str], title: str, lines: tuple[str, ...], on: date) -> LetterText:
    """Give what is to be kept of a form: the text only where it is not the one that the facts make by themselves."""
    made = draft_of(letter, on, whole=False, typed=replace(letter.kept, title="", paragraphs=()))
    shown = tuple(one.strip() for one in made.document.paragraphs)
    by_hand = lines if lines and lines != shown else ()
    return LetterText(facts, title if title and title != made.document.title else "", by_hand)


def composed(letter: Letter, on: date, serial: int | None) -> tuple[Document, dict[str, Any]]:
    """Make the letter to be issued; with it whatever a template of the office can name. Incomplete: what is missing."""
    facts = case_facts(letter, on, whole=True)
    values = values_of(letter, facts, on, serial)
    return compose(letter.code, values, letter.kept.edits, variant=letter.variant), {**facts.fixed, **values}


def check_lost(letter: Letter, document: Document, values: dict[str, Any], *, checked: bool) -> None:
    """Refuse an edited text that no longer says what the law demands, unless somebody looked and says it does."""
    if checked or not letter.kept.by_hand:
        return
    gone = lost(spec_of(letter, document.on), values, document)
    if gone:
        shown = {"what": "、".join(gone), "cite": spec_of(letter, document.on).cite}
        raise BadEntry(
            {
                "checked": _(
                    "修改后的正文中没有找到：%(what)s（%(cite)s）。请补上；确已用其他表述写明的，勾选后再签发。"
                )
                % shown
            }
        )
