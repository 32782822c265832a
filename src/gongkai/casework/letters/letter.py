"""A letter as a document: its text filled with facts, its remedy paragraph from the law, what is missing named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.casework.letters import catalogue as letters
from gongkai.casework.letters import fields, papers
from gongkai.casework.letters.catalogue import ADDRESSEES, BY_OUTCOME, Catalogue, LetterSpec, Part
from gongkai.casework.letters.fields import Values
from gongkai.law import outcomes, remedies
from gongkai.law.agency_kinds import kind as agency_kind
from gongkai.law.errors import BadData
from gongkai.law.outcomes import Outcome
from gongkai.law.params import Params
from gongkai.law.remedies import Remedy

NATURAL = "自然人"
YOU, YOUR_UNIT, EITHER, YOUR_ORGAN = "你", "你单位", "你（单位）", "贵机关"
TITLE_LINE = 20  # characters of 2号 on a line of 156 mm
_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。；：]{1,24}")


class Incomplete(BadData):
    """A letter or paper that lacks fields; names gives each by its Chinese name."""

    def __init__(self, where: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(where, f"缺少{'、'.join(self.names)}，请填写后再生成", "fields are missing")


@dataclass(frozen=True, slots=True)
class Edits:
    """What a clerk changed before issue: a title ("" keeps ours) and the whole text, paragraph by paragraph."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be written out.

    number: 机关代字〔年〕号, the serial blank before issue; remedy: "" on a procedural letter; seal: room is kept for
    it over name and date; contact: the note under the date; slip: the reply paper that goes with it.
    """

    code: str
    variant: str
    name: str
    title: str
    head: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    remedy: str
    remedy_cite: str
    signature: str
    on: date
    attachments: tuple[str, ...] = ()
    contact: str = ""
    copy_to: str = ""
    seal: bool = True
    slip: papers.Paper | None = None

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title, its agency on a line of its own where both do not fit on one."""
        rest = self.title.removeprefix(self.head)
        if rest == self.title or len(self.title) <= TITLE_LINE:
            return (self.title,)
        name, bracket, more = self.head.partition("（")
        halves = (name, bracket + more) if name and bracket and len(self.head) > TITLE_LINE else (self.head,)
        return (*halves, rest)

    @property
    def dated(self) -> str:
        """The date as it stands under the name."""
        return fields.chinese_date(self.on)

    @property
    def text(self) -> tuple[str, ...]:
        """Every paragraph between addressee and signature; the remedy stands before the closing words."""
        if not self.remedy:
            return self.paragraphs
        closing = self.paragraphs[-1:] if _closes(self.paragraphs) else ()
        body = self.paragraphs[: len(self.paragraphs) - len(closing)]
        return (*body, self.remedy, *closing)


