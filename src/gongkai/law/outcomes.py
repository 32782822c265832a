"""The outcomes of an application (条例第三十六至三十九条): article, label, letter, remedy, and the row that counts it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from gongkai.law import tables
from gongkai.law.errors import BadData
from gongkai.law.params import SHOWN

FormCode = Literal["2019", "2021"]
RESULT_ROWS_2021 = (
    *("open", "partial"),
    *(f"d{n}" for n in range(1, 9)),
    *(f"u{n}" for n in range(1, 4)),
    *(f"n{n}" for n in range(1, 6)),
    *(f"o{n}" for n in range(1, 4)),
)
OTHER_ROWS = frozenset({"o1", "o2", "o3"})
RESULT_ROWS_2019 = (*(row for row in RESULT_ROWS_2021 if row not in OTHER_ROWS), "o")
GROUPS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
REMEDIES = ("refusal", "partial", "special", "denial", "other")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to end an application.

    label: the statutory label; sentence: what it means for the clerk; must_state: what the letter has to say;
    letter: its code in the set of letters (R01 … R15); row: the row of the 2021 form;
    remedy: refusal (arts. 14–16), partial, special (art. 36 item 7), denial (无法提供, 不予处理) or other;
    status: law, derived or practice, for the row that counts it.
    """

    code: str
    group: str
    label: str
    article: str
    sentence: str
    letter: str
    row: str
    status: str
    remedy: str
    must_state: str

    def row_in(self, form: FormCode) -> str:
        """Give the row key in a form; the 2019 form has one row 其他处理 for three."""
        return "o" if form == "2019" and self.row in OTHER_ROWS else self.row

    @property
    def refusal(self) -> bool:
        """Tell whether all of the information is withheld under arts. 14, 15 or 16."""
        return self.remedy == "refusal"

    @property
    def shown(self) -> str:
        """What stands beside an outcome whose row the law leaves open."""
        return SHOWN[self.status]


class Outcomes:
    """All outcomes by code, in the order of the law."""

    def __init__(self, outcomes: Mapping[str, Outcome]) -> None:
        self._by_code = dict(outcomes)

    def __getitem__(self, code: str) -> Outcome:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def all(self) -> tuple[Outcome, ...]:
        """Give every outcome in order."""
        return tuple(self._by_code.values())

    def by_group(self) -> dict[str, tuple[Outcome, ...]]:
        """Give the outcomes under the headings of the law."""
        return {group: tuple(one for one in self.all() if one.group == group) for group in GROUPS}

    def in_row(self, row: str, form: FormCode) -> tuple[Outcome, ...]:
        """Give the outcomes that a row of table three counts."""
        return tuple(one for one in self.all() if one.row_in(form) == row)

    def overlaid(self, path: Path) -> "Outcomes":
        """Give these outcomes with an operator's rows (a TOML file of `code = "row"`) in place of ours.

        BadData for an outcome or a row that does not exist, and for one whose row the law itself fixes.
        """
        given = tables.read(path)
        return Outcomes(
            {**self._by_code, **{code: self._moved(code, given[code], path.name) for code in given}}
        )

    def _moved(self, code: str, row: Any, where: str) -> Outcome:
        if code not in self:
            known = "、".join(self._by_code)
            raise BadData(f"{where} {code}", f"没有这种处理结果，可用的有：{known}", "is no outcome")
        outcome = self[code]
        if outcome.status == "law" and row != outcome.row:
            zh = f"“{outcome.label}”计入的行由表格规定（{outcome.row}），不能改"
            raise BadData(f"{where} {code}", zh, "its row is fixed by the form")
        return _checked(replace(outcome, row=row), where)


def _checked(outcome: Outcome, where: str) -> Outcome:
    """Give the outcome back; BadData where one of its keys is not one the code knows."""
    for name, allowed in (
        ("row", RESULT_ROWS_2021),
        ("group", GROUPS),
        ("remedy", REMEDIES),
        ("status", tuple(SHOWN)),
    ):
        if getattr(outcome, name) not in allowed:
            raise BadData(f"{where} {outcome.code}", f"{name} 应为 {'、'.join(allowed)} 之一", f"bad {name}")
    return outcome


@cache
def standard() -> Outcomes:
    """Give the outcomes that ship with the product."""
    name = "outcomes.toml"
    return Outcomes({row["code"]: _checked(Outcome(**row), name) for row in tables.shipped(name)["outcome"]})
