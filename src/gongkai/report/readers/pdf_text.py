"""Characters into text: the lines of a cell or of a page, and how the pieces of a wrapped text are put together."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from gongkai.report.readers.pdf_pages import Box, Glyph

WORD_GAP = 0.4  # of the size: a wider gap between characters is a blank that the file left out
TAB_GAP = 0.9  # between two Chinese characters, which a justified line spreads
_BLANKS = " \t\u00a0\u3000\u2002\u2003\u2009"
# Radicals that some fonts give for the characters that look the same; NFKC knows the others.
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺆⺈⺊⺋⺌⺍⺏⺗⺟⺠⺡⺩⺫⺬⺮⺯⺶⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻫⻬⻮⻰⻳",
        "厂乙亻冂刀卜卩小小尢心母民氵王目示竹纟羊肉虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟麦黄齐齐齿龙龟",
        strict=True,
    )
)
_FIRST_TOKEN = re.compile(r"[\x21-\x7e]+[，。；：、）》”？！]*|.[，。；：、）》”？！]*")


class TextLine(NamedTuple):
    """A line of text and where it stands; size is the height of its characters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def box(self) -> Box:
        """Where it stands."""
        return self.left, self.top, self.right, self.bottom

    @property
    def first_width(self) -> float:
        """How wide the piece at its start is that could not be broken to stand on the line before."""
        token = _FIRST_TOKEN.match(self.text)
        return sum(self.size * (0.5 if char < "\u0250" else 1.0) for char in token[0]) if token else 0.0


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’—…·"


def shown(char: str) -> str:
    """Give the character that is meant: a radical for its character, a ligature for its letters."""
    if "\u2e80" <= char <= "\u2eff":
        return _RADICALS.get(char, unicodedata.normalize("NFKC", char))
    if "\u2f00" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    return char


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Sort characters into lines, top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for one in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        here, size = (one.top + one.bottom) / 2, one.bottom - one.top
        if rows and here - middle <= 0.5 * min(height, size):
            rows[-1].append(one)
            middle += (here - middle) / len(rows[-1])
            height = max(height, size)
        else:
            rows.append([one])
            middle, height = here, size
    return [line for row in rows if (line := _line(row))]


def _line(row: list[Glyph]) -> TextLine | None:
    row.sort(key=lambda glyph: glyph.left + glyph.right)
    printed = [one for one in row if one.text not in _BLANKS]
    if not printed:
        return None
    size = _size(printed)
    parts: list[str] = []
    before: Glyph | None = None
    for one in row:
        if before is not None and _blank_between(before, one, size):
            parts.append(" ")
        parts.append(" " if one.text in _BLANKS else shown(one.text))
        before = one
    left, right = printed[0].left, max(one.right for one in printed)
    top, bottom = min(one.top for one in printed), max(one.bottom for one in printed)
    return TextLine("".join(parts).lstrip(" "), left, top, right, bottom, size)


def _size(printed: list[Glyph]) -> float:
    """The height of most Chinese characters of a line; digits of another font may stand higher."""
    wide = [one for one in printed if _is_wide(one.text)] or printed
    heights = sorted(one.bottom - one.top for one in wide)
    return heights[len(heights) // 2]


def _blank_between(one: Glyph, other: Glyph, size: float) -> bool:
    if one.text in _BLANKS or other.text in _BLANKS:
        return False
    limit = TAB_GAP if _is_wide(one.text) and _is_wide(other.text) else WORD_GAP
    return other.left - one.right > limit * size


def join(first: str, second: str) -> str:
    """Put a wrapped text together: Chinese and numbers without a blank, two words with one."""
    first = first.rstrip("\n")
    if first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha():
        return f"{first} {second}"
    return first + second


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """Give the text of a cell, its lines put together."""
    text = ""
    for line in text_lines(glyphs):
        text = join(text, line.text) if text else line.text
    return text.strip()
