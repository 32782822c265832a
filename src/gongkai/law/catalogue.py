"""What must be published without being asked (条例第二十、二十一条), as a catalogue with codes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["all", "county", "town"]


@dataclass(frozen=True, slots=True)
class Category:
    """An entry of the statutory catalogue; level says whom art. 21 adds it for, "all" for art. 20."""

    code: str
    label: str
    level: str

    @property
    def article(self) -> str:
        """The item of the Regulations the entry comes from."""
        part, *rest = self.code.split("-")
        if part == "20":
            return f"条例第二十条第{_chinese(int(rest[0]))}项"
        return "条例第二十一条"


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (
        digits[ones] if ones or not tens else ""
    )


@cache
def _all() -> tuple[Category, ...]:
    rows = tomllib.loads((files("gongkai.law") / "data" / "catalogue.toml").read_text("utf-8"))["category"]
    return tuple(Category(row["code"], row["label"], row.get("level", "all")) for row in rows)


def category(code: str) -> Category:
    """Give the category with the code; KeyError for an unknown one."""
    for one in _all():
        if one.code == code:
            return one
    raise KeyError(code)


def categories(level: Level = "all") -> tuple[Category, ...]:
    """Give what a body of the level must publish: art. 20 for all, art. 21 added for counties and towns."""
    return tuple(one for one in _all() if one.level in {"all", level})