def _closes(paragraphs: Sequence[str]) -> bool:
    return bool(paragraphs) and paragraphs[-1].startswith("特此")


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading of the first level: 一、……, without a stop."""
    return _HEADING.fullmatch(text) is not None


def outcome_of(spec: LetterSpec) -> Outcome | None:
    """Give the outcome a letter tells; None for one that ends no application."""
    found = [one for one in outcomes.standard().all() if one.letter == spec.code]
    return next((one for one in found if not spec.variant or one.code == spec.variant), None)


def spec_of(outcome: Outcome, on: date, catalogue: Catalogue | None = None) -> LetterSpec:
    """Give the letter that tells an outcome."""
    return (catalogue or letters.standard()).letter(outcome.letter, on, outcome.code)


def review_values(
    kind: str,
    *,
    on: date,
    agency: str,
    government: str | None = None,
    system: str | None = None,
    court: str = "",
) -> dict[str, Any]:
    """Give 复议机关 and 人民法院 for a kind of agency on a day, from its two parents. BadData where one is missing."""
    found = agency_kind(kind)
    body = found.review_body(on=on, name=agency, government=government, system=system)
    return {"review_body": body.name, "court": court or found.competent_court, "own_review": body.own}


def missing(spec: LetterSpec, values: Values, edits: Edits | None = None) -> tuple[str, ...]:
    """Name the fields that the letter needs and the values lack."""
    held = {key for key, value in values.items() if fields.says_something(value)}
    named = {name for text in edits.paragraphs for name in fields.names_in(text)} if edits else set()
    rewritten = bool(edits and edits.paragraphs)
    stay = {*letters.HEAD, ADDRESSEES[spec.to], *fields.names_in(spec.title), "复议机关", "人民法院"}
    wanted = [one for one in spec.required if not rewritten or one.name in named | stay]
    return tuple(one.name for one in wanted if one.key not in held)


def compose(
    code: str,
    values: Values,
    edits: Edits | None = None,
    *,
    variant: str = "",
    catalogue: Catalogue | None = None,
    params: Params | None = None,
) -> Letter:
    """Make a letter from the facts of a case; values are keyed as in fields.toml.

    Incomplete names every missing field; BadData a field that is unknown or holds what it cannot.
    """
    spec, on = _asked(code, values, edits, variant, catalogue)
    lacking = missing(spec, values, edits)
    if lacking:
        raise Incomplete(spec.name, lacking)
    return _letter(spec, _facts(spec, values, on, params), edits or Edits(), on)


def drafted(
    code: str,
    values: Values,
    edits: Edits | None = None,
    *,
    variant: str = "",
    catalogue: Catalogue | None = None,
    params: Params | None = None,
) -> Letter:
    """Make a letter as compose() does, with {{字段}} left standing for what is not known yet; never to be issued."""
    spec, on = _asked(code, values, edits, variant, catalogue)
    facts = _facts(spec, values, on, params)
    for name in ("复议机关", "人民法院"):
        facts.setdefault(fields.table()[name].key, f"{{{{{name}}}}}")
    return _letter(spec, facts, edits or Edits(), on)


def _asked(
    code: str, values: Values, edits: Edits | None, variant: str, catalogue: Catalogue | None
) -> tuple[LetterSpec, date]:
    on = values.get("letter_on")
    if type(on) is not date:
        raise Incomplete(code, ["落款日期"])
    spec = (catalogue or letters.standard()).letter(code, on, variant)
    strange = fields.unknown((edits.title, *edits.paragraphs)) if edits else ()
    if strange:
        raise BadData(spec.name, "；".join(one.zh for one in strange), "unknown field")
    return spec, on


def _facts(spec: LetterSpec, values: Values, on: date, params: Params | None) -> dict[str, Any]:
    facts = fields.known(values, on, params)
    facts["you"] = facts.get("you") or _you(spec, facts)
    return facts


def _you(spec: LetterSpec, facts: Mapping[str, Any]) -> str:
    if spec.to == "organ":
        return YOUR_ORGAN
    kind = facts.get("applicant_kind_label") if spec.to == "applicant" else None
    if not kind:
        return EITHER
    return YOU if kind == NATURAL else YOUR_UNIT


def _letter(spec: LetterSpec, facts: Mapping[str, Any], edits: Edits, on: date) -> Letter:
    agency = fields.inline(fields.by_key()["agency"], facts["agency"])
    remedy = _remedy(spec, facts, on)
    slip = papers.paper(spec.slip, on, facts) if spec.slip else None
    number = _number(facts, on)
    return Letter(
        code=spec.code,
        variant=spec.variant,
        name=spec.name,
        title=fields.fill(edits.title or spec.title, facts),
        head=agency,
        number=number,
        addressee=fields.fill(f"{{{{{ADDRESSEES[spec.to]}}}}}", facts),
        paragraphs=_paragraphs(spec, facts, edits),
        remedy=remedy.zh.replace("本答复", spec.itself) if remedy else "",
        remedy_cite=remedy.cite if remedy else "",
        signature=agency,
        on=on,
        attachments=(*fields.names_of(facts.get("attachments", ())), *((slip.title,) if slip else ())),
        contact=_contact(facts),
        copy_to="，".join(fields.lines_of(facts.get("copy_to", ()))),
        slip=replace(slip, above=(f"征询书文号：{number}" if number else "", "")) if slip else None,
    )


def _paragraphs(spec: LetterSpec, facts: Mapping[str, Any], edits: Edits) -> tuple[str, ...]:
    if edits.paragraphs:
        texts: Sequence[str] = [line for one in edits.paragraphs for line in fields.lines_of(one)]
    else:
        texts = [one.text for one in spec.parts if _stands(one, spec, facts)]
    return tuple(line for text in texts for line in fields.fill_paragraph(text, facts))


def _stands(part: Part, spec: LetterSpec, facts: Mapping[str, Any]) -> bool:
    """A paragraph falls away with an optional field that is empty, or stands only without the one it names."""
    keys = {name: one.key for name, one in fields.table().items()}
    if part.unless and keys[part.unless] in facts:
        return False
    return all(keys[name] in facts for name in part.names if name in spec.optional)


def _remedy(spec: LetterSpec, facts: Mapping[str, Any], on: date) -> Remedy | None:
    if not spec.remedy:
        return None
    outcome = outcome_of(spec)
    kind = outcome.remedy if spec.remedy == BY_OUTCOME and outcome else spec.remedy
    return remedies.remedy_of(
        kind,
        letter_on=on,
        review_body=fields.inline(fields.by_key()["review_body"], facts["review_body"]),
        court=fields.inline(fields.by_key()["court"], facts["court"]),
        own_review=bool(facts.get("own_review")),
    )


def _number(facts: Mapping[str, Any], on: date) -> str:
    if facts.get("doc_number"):
        return fields.fill("{{发文字号}}", facts)
    if not facts.get("doc_word"):
        return ""
    return f"{fields.fill('{{机关代字}}', facts)}〔{on.year}〕{facts.get('doc_serial', '　　')}号"


def _contact(facts: Mapping[str, Any]) -> str:
    told = (("联系人", "office_contact"), ("联系电话", "office_phone"), ("地址", "office_address"))
    shown = [
        f"{label}：{fields.inline(fields.by_key()[key], facts[key])}" for label, key in told if key in facts
    ]
    return f"（{'，'.join(shown)}）" if shown else ""


def lost(spec: LetterSpec, values: Values, letter: Letter) -> tuple[str, ...]:
    """Name what the law demands of the letter and its edited text no longer says: facts and consequences."""
    on, text = letter.on, "\n".join(letter.text)
    facts = {**fields.known(values, on), "you": fields.known(values, on).get("you") or _you(spec, values)}
    told = [name for name in spec.must if fields.table()[name].key in facts]
    gone = [name for name in told if not _says(text, name, facts)]
    silent = [fields.fill(one, facts) for one in spec.consequences if fields.fill(one, facts) not in text]
    return (*gone, *(f"“{one}”" for one in silent))


def _says(text: str, name: str, facts: Mapping[str, Any]) -> bool:
    field = fields.table()[name]
    value = facts[field.key]
    lines = fields.lines_of(value) if field.kind in ("list", "long") else (fields.inline(field, value),)
    return all(line.rstrip("。；;，, ") in text for line in lines)
