"""Which row or column of the form a printed label means."""

import re
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.report.forms import FORM_CODES, DisclosureBlock, form
from gongkai.report.readers.document import REMEMBERED, bare

LIKE = 0.8
_PREFIX = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．，]?)+")
_ASIDE = re.compile(r"[（(].*$")


def core(text: str) -> str:
    """A label without its number and its aside: 1.属于国家秘密 → 属于国家秘密."""
    return _ASIDE.sub("", _PREFIX.sub("", bare(text)))


@cache
def request_cores() -> dict[str, str]:
    return {core(row.label): row.key for code in FORM_CODES for row in form(code).requests.rows}


@cache
def group_cores() -> frozenset[str]:
    """The heads of groups of rows in table three: 不予公开, 无法提供."""
    return frozenset(
        core(group) for code in FORM_CODES for row in form(code).requests.rows for group in row.groups
    )


@cache
def blocks() -> tuple[DisclosureBlock, ...]:
    return tuple(block for code in FORM_CODES for block in form(code).disclosure)


@cache
def disclosure_cores() -> dict[str, str]:
    return {core(row.label): row.key for block in blocks() for row in block.rows}


@cache
def column_cores() -> dict[str, str]:
    return {core(column.label): column.key for block in blocks() for column in block.columns}


@cache
def applicant_cores() -> dict[str, str]:
    statutory = {core(column.label): column.key for column in form("2021").requests.columns}
    return statutory | {"合计": "total", "共计": "total", "企业": "business", "科研单位": "research"}


@cache
def result_cores() -> dict[str, str]:
    statutory = {core(column.label): column.key for column in form("2021").remedies.columns}
    return statutory | {"合计": "total", "共计": "total", "结果维护": "upheld", "未审结": "pending"}


@lru_cache(maxsize=REMEMBERED)
def nearest(text: str, labels: Callable[[], dict[str, str]]) -> str | None:
    """The key of the label that the text is, or is like: one misread or lost character is forgiven in a long label."""
    known = labels()
    if text in known:
        return known[text]
    if len(text) < 4:
        return None
    score, key = max((_likeness(text, label), key) for label, key in known.items())
    return key if score >= LIKE else None


def _likeness(text: str, label: str) -> float:
    """How alike two labels are, 0 to 1; the same characters in another order count as alike (信访投诉举报)."""
    shared = (Counter(text) & Counter(label)).total()
    return max(SequenceMatcher(None, text, label).ratio(), 2 * shared / (len(text) + len(label)) - 0.1)


def request_key(text: str) -> str | None:
    """The row of table three that a label means."""
    label = core(text)
    return nearest(label, request_cores) if label and not label.isdigit() else None


def disclosure_key(text: str) -> str | None:
    """The row of table two that a label means."""
    return nearest(core(text), disclosure_cores)


def block_of(row: str, code: str) -> DisclosureBlock | None:
    """The part of table two in which a form has this row."""
    found = (block for block in form("2019" if code == "2019" else "2021").disclosure)
    return next((block for block in found if any(one.key == row for one in block.rows)), None)
