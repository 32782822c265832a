"""The named fields {{申请人}} of letters, papers and an office's own templates: one table, checked and formatted here."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.errors import BadData
from gongkai.law.params import Params, defaults

PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
KINDS = ("text", "quote", "long", "list", "date", "count", "money", "rows", "flag")
_TRAILING = "。；;，, "
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its Chinese name in texts, its key in values, what it means and where it comes from.

    kind: how it is formatted; param: the parameter of the law that fills it; most: one that it may not exceed.
    """

    name: str
    key: str
    kind: str
    source: str
    meaning: str
    param: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field that a text names and the table does not have, with the nearest name that it has ("" for none)."""

    name: str
    suggestion: str

    @property
    def zh(self) -> str:
        """The problem in one sentence."""
        hint = f"，是不是“{self.suggestion}”" if self.suggestion else "，可用的字段见字段表"
        return f"没有名为“{self.name}”的字段{hint}"


@cache
def table() -> Mapping[str, Field]:
    """Give every field by its Chinese name, in the order of the table."""
    rows = tomllib.loads((files("gongkai.casework.letters") / "data" / "fields.toml").read_text("utf-8"))
    return {name: Field(name=name, source=row.pop("from"), **row) for name, row in rows.items()}


@cache
def by_key() -> Mapping[str, Field]:
    """Give every field by its key in values."""
    return {one.key: one for one in table().values()}


def names_in(text: str) -> tuple[str, ...]:
    """Name the fields of a text in order, each once."""
    return tuple(dict.fromkeys(PLACE.findall(text)))


def unknown(texts: Iterable[str]) -> tuple[Unknown, ...]:
    """Give the fields that texts name and the table does not have."""
    names = dict.fromkeys(name for text in texts for name in names_in(text))
    return tuple(_unknown(name) for name in names if name not in table())


def _unknown(name: str) -> Unknown:
    near = difflib.get_close_matches(name, table(), n=1, cutoff=0.4)
    return Unknown(name, near[0] if near else "")


def known(values: Values, on: date, params: Params | None = None) -> dict[str, Any]:
    """Give the values that say something, checked by the kind of their field, with those that the law fixes.

    BadData naming the field for a key that is none, a value of the wrong kind, or one above what the law allows.
    """
    held = {key: value for key, value in values.items() if says_something(value)}
    strange = sorted(set(held) - set(by_key()))
    if strange:
        raise BadData(
            "文书字段", f"没有这些字段：{'、'.join(strange)}", f"no such fields: {', '.join(strange)}"
        )
    law = params or defaults()
    for key, value in held.items():
        _check(by_key()[key], value, on, law)
    fixed = {one.key: law.number(one.param, on) for one in table().values() if one.param}
    return {**held, **fixed}


def says_something(value: Any) -> bool:
    if value is None:
        return False
    if isinstance(value, str):
        return bool(clean(value).strip())
    if isinstance(value, Sequence):
        return any(says_something(one) for one in value)
    return True


def _check(field: Field, value: Any, on: date, params: Params) -> None:
    wanted = _WANTED[field.kind]
    if not wanted.fits(value):
        raise BadData(field.name, f"应为{wanted.zh}，不能是“{value}”", f"{field.key} must be {wanted.en}")
    most = params.number(field.most, on) if field.most else None
    if most is not None and not 1 <= value <= most:
        cite = params(field.most, on).cite
        raise BadData(field.name, f"应为1至{most}（{cite}），不能是{value}", f"{field.key}: 1 to {most}")


@dataclass(frozen=True, slots=True)
class _Wanted:
    zh: str
    en: str
    types: tuple[type, ...]
    not_types: tuple[type, ...] = ()

    def fits(self, value: Any) -> bool:
        return isinstance(value, self.types) and not isinstance(value, self.not_types)


_TEXT = _Wanted("文字", "text", (str,))
_LIST = _Wanted("一项或者几项文字", "text or a sequence of texts", (str, list, tuple))
_WANTED = {
    "text": _TEXT,
    "quote": _TEXT,
    "long": _TEXT,
    "list": _LIST,
    "date": _Wanted("日期", "a date", (date,), (datetime,)),
    "count": _Wanted("整数", "a whole number", (int,), (bool,)),
    "money": _Wanted("金额", "a sum in yuan", (int, Decimal), (bool,)),
    "flag": _Wanted("是或者否", "true or false", (bool,)),
    "rows": _Wanted("表格行", "rows of texts", (list, tuple)),
}


def clean(text: str) -> str:
    """Drop the control characters that no document format can carry; lines stay apart."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        one
        for one in text
        if one in "\n\t" or not (one < " " or one in "\x7f\ufffe\uffff" or "\ud800" <= one <= "\udfff")
    )


