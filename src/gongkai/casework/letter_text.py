"""What somebody typed into a letter: facts by the key of their field, and the text where it was changed by hand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from gongkai.casework.letters import fields
from gongkai.casework.letters.fields import Field
from gongkai.casework.letters.letter import Edits
from gongkai.kit.entry import BadEntry

LONGEST = 20_000  # characters of one fact or of a whole text


@dataclass(frozen=True, slots=True)
class LetterText:
    """facts: as typed, by key; title and paragraphs: empty while they are made from the facts."""

    facts: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    paragraphs: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, text: str) -> "LetterText":
        """Read it back from its column."""
        kept = json.loads(text) if text else {}
        return cls(kept.get("facts", {}), kept.get("title", ""), tuple(kept.get("paragraphs", ())))

    def to_json(self) -> str:
        """Give it as the one text that the ledger keeps."""
        kept = {"facts": dict(self.facts), "title": self.title, "paragraphs": list(self.paragraphs)}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @property
    def by_hand(self) -> bool:
        """Tell whether the text was changed by hand, so that making it anew would lose something."""
        return bool(self.title or self.paragraphs)

    @property
    def edits(self) -> Edits | None:
        """The changed text for composing; None while it is made from the facts."""
        return Edits(self.title, self.paragraphs) if self.by_hand else None

    @property
    def values(self) -> dict[str, Any]:
        """The facts as values of their fields; what was typed passed typed_facts() and so can be read."""
        known = fields.by_key()
        return {
            key: _READ.get(known[key].kind, str)(text) for key, text in self.facts.items() if key in known
        }


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a text area: its lines that say something."""
    return tuple(line.strip() for line in fields.clean(text).split("\n") if line.strip())


def typed_facts(typed: Mapping[str, str]) -> dict[str, str]:
    """Give the facts that say something, each readable as its field wants it. BadEntry names every one that is not."""
    held = {key: fields.clean(text).strip() for key, text in typed.items() if text and text.strip()}
    wrong = {key: problem for key, text in held.items() if (problem := _problem(fields.by_key()[key], text))}
    if wrong:
        raise BadEntry(wrong)
    return held


def _problem(one: Field, text: str) -> str:
    facts = {"name": one.name, "most": LONGEST}
    if len(text) > LONGEST:
        return _("%(name)s：过长，请不超过%(most)s字。") % facts
    try:
        _READ.get(one.kind, str)(text)
    except (ValueError, InvalidOperation):
        return _PROBLEMS[one.kind]() % facts
    return ""


def _lines(text: str) -> list[str]:
    return list(paragraphs_of(text))


def _money(text: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite() or found < 0 or found != round(found, 2):
        raise ValueError(text)
    return found


_READ: Mapping[str, Any] = {
    "date": date.fromisoformat,
    "count": int,
    "money": _money,
    "list": _lines,
    "flag": lambda text: text == "1",
}
_PROBLEMS = {
    "date": lambda: _("%(name)s：日期应写作 2026-11-23。"),
    "count": lambda: _("%(name)s：应为整数。"),
    "money": lambda: _("%(name)s：应为金额，如 300 或者 300.50。"),
}
