"""The columns of a ledger, and which column of an office's own table is which."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ASIDE = re.compile(r"[（(].*?[）)]|[\s*＊:：]")
HERE = "gongkai.casework.ledger"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its label, what offices call it besides, whether each row needs it."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    need: bool = False


@cache
def columns() -> tuple[Column, ...]:
    """Give the columns in the order of an exported ledger."""
    entries = tomllib.loads(files(HERE).joinpath("columns.toml").read_text("utf-8"))["column"]
    return tuple(
        Column(one["key"], one["label"], tuple(one["names"]), one.get("need", False)) for one in entries
    )


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Give for a column with fixed values what the words of an office stand for: column → folded words → value."""
    entries = tomllib.loads(files(HERE).joinpath("words.toml").read_text("utf-8"))
    return {
        column: {folded(word): value for value, said in values.items() for word in said}
        for column, values in entries.items()
    }


def folded(text: str) -> str:
    """Give a head or a value without blanks, marks and what stands in brackets, in lower case."""
    return _ASIDE.sub("", text).lower()


@cache
def _known() -> Mapping[str, str]:
    named = {folded(name): one.key for one in columns() for name in one.names}
    return named | {folded(one.label): one.key for one in columns()}


def guess(heads: Sequence[str]) -> dict[str, int]:
    """Tell which of the heads is which column: key → position from 0; the first head of a name counts."""
    found: dict[str, int] = {}
    for position, head in enumerate(heads):
        key = _known().get(folded(head))
        if key:
            found.setdefault(key, position)
    return found


def missing(mapping: Mapping[str, int]) -> list[Column]:
    """Give the columns that each row needs and that no head stands for."""
    return [one for one in columns() if one.need and one.key not in mapping]
