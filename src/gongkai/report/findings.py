"""What a check says: which rule, how sure, where, what is printed and what it should be."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypedDict

from gongkai.report.forms import form
from gongkai.report.model import FormCode, Number

Doubt = Literal["document", "reading"]
_INNER = str.maketrans("“”", "‘’")


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    HINT = "hint"
    TO_VERIFY = "to_verify"

    @property
    def label(self) -> str:
        """The level in Chinese."""
        return {"error": "错误", "hint": "提示", "to_verify": "口径待核"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    where: key of the place; table, row, column: its Chinese labels; printed, computed: the two values;
    formula: the sum with its numbers; doubt: whether the document or our reading is in doubt; cite: article or notice.
    """

    rule: str
    level: Level
    where: str
    zh: str
    en: str
    printed: Number | str | None = None
    computed: Number | str | None = None
    formula: str = ""
    doubt: Doubt = "document"
    cite: str = ""
    table: str = ""
    row: str = ""
    column: str = ""


class Places(TypedDict):
    """Where a finding points: the key and its three Chinese labels."""

    where: str
    table: str
    row: str
    column: str


def _labels(code: FormCode, where: str) -> tuple[str, str, str]:
    """The three labels of a place; a chapter and the preamble stand in the place of the table."""
    part, _, number = where.partition(".")
    if part == "chapters":
        heading = next((one.heading for one in form(code).chapters if one.number == number), "")
        return heading, "", ""
    if part in ("preamble", "year"):
        return {"preamble": "前言", "year": "年度"}[part], "", ""
    if where == "requests.o":  # stands in a report of the 2021 form too
        code = "2019"
    return form(code).labels(where)


def at(code: FormCode, where: str) -> Places:
    """Give where and its labels as the keyword arguments of a Finding."""
    table, row, column = _labels(code, where)
    return {"where": where, "table": table, "row": row, "column": column}


def named(code: FormCode, where: str) -> str:
    """Name a place for a sentence: 表三“（七）总计”“自然人”; quotation marks inside a label become single ones."""
    table, row, column = _labels(code, where)
    parts = (part.translate(_INNER) for part in (row, column) if part)
    return table + "".join(f"“{part}”" for part in parts)
