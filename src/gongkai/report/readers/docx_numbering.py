"""The numbers that Word prints before paragraphs and keeps out of their text: 一、（一）1."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from gongkai.kit.archives import Archive, BadArchive
from gongkai.report.readers.wordml import W, root_of

Element = Any  # lxml's stubs know no more

DIGITS = "〇一二三四五六七八九"
DEEPEST = 9  # levels of a list
_CHINESE = frozenset(
    {
        *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "taiwaneseCounting"),
        *("taiwaneseCountingThousand", "ideographDigital", "japaneseCounting", "japaneseDigitalTenThousand"),
    }
)
_LISTS, _STYLES = "word/numbering.xml", "word/styles.xml"
_MARK = b"numPr>"  # without it no style counts
_HOLE = re.compile(r"%([1-9])")


def chinese(number: int) -> str:
    """Count in Chinese as headings do: 十, 十一, 二十."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def counted(number: int, style: str) -> str:
    """Give a number in the style of its list."""
    if style in _CHINESE:
        return chinese(number)
    if style in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if style == "upperLetter" else letter
    if style.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x245F + number)
    return "" if style in ("bullet", "none") else str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what it prints around the number, where it starts."""

    style: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of a file and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by number of the list
    lists: dict[str, str] = field(
        default_factory=dict
    )  # a list's number: the definition whose count it shares
    styles: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive, document: Element) -> "Numbering":
        """Read the lists of a file; one without lists, or whose lists are damaged, prints no numbers."""
        made = cls()
        itself = next(document.iter(f"{W}numPr"), None) is not None
        used = {style.get(f"{W}val") for style in document.iter(f"{W}pStyle")}
        styles = archive.bytes_of(_STYLES) if used and _STYLES in archive.names else b""
        if not itself and _MARK not in styles:
            return made
        if _LISTS in archive.names:
            made._take(made._take_lists, archive.bytes_of(_LISTS), _LISTS)
        if styles:
            made._take(made._take_styles, styles, _STYLES)
        return made if itself or any(made._by_style(name)[0] for name in used) else cls()

    @staticmethod
    def _take(take: Callable[[Element], None], data: bytes, name: str) -> None:
        with suppress(BadArchive):
            take(root_of(data, name))

    def _take_lists(self, root: Element) -> None:
        abstract = {
            one.get(f"{W}abstractNumId"): {
                int(level.get(f"{W}ilvl", "0")): _level(level) for level in one.iter(f"{W}lvl")
            }
            for one in root.iter(f"{W}abstractNum")
        }
        for one in root.iter(f"{W}num"):
            number, base = one.get(f"{W}numId"), one.find(f"{W}abstractNumId")
            key = base.get(f"{W}val") if base is not None else None
            if number is None or key not in abstract:
                continue
            changed = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in one.iter(f"{W}lvl")}
            self.levels[number] = abstract[key] | changed
            starts_anew = one.find(f"{W}lvlOverride/{W}startOverride") is not None
            self.lists[number] = f"num {number}" if starts_anew else f"abstract {key}"

    def _take_styles(self, root: Element) -> None:
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId")
            base = style.find(f"{W}basedOn")
            number, level = _list_of(style.find(f"{W}pPr"))
            if name:
                self.styles[name] = (number, level, base.get(f"{W}val") if base is not None else None)

    def label(self, paragraph: Element) -> str:
        """Count a paragraph of a list and give what Word prints before it, "" for any other paragraph."""
        if not self.levels:
            return ""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        number, level = _list_of(properties)
        if number is None:
            style = properties.find(f"{W}pStyle")
            number, inherited = self._by_style(style.get(f"{W}val") if style is not None else None)
            level = level or inherited
        levels = self.levels.get(number or "")
        depth = int(level) if level and level.isdigit() else 0
        if number is None or levels is None or depth not in levels or depth >= DEEPEST:
            return ""
        return self._count(self.lists[number], levels, depth)

    def _by_style(self, name: str | None) -> tuple[str | None, str | None]:
        level: str | None = None
        for _ in range(DEEPEST):
            if name is None or name not in self.styles:
                break
            number, own_level, name = self.styles[name]
            level = level or own_level
            if number is not None:
                return number, level
        return None, None

    def _count(self, name: str, levels: dict[int, Level], depth: int) -> str:
        key = (name, depth)
        self._counts[key] = self._counts.get(key, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, DEEPEST):
            self._counts.pop((name, deeper), None)

        def filled(hole: re.Match[str]) -> str:
            at = int(hole[1]) - 1
            level = levels.get(at, Level())
            return counted(self._counts.get((name, at), level.start), level.style)

        return _HOLE.sub(filled, levels[depth].text) if levels[depth].style != "bullet" else ""


def _level(level: Element) -> Level:
    style, text, start = (level.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
    begun = start.get(f"{W}val", "1") if start is not None else "1"
    return Level(
        style.get(f"{W}val", "decimal") if style is not None else "decimal",
        text.get(f"{W}val", "") if text is not None else "",
        int(begun) if begun.isdigit() else 1,
    )


def _list_of(properties: Element | None) -> tuple[str | None, str | None]:
    """The list and the level that paragraph properties name."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None, None
    number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return (
        number.get(f"{W}val") if number is not None else None,
        level.get(f"{W}val") if level is not None else None,
    )
