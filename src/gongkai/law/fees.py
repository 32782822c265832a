"""The fee for processing information (国办函〔2020〕109号): by case or by volume, progressive over what is in excess."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from gongkai.law import tables
from gongkai.law.errors import Unlawful

Method = Literal["by_case", "by_volume"]
METHOD_LABELS: dict[Method, str] = {"by_case": "按件计收", "by_volume": "按量计收"}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One tier: units from first to last (cases or pages), at rate yuan each; the free tier has rate 0."""

    first: int
    last: int
    rate: int

    @property
    def units(self) -> int:
        """How many units fall in the tier."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """The tier's sum in yuan."""
        return self.units * self.rate


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan with the tiers it adds up from."""

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
    def derivation(self) -> tuple[str, ...]:
        """Give one line per tier, e.g. 第11–30件：20件 × 100元 ＝ 2000元."""
        return tuple(_line(line, self.unit) for line in self.lines)

    @property
    def explained(self) -> str:
        """Write the sum tier by tier on one line."""
        parts = [f"{line.units}{self.unit}×{line.rate}元" for line in self.lines if line.rate]
        return f"{'＋'.join(parts)}＝{self.amount}元" if parts else f"{self.units}{self.unit}，不收费"


def _line(line: FeeLine, unit: str) -> str:
    span = f"第{line.first}{unit}" if line.first == line.last else f"第{line.first}–{line.last}{unit}"
    if not line.rate:
        return f"{span}：不收费"
    return f"{span}：{line.units}{unit} × {line.rate}元 ＝ {line.amount}元"


@cache
def _data() -> dict[str, Any]:
    return tables.shipped("fees.toml")


def _tiers(rules: dict[str, Any], last: int) -> Iterator[tuple[int, int]]:
    """(first unit, rate) of every tier of the text, then of the steps up to the last unit."""
    rate, step = 0, rules.get("step_from", last + 1)
    for row in rules["tiers"]:
        rate = row["rate"]
        yield row["from"], rate
    for first in range(step, last + 1, rules.get("step_size", 1)):
        rate += rules["step_rate"]
        yield first, rate


def _check(units: int, before: int, on: date) -> None:
    data = _data()
    if on < data["since"]:
        zh = f"{data['since']} 起才可以收取信息处理费，{on} 收到的申请不收费"
        raise Unlawful(data["cite"], zh, "请免费提供。", f"no fee before {data['since']}")
    if units < 0 or before < 0:
        zh = f"数量不能为负：{min(units, before)}"
        raise Unlawful(data["cite"], zh, "请核对数量。", "a number is negative")


def fee(method: Method, units: int, *, on: date, before: int = 0) -> Fee:
    """Compute the fee of one step.

    by_case: units more applications by one applicant in one calendar month in which `before` came already;
    by_volume: units pages of one application, which counts for itself. Unlawful for a negative number, for a day
    before the rules, and for pages of other applications before.
    """
    _check(units, before, on)
    rules, last = _data()[method], before + units
    if method == "by_volume" and before:
        zh = "按量计收按每件申请单独计算，没有此前累计"
        raise Unlawful(rules["cite"], zh, "请把此前数量填 0。", "volume counts for each application alone")
    tiers = list(_tiers(rules, last))
    ends = [first - 1 for first, _ in tiers[1:]] + [last]
    lines = (
        FeeLine(max(first, before + 1), min(end, last), rate)
        for (first, rate), end in zip(tiers, ends, strict=True)
    )
    return Fee(method, units, rules["unit"], tuple(one for one in lines if one.units > 0), rules["cite"])


def fee_of_next(earlier: Iterable[date], *, on: date) -> Fee:
    """Compute the fee by case of one more application received on a day.

    earlier: the days on which the same applicant's other applications were received; those of the same calendar month
    up to that day count, whatever their outcome.
    """
    before = sum(1 for day in earlier if (day.year, day.month) == (on.year, on.month) and day <= on)
    return fee("by_case", 1, on=on, before=before)


def one_method(methods: Iterable[Method]) -> Method | None:
    """Give the method used for an application, None if it is free so far; Unlawful where both were used."""
    used = sorted(set(methods))
    if len(used) > 1:
        zh = f"同一件申请不能同时{'和'.join(METHOD_LABELS[one] for one in used)}"
        raise Unlawful(_data()["cite"], zh, "请选择其中一种。", "one application, one method")
    return used[0] if used else None
