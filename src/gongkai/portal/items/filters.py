"""What a visitor asked the list for, and the links that change one thing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from django.utils.http import urlencode

from gongkai.law.catalogue import category

YEARS = range(1949, 9001)
LONGEST = 100


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


@dataclass(frozen=True, slots=True)
class Filters:
    """Words of the title or number, own column, statutory category, year of publication; empty ones ask for nothing."""

    q: str = ""
    column: int | None = None
    category: str = ""
    year: int | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """Read them from an address; what makes no sense is left out."""
        year = _number(asked.get("year", ""))
        return cls(
            q=asked.get("q", "").replace("\0", "").strip()[:LONGEST],
            column=_number(asked.get("column", "")),
            category=_known(asked.get("category", "")),
            year=year if year in YEARS else None,
        )

    def query(self, **changed: Any) -> str:
        """Write them as the query of an address, with something changed."""
        other = replace(self, **changed)
        chosen = {one.name: getattr(other, one.name) for one in fields(other)}
        return urlencode({name: value for name, value in chosen.items() if value})


def _known(code: str) -> str:
    try:
        return category(code).code
    except KeyError:
        return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip: its words, how many items it gives (None: not counted), its query, whether it is chosen."""

    label: str
    count: int | None
    query: str
    chosen: bool
