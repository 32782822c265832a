"""The fee for processing information (国办函〔2020〕109号): by case or by volume, progressive over what is in excess."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from gongkai.law.errors import Unlawful

Method = Literal["by_case", "by_volume"]
METHOD_LABELS: dict[Method, str] = {"by_case": "按件计收", "by_volume": "按量计收"}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One tier: units from first to last (cases or pages), at rate yuan each."""

    first: int
    last: int
    rate: int

    @property
    def amount(self) -> int:
        """The tier's sum in yuan."""
        return (self.last - self.first + 1) * self.rate


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan with the tiers it adds up from; no lines means free."""

    method: Method
    units: int
    unit: str
    lines: tuple[FeeLine, ...]
    cite: str

    @property
    def amount(self) -> int:
        """The whole sum in yuan."""
        return sum(line.amount for line in self.lines)

    @property
    def explained(self) -> str:
        """Write the sum tier by tier."""
        if not self.lines:
            return f"{self.units}{self.unit}，不收费"
        parts = (f"第{x.first}–{x.last}{self.unit} {x.last - x.first + 1}×{x.rate}元" for x in self.lines)
        return f"{'＋'.join(parts)} ＝ {self.amount}元"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("gongkai.law") / "data" / "fees.toml").read_text("utf-8"))


def _tiers(rules: dict[str, Any], last: int) -> list[tuple[int, int]]:
    """(first unit, rate) of every tier up to the last unit, free ones left out."""
    tiers = [(row["from"], row["rate"]) for row in rules["tiers"]]
    first = rules.get("step_from")
    while first is not None and first <= last:
        tiers.append((first, tiers[-1][1] + rules["step_rate"]))
        first += rules["step_size"]
    return tiers


def _check(method: Method, before: int, units: int, on: date) -> None:
    data = _data()
    if on < data["since"]:
        raise Unlawful(
            data["cite"], f"{data['since']} 起才可收取信息处理费", "此前的申请不收费。", "no fee before 2021"
        )
    if units < 0 or before < 0:
        raise Unlawful(data["cite"], f"数量不能为负：{min(units, before)}", "请核对数量。", "negative number")
    if method == "by_volume" and before:
        raise Unlawful(
            data["cite"],
            "按量计收按每件申请单独计算，没有此前累计",
            "请把此前数量填 0。",
            "volume is per request",
        )


def fee(method: Method, units: int, *, on: date, before: int = 0) -> Fee:
    """Compute the fee of one step.

    by_case: units more applications by one applicant in one calendar month in which `before` came already;
    by_volume: units pages of one application. Unlawful for a negative number or a day before the rules.
    """
    _check(method, before, units, on)
    rules, last = _data()[method], before + units
    tiers = _tiers(rules, last)
    lines = []
    for (first, rate), following in zip(tiers, [*(first for first, _ in tiers[1:]), last + 1], strict=True):
        start, end = max(first, before + 1), min(following - 1, last)
        if start <= end:
            lines.append(FeeLine(start, end, rate))
    return Fee(method, units, rules["unit"], tuple(lines), _data()["cite"])