def chinese_date(day: date) -> str:
    """Write a date as documents do (GB/T 9704): 2026年3月5日, month and day without zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def lines_of(value: Any) -> tuple[str, ...]:
    """Split a value into its items or lines, blanks squeezed, empty ones dropped."""
    items = (value,) if isinstance(value, str) else tuple(str(one) for one in value)
    lines = (line for item in items for line in clean(item).split("\n"))
    return tuple(found for line in lines if (found := _BLANKS.sub(" ", line).strip()))


def names_of(value: Any) -> tuple[str, ...]:
    """Split a value into names, each without a stop at its end."""
    return tuple(bare for line in lines_of(value) if (bare := line.rstrip(_TRAILING)))


def inline(field: Field, value: Any) -> str:
    """Write a value inside a sentence: one line, without the stop at its end, items joined."""
    if isinstance(value, date):
        return chinese_date(value)
    if field.kind == "money":
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if field.kind == "count":
        return str(value)
    if field.kind == "list":
        return "；".join(line.rstrip(_TRAILING) for line in lines_of(value))
    joined = _joined(lines_of(value)).rstrip(_TRAILING if field.kind != "text" else " ")
    return joined.replace("“", "‘").replace("”", "’") if field.kind == "quote" else joined


def _joined(lines: Iterable[str]) -> str:
    """Put lines on one: a blank between them, none after a Chinese stop."""
    return re.sub(r"(?<=[。；：，、！？]) ", "", " ".join(lines))


def apart(field: Field, value: Any) -> tuple[str, ...]:
    """Write a value as paragraphs of its own: the lines of a long one, numbered items of a list with several."""
    if field.kind not in ("list", "long"):
        return (inline(field, value),)
    lines = lines_of(value)
    if field.kind == "long" or len(lines) == 1:
        return tuple(_ended(line) for line in lines)
    bare = [line.rstrip(_TRAILING) for line in lines]
    last = len(bare)
    return tuple(f"{n}．{line}{'。' if n == last else '；'}" for n, line in enumerate(bare, start=1))


def _ended(line: str) -> str:
    """A line that ends a sentence; an address of the net gets no stop, which would be copied with it."""
    bare = line.rstrip(_TRAILING)
    return line if line[-1] in "。！？；：…”）" or bare[-1:] < "\u0080" else f"{bare}。"


def fill(text: str, values: Values) -> str:
    """Put the values into a text; a field without one stays as it is written. Values are never read as fields."""

    def put(match: re.Match[str]) -> str:
        field = table().get(match[1])
        if field is None or field.key not in values:
            return match[0]
        return inline(field, values[field.key])

    return PLACE.sub(put, text)


def fill_paragraph(text: str, values: Values) -> tuple[str, ...]:
    """Put the values into a paragraph; a long or listed field that is the whole paragraph becomes several."""
    alone = PLACE.fullmatch(text.strip())
    field = table().get(alone[1]) if alone else None
    if field is None or field.key not in values:
        return (fill(text, values),)
    return apart(field, values[field.key])
