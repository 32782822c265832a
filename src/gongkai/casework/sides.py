"""Correction (art. 41) and suggestion to publish (art. 44): what can come of them, and the letter that says so."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.casework.letter_facts import agency_facts
from gongkai.casework.letter_numbers import number_text, numbering
from gongkai.casework.letters import catalogue
from gongkai.casework.letters.catalogue import LetterSpec
from gongkai.casework.letters.letter import Letter as Document
from gongkai.casework.letters.letter import compose, drafted
from gongkai.casework.models import SideKind, SideRequest
from gongkai.casework.parties import Who, check_lengths, check_names
from gongkai.kit.entry import BadEntry, Entry

CODES: Mapping[str, str] = {SideKind.CORRECTION: "R16", SideKind.SUGGESTION: "R17"}
ASKED: Mapping[str, str] = {SideKind.CORRECTION: "correction_asked", SideKind.SUGGESTION: "suggestion"}
PREFIXES: Mapping[str, str] = {SideKind.CORRECTION: "更正", SideKind.SUGGESTION: "建议"}
ARTICLES: Mapping[str, str] = {
    SideKind.CORRECTION: "条例第四十一条",
    SideKind.SUGGESTION: "条例第四十四条第二款",
}
# The field of the letter that the words of the answer go to; the others name the organ that can correct.
TEXT_AS: Mapping[str, str] = {
    "corrected": "correction_made",
    "not_corrected": "reasons",
    "adopted": "published_how",
    "declined": "reasons",
}
ORGAN = ("transferred", "directed")
CONTACT = ("directed",)


@dataclass(frozen=True, slots=True)
class Told:
    """What the letter tells: the correction, the channel or the reasons; or the organ that can correct, and how to reach it."""

    text: str = ""
    organ: str = ""
    contact: str = ""

    def to_json(self) -> str:
        """Write it for the sealed column."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, side: SideRequest) -> "Told":
        """Read what was drafted."""
        return cls(**json.loads(side.said)) if side.said else cls()


@dataclass(frozen=True, slots=True)
class SideIntake:
    """A request as it came in."""

    kind: str
    received_on: date
    words: str


def check_side(who: Who, intake: SideIntake, has_evidence: bool, today: date) -> None:
    """Raise BadEntry naming every field that cannot be taken; a correction comes with its evidence (art. 41)."""
    entry = Entry()
    check_names(entry, "", who)
    check_lengths(entry, "", who)
    known = intake.kind in SideKind.values
    entry.refuse("kind", not known, _("类别：请选择更正请求或者主动公开建议。"))
    entry.refuse(
        "words", not intake.words.strip(), _("请求的内容：请写明请求更正的记录，或者建议公开的信息。")
    )
    shown = {"day": intake.received_on, "today": today}
    late = _("收到日期：%(day)s 晚于今天（%(today)s），请核对。") % shown
    entry.refuse("received_on", intake.received_on > today, late)
    needs = intake.kind == SideKind.CORRECTION and not has_evidence
    entry.refuse(
        "evidence", needs, _("证据材料：请求更正应当有证据证明记录不准确（条例第四十一条），请上传。")
    )
    entry.check()


def outcomes_of(kind: str, on: date) -> tuple[LetterSpec, ...]:
    """Give what can come of a request on a day: the letters that say so, each with its label and article."""
    return tuple(one for one in catalogue.standard().all(on) if one.code == CODES[kind])


def check_told(kind: str, outcome: str, told: Told, on: date) -> None:
    """Raise BadEntry naming what the letter of an outcome lacks."""
    if outcome not in {one.variant for one in outcomes_of(kind, on)}:
        raise BadEntry({"outcome": _("处理结果：请在列出的结果中选择。")})
    entry = Entry()
    text = outcome in TEXT_AS and not told.text.strip()
    entry.refuse("text", text, _("答复内容：请写明更正的内容、公开的渠道和时间，或者理由。"))
    entry.refuse("organ", outcome in ORGAN and not told.organ.strip(), _("有权更正的机关：请写明名称。"))
    contact = outcome in CONTACT and not told.contact.strip()
    entry.refuse("contact", contact, _("该机关联系方式：请写明电话或者地址。"))
    entry.check()


def letter_of(side: SideRequest, on: date, serial: int | None) -> Document:
    """Make the letter dated on: with its serial as issued, else with what is not known yet left standing."""
    make = compose if serial else drafted
    return make(CODES[side.kind], _values(side, on, serial), variant=side.outcome)


def _values(side: SideRequest, on: date, serial: int | None) -> dict[str, Any]:
    told, pattern = Told.of(side), numbering(side.agency).pattern
    typed = {TEXT_AS.get(side.outcome, ""): told.text, "correcting_organ": told.organ}
    values = {
        **agency_facts(side.agency, on),
        **typed,
        "other_organ_contact": told.contact,
        ASKED[side.kind]: side.words,
        "applicant": side.name,
        "applicant_kind_label": side.get_applicant_kind_display(),
        "case_number": side.number,
        "received_on": side.received_on,
        "letter_on": on,
        "doc_number": number_text(pattern, on.year, serial),
        "doc_word": pattern.partition("〔")[0],
        "doc_serial": serial,
    }
    return {key: _plain(value) for key, value in values.items() if key and value not in (None, "")}


def _plain(value: Any) -> Any:
    """Braces of a field are not somebody's to write."""
    return value.replace("{{", "｛｛").replace("}}", "｝｝") if isinstance(value, str) else value
