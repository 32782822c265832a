"""The numbers and switches of the law: dated, cited, replaceable by an operator's file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.law.errors import BadData

Value = int | bool | str
SHOWN = {"law": "", "derived": "由条文推定", "practice": "惯例口径，可配置"}


@dataclass(frozen=True, slots=True)
class Param:
    """One value of a parameter: it holds from since on; cite says by what; status is law, derived or practice."""

    key: str
    value: Value
    since: date
    cite: str
    status: str

    @property
    def shown(self) -> str:
        """What a user reads beside the value."""
        return SHOWN[self.status]


class Params:
    """All parameters; an operator's file adds values or replaces whole keys."""

    def __init__(self, values: Mapping[str, tuple[Param, ...]]) -> None:
        self._values = values

    def __call__(self, key: str, on: date) -> Param:
        """Give the value in force on the day; KeyError for an unknown key, BadData before its first value."""
        held = [one for one in self._values[key] if one.since <= on]
        if not held:
            raise BadData(key, f"{on.isoformat()} 时尚无规定", f"has no value on {on.isoformat()}")
        return held[-1]

    def number(self, key: str, on: date) -> int:
        """Give a value that is a number of days."""
        value = self(key, on).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadData(key, "应为天数", "must be a number of days")
        return value

    def keys(self) -> tuple[str, ...]:
        """Name every parameter."""
        return tuple(self._values)

    def overlaid(self, path: Path) -> "Params":
        """Give these parameters with the keys of an operator's TOML file in place of ours."""
        extra = _parse(path.read_text("utf-8"), path.name)
        unknown = sorted(set(extra) - set(self._values))
        if unknown:
            raise BadData(
                path.name, f"没有名为 {'、'.join(unknown)} 的参数", f"unknown: {', '.join(unknown)}"
            )
        return Params({**self._values, **extra})


def _parse(text: str, where: str) -> dict[str, tuple[Param, ...]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadData(where, f"不是正确的 TOML（{problem}）", f"not valid TOML: {problem}") from problem
    return {
        key: tuple(sorted((_param(key, row, where) for row in rows), key=_since))
        for key, rows in data.items()
    }


def _since(param: Param) -> date:
    return param.since


def _param(key: str, row: Any, where: str) -> Param:
    try:
        param = Param(key, row["value"], row["since"], row["cite"], row["status"])
    except (KeyError, TypeError) as problem:
        raise BadData(f"{where} {key}", f"缺少 {problem}", f"lacks {problem}") from problem
    if param.status not in SHOWN or not isinstance(param.since, date):
        raise BadData(
            f"{where} {key}", "status 应为 law、derived 或 practice，since 应为日期", "bad status or since"
        )
    return param


@cache
def defaults() -> Params:
    """Give the parameters that ship with the product."""
    page = files("gongkai.law") / "data" / "terms.toml"
    return Params(_parse(page.read_text("utf-8"), page.name))
