"""The outcomes of an application (条例第三十六至三十九条): article, label, letter, remedy, and the row that counts it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

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
GROUPS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
REMEDIES = ("refusal", "partial", "other")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to end an application.

    label: the statutory label; sentence: what it means for the clerk; must_state: what the letter has to say;
    row: the row of the 2021 form; remedy: refusal (arts. 14–16), partial, or other; status: law, derived, practice.
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
        return "o" if form == "2019" and self.row.startswith("o") and self.row != "open" else self.row

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

    def overlaid(self, path: Path) -> "Outcomes":
        """Give these outcomes with an operator's rows (file of code → row) in place of ours."""
        changed = dict(self._by_code)
        for code, row in _read(path.read_text("utf-8"), path.name).items():
            if code not in changed:
                raise BadData(f"{path.name} {code}", "没有这种处理结果", "is no outcome")
            values = {one.name: getattr(changed[code], one.name) for one in fields(Outcome)}
            changed[code] = _outcome({**values, "row": row}, path.name)
        return Outcomes(changed)


def _read(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadData(where, f"不是正确的 TOML（{problem}）", f"not valid TOML: {problem}") from problem


def _outcome(row: Mapping[str, Any], where: str) -> Outcome:
    try:
        outcome = Outcome(**row)
    except TypeError as problem:
        raise BadData(f"{where} {row.get('code', '')}", f"字段不对（{problem}）", str(problem)) from problem
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
    page = files("gongkai.law") / "data" / "outcomes.toml"
    rows = _read(page.read_text("utf-8"), page.name)["outcome"]
    return Outcomes({row["code"]: _outcome(row, page.name) for row in rows})
