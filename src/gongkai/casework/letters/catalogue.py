"""The whole set of letters (L01–L10, R01–R17): titles, articles, addressees and texts as data, dated and cited."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from gongkai.casework.letters.fields import Field, names_in, table, unknown
from gongkai.law import remedies, tables
from gongkai.law.errors import BadData
from gongkai.law.params import SHOWN

Addressee = Literal["applicant", "third_party", "organ"]
ADDRESSEES: Mapping[Addressee, str] = {"applicant": "申请人", "third_party": "第三方", "organ": "收文机关"}
BY_OUTCOME = "outcome"
HEAD = ("机关名称", "落款日期")
MADE = "生成"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a text; unless names a field: the paragraph stands only where that one is not filled."""

    text: str
    unless: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it names."""
        return names_in(self.text)


@dataclass(frozen=True, slots=True)
class LetterSpec:
    """One letter from a day on.

    to: who gets it; remedy: "" for a procedural letter, "outcome", or a kind of law.remedies; itself: what the letter
    calls itself in the remedy paragraph; elements: what the law demands; must and consequences: fields and sentences
    that the text has to have; optional: fields whose paragraph falls away when they are empty; slip: its reply paper.
    """

    code: str
    variant: str
    label: str
    title: str
    since: date
    cite: str
    status: str
    to: Addressee
    parts: tuple[Part, ...]
    elements: tuple[str, ...]
    must: tuple[str, ...]
    consequences: tuple[str, ...]
    optional: frozenset[str]
    remedy: str
    itself: str
    slip: str

    @property
    def name(self) -> str:
        """What a clerk calls it: code, title without fields, and the case where there are several."""
        return f"{self.code} {self.plain}（{self.label}）" if self.label else f"{self.code} {self.plain}"

    @property
    def plain(self) -> str:
        """The title without fields."""
        return self.title.replace("{{机关名称}}", "")

    @property
    def shown(self) -> str:
        """What stands beside a letter whose use the law leaves open."""
        return SHOWN[self.status]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the letter that somebody has to know, required or not, in the order of the text."""
        names = [*HEAD, ADDRESSEES[self.to], *(name for part in self.parts for name in part.names)]
        names += names_in(self.title)
        names += ["复议机关", "人民法院"] if self.remedy else []
        found = (table()[name] for name in dict.fromkeys(names))
        return tuple(one for one in found if not one.param and one.source != MADE)

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields without which the letter cannot be made."""
        return tuple(one for one in self.fields if one.name not in self.optional)


class Catalogue:
    """The letters by code and case; of several texts of one, the last that holds on the day."""

    def __init__(self, specs: Iterable[LetterSpec]) -> None:
        self._specs = tuple(specs)

    def all(self, on: date) -> tuple[LetterSpec, ...]:
        """Give every letter in force on a day, in order."""
        held: dict[tuple[str, str], LetterSpec] = {}
        for one in self._specs:
            before = held.get((one.code, one.variant))
            if one.since <= on and (before is None or before.since <= one.since):
                held[one.code, one.variant] = one
        return tuple(held.values())

    def letter(self, code: str, on: date, variant: str = "") -> LetterSpec:
        """Give a letter by its code; variant chooses where there are several. BadData where there is none."""
        found = [one for one in self.all(on) if one.code == code]
        if not found:
            raise BadData(code, f"{on.isoformat()} 没有这种文书", f"no such letter on {on.isoformat()}")
        fitting = found if len(found) == 1 and not found[0].variant else []
        fitting = fitting or [one for one in found if one.variant == variant]
        if not fitting:
            known = "、".join(f"{one.variant}（{one.label}）" for one in found)
            raise BadData(code, f"这种文书有几种情形，请指明其中之一：{known}", "choose a variant")
        return fitting[0]

    def overlaid(self, path: Path) -> "Catalogue":
        """Give these letters with an operator's texts (a TOML file like ours) in place of ours.

        A row names code, variant and since, and whatever it changes; the rest stays as it is. What the law demands
        of a letter stays demanded. BadData for an unknown letter or field and for a text that leaves out a demand.
        """
        data = tables.read(path)
        given = [self._changed(row, path.name) for row in data.get("letter", [])]
        changed = {(one.code, one.variant, one.since) for one in given}
        kept = [one for one in self._specs if (one.code, one.variant, one.since) not in changed]
        return Catalogue((*kept, *given))

    def _changed(self, row: dict[str, Any], where: str) -> LetterSpec:
        code, variant = str(row.get("code", "")), str(row.get("variant", ""))
        ours = [one for one in self._specs if (one.code, one.variant) == (code, variant)]
        if not ours:
            raise BadData(f"{where} {code} {variant}".strip(), "没有这种文书", "no such letter")
        stays = {name: getattr(ours[-1], name) for name in _STAYS}
        return _spec({**_plain(ours[-1]), **row, **stays}, {}, where)


_STAYS = ("must", "consequences", "to", "remedy", "elements")


def _plain(spec: LetterSpec) -> dict[str, Any]:
    """A letter as a row of the file it came from."""
    body = [{"text": one.text, "unless": one.unless} for one in spec.parts]
    names = ("code", "variant", "label", "title", "since", "cite", "status", "optional", "itself", "slip")
    return {**{name: getattr(spec, name) for name in names}, "body": body}


def _spec(row: Mapping[str, Any], openings: Mapping[str, Any], where: str) -> LetterSpec:
    place = f"{where} {row.get('code', '')} {row.get('variant', '')}".strip()
    try:
        opening = openings.get("optional", []) if row.get("opening") else []
        lines = [*openings[row["opening"]], *row["body"]] if row.get("opening") else row["body"]
        spec = LetterSpec(
            **{name: row[name] for name in ("code", "title", "since", "cite", "status", "to")},
            **{name: row.get(name, "") for name in ("variant", "label", "remedy", "slip")},
            itself=row.get("itself", "本答复"),
            parts=tuple(_part(line) for line in lines),
            elements=tuple(row.get("elements", ())),
            must=tuple(row.get("must", ())),
            consequences=tuple(row.get("consequences", ())),
            optional=frozenset([*row.get("optional", ()), *opening]),
        )
    except (KeyError, TypeError) as problem:
        raise BadData(place, f"字段缺少或者不对（{problem}）", f"bad field: {problem}") from problem
    _check(spec, place)
    return spec


def _part(line: str | Mapping[str, str]) -> Part:
    return Part(line) if isinstance(line, str) else Part(line["text"], line.get("unless", ""))


def _check(spec: LetterSpec, where: str) -> None:
    """Refuse a text with an unknown field, or one that leaves out what the law demands."""
    texts = [spec.title, *(one.text for one in spec.parts)]
    strange = unknown([*texts, *(f"{{{{{name}}}}}" for name in (*spec.must, *spec.optional))])
    if strange:
        raise BadData(where, "；".join(one.zh for one in strange), "unknown field")
    if type(spec.since) is not date or spec.status not in SHOWN or spec.to not in ADDRESSEES:
        raise BadData(where, "since 应为日期，status、to 应为规定的值", "bad since, status or to")
    if spec.remedy not in ("", BY_OUTCOME, *remedies.KINDS):
        raise BadData(where, f"没有“{spec.remedy}”这类救济告知", "unknown remedy")
    lost = [name for name in spec.must if not any(name in names_in(text) for text in texts)]
    if lost:
        raise BadData(where, f"正文缺少字段：{'、'.join(lost)}（{spec.cite}）", "a demanded field is missing")
    silent = [one for one in spec.consequences if not any(one in text for text in texts)]
    if silent:
        raise BadData(where, f"正文缺少后果告知：“{silent[0]}”（{spec.cite}）", "a consequence is missing")


@cache
def standard() -> Catalogue:
    """Give the letters that ship with the product."""
    specs: list[LetterSpec] = []
    for name in ("letters.toml", "answers.toml"):
        data = tomllib.loads((files("gongkai.casework.letters") / "data" / name).read_text("utf-8"))
        specs += [_spec(row, data.get("opening", {}), name) for row in data["letter"]]
    return Catalogue(specs)
