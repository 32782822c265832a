"""Characters into text: the lines of a cell or of a page, and how the pieces of a wrapped text are put together."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from gongkai.report.readers.pdf_pages import Box, Glyph

# Of the size: a wider gap between characters is a blank that the file left out.
TAB_GAP = 0.9  # between two Chinese characters, which a justified line spreads
WIDE_GAP = 0.4  # elsewhere, for programs set a quarter between Chinese and numbers by themselves
TYPED_GAP = (
    0.15  # in cells of a file that has no blanks at all: there the gap is all that is left of a typed one
)
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


_WORDS = re.compile(r"[A-Za-z][A-Za-z]")
_BESIDE = re.compile(r"(?<=[\u4e00-\u9fff])\d|\d(?=[\u4e00-\u9fff])")
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) \d|\d (?=[\u4e00-\u9fff])")


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


def text_lines(glyphs: Iterable[Glyph], gap: float = WIDE_GAP) -> list[TextLine]:
    """Sort characters into lines, top to bottom, each from left to right; a wider gap than this is a blank."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for one in sorted(glyphs, key=lambda glyph: glyph[2] + glyph[4]):
        _, _, top, _, bottom = one
        here, size = (top + bottom) / 2, bottom - top
        if rows and here - middle <= 0.5 * (size if size < height else height):
            rows[-1].append(one)
            middle += (here - middle) / len(rows[-1])
            height = size if size > height else height
        else:
            rows.append([one])
            middle, height = here, size
    return [line for row in rows if (line := _line(row, gap))]


def _line(row: list[Glyph], gap: float) -> TextLine | None:
    if len(row) == 1 and row[0].text not in _BLANKS:  # most cells of most reports
        char, left, top, right, bottom = row[0]
        return TextLine(shown(char), left, top, right, bottom, bottom - top)
    row.sort(key=lambda glyph: glyph[1] + glyph[3])
    printed = [one for one in row if one[0] not in _BLANKS]
    if not printed:
        return None
    size = _size(printed)
    parts: list[str] = []
    end = ""
    right_of_end = 0.0
    for char, left, _, right, _ in row:
        if char in _BLANKS:
            end = ""
            parts.append(" ")
            continue
        if end and left - right_of_end > size * (TAB_GAP if _is_wide(char) and _is_wide(end) else gap):
            parts.append(" ")
        parts.append(shown(char) if char >= "\u2e80" else char)
        end, right_of_end = char, right
    _, lefts, tops, rights, bottoms = zip(*printed, strict=True)
    return TextLine("".join(parts).lstrip(" "), lefts[0], min(tops), max(rights), max(bottoms), size)


def _size(printed: list[Glyph]) -> float:
    """The height, or width, of most Chinese characters of a line; digits of another font may stand higher."""
    sizes = [
        max(bottom - top, right - left) for char, left, top, right, bottom in printed if char >= "\u2e80"
    ]
    if not sizes:
        sizes = [bottom - top for _, _, top, _, bottom in printed]
    return sorted(sizes)[len(sizes) // 2]


def join(first: str, second: str, *, spaced: bool = False) -> str:
    """Put a wrapped text together: two words with a blank, Chinese without one; beside a number as the document does."""
    if _WORDS.search(first[-1:] + second[:1]) or (spaced and _BESIDE.search(first[-1:] + second[:1])):
        return f"{first} {second}"
    return first + second


def joined(lines: Iterable[TextLine], *, spaced: bool = False) -> str:
    """Give the text of a cell, its lines put together."""
    text = ""
    for line in lines:
        text = join(text, line.text, spaced=spaced)
    return text.strip()


def is_spaced(texts: Iterable[str]) -> bool:
    """Tell whether a document sets a blank between Chinese characters and numbers."""
    apart = solid = 0
    for text in texts:
        apart += len(_APART.findall(text))
        solid += len(_BESIDE.findall(text))
    return apart > solid
