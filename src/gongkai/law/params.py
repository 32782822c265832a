"""The numbers and switches of the law: dated, cited, replaceable by an operator's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law import tables
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
    """All parameters; an operator's file replaces whole keys."""

    def __init__(self, values: Mapping[str, tuple[Param, ...]]) -> None:
        self._values = values

    @classmethod
    def load(cls, extra: Path | None = None) -> "Params":
        """Give the parameters that ship with the product, those of an operator's TOML file in place of ours."""
        return defaults().overlaid(extra) if extra else defaults()

    def __call__(self, key: str, on: date) -> Param:
        """Give the value in force on the day; KeyError for an unknown key, BadData before its first value."""
        held = [one for one in self._values[key] if one.since <= on]
        if not held:
            raise BadData(key, f"{on.isoformat()} 时尚无规定", f"has no value on {on.isoformat()}")
        return held[-1]

    def number(self, key: str, on: date) -> int:
        """Give a value that is a number of days; BadData for any other."""
        value = self(key, on).value
        if type(value) is not int:
            raise BadData(key, "应为天数", "must be a number of days")
        return value

    def keys(self) -> tuple[str, ...]:
        """Name every parameter."""
        return tuple(self._values)

    def overlaid(self, path: Path) -> "Params":
        """Give these parameters with the keys of an operator's TOML file in place of ours."""
        extra = _parse(tables.read(path), path.name)
        unknown = sorted(set(extra) - set(self._values))
        if unknown:
            names = "、".join(unknown)
            raise BadData(path.name, f"没有名为 {names} 的参数，请核对名称", f"unknown: {', '.join(unknown)}")
        for key, rows in extra.items():
            _same_type(rows, self._values[key][0], path.name)
        return Params({**self._values, **extra})


def _same_type(rows: tuple[Param, ...], ours: Param, where: str) -> None:
    wanted = {int: "天数（整数）", bool: "true 或 false", str: "文字"}[type(ours.value)]
    if any(type(one.value) is not type(ours.value) for one in rows):
        raise BadData(f"{where} {ours.key}", f"value 应为{wanted}", f"wants a {type(ours.value).__name__}")


def _parse(data: Mapping[str, Any], where: str) -> dict[str, tuple[Param, ...]]:
    return {key: _rows(key, rows, f"{where} {key}") for key, rows in data.items()}


def _rows(key: str, rows: Any, where: str) -> tuple[Param, ...]:
    if not isinstance(rows, list) or not rows:
        raise BadData(where, f"应写作一段或几段 [[{key}]]", f"wants [[{key}]] tables")
    return tuple(sorted((_param(key, row, where) for row in rows), key=lambda one: one.since))


def _param(key: str, row: Any, where: str) -> Param:
    try:
        param = Param(key, row["value"], row["since"], row["cite"], row["status"])
    except (KeyError, TypeError) as problem:
        raise BadData(where, f"缺少 {problem}", f"lacks {problem}") from problem
    if param.status not in SHOWN or type(param.since) is not date:
        raise BadData(where, "status 应为 law、derived 或 practice，since 应为日期", "bad status or since")
    return param


@cache
def defaults() -> Params:
    """Give the parameters that ship with the product."""
    return Params(_parse(tables.shipped("terms.toml"), "terms.toml"))
