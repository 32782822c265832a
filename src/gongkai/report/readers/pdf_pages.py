"""What a page of a PDF holds: its characters, its ruling lines and how many pictures, through pdfium's raw interface.

All coordinates are points from the top left of the page as a reader holds it: turned as /Rotate says, cut to the
visible box, and turned once more where the text itself lies on its side.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.report.readers.pdf_engine import broken, page_of
from gongkai.report.readers.pdf_strokes import Matrix, Stroke, strokes_of

DESCENT = 0.14  # of the size: what of a character stands below its line
FLAT, WILD = 0.75, 2.2  # times the usual height: a box below or above is measured again
SAMPLE = 60  # characters a page whose direction and mapping are looked at
_UNKNOWN = "\ufffd"
_HYPHENS = {"\x02": "-", "\ufffe": "-"}  # what pdfium makes of a hyphen at the end of a line

Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A printed character and its box; a blank that the file itself holds is one too."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Page:
    """A page: size in points as read, characters in the order of the file, lines, and what it is made of."""

    number: int
    width: float
    height: float
    turned: int = 0  # quarters clockwise from the page as shown to the page as read
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Stroke] = field(default_factory=list)
    verticals: list[Stroke] = field(default_factory=list)
    images: int = 0
    unmapped: float = 0.0  # share of the characters that no one can tell

    def shares(self, box: Box) -> Box:
        """Give a box as shares of the page as it is shown."""
        left, right = (_share(x, self.width) for x in (box[0], box[2]))
        top, bottom = (_share(y, self.height) for y in (box[1], box[3]))
        for _ in range(self.turned):
            left, top, right, bottom = top, 1 - right, bottom, 1 - left
        return left, top, right, bottom


def _share(value: float, whole: float) -> float:
    return round(min(max(value / whole, 0.0), 1.0), 5)


def read_page(document: Any, index: int) -> Page:
    """Read what the page with this index (from 0) holds."""
    with page_of(document, index) as handle:
        text = pdfium.FPDFText_LoadPage(handle)
        if not text:
            raise broken()
        try:
            return _read(handle, text, index + 1)
        finally:
            pdfium.FPDFText_ClosePage(text)


def _read(handle: Any, text: Any, number: int) -> Page:
    characters = _characters(text)
    shown = pdfium.FPDFPage_GetRotation(handle)
    turned = _lying(text, characters, shown)
    matrix, width, height = _view(handle, (shown + turned) % 4)
    page = Page(number, width, height, turned)
    page.unmapped = _unmapped(text, characters)
    page.glyphs = _glyphs(text, characters, matrix)
    page.horizontals, page.verticals, page.images = strokes_of(handle, matrix, (width, height))
    return page


def _characters(text: Any) -> list[tuple[int, str]]:
    """The printed characters with their index, without those that pdfium made up between them."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return []
    found = _in_bulk(text, count) or [chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(count)]
    return [
        (at, char)
        for at, char in enumerate(found)
        if char not in "\r\n" and not (char.isspace() and pdfium.FPDFText_IsGenerated(text, at) == 1)
    ]


def _in_bulk(text: Any, count: int) -> str | None:
    """The characters in one call; None where pdfium left some out, so that they can't be counted off."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    found = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    return found if len(found) == count else None


def _lying(text: Any, characters: list[tuple[int, str]], shown: int) -> int:
    """How many quarters clockwise the page as shown must be turned for most of its text to stand upright."""
    if not characters:
        return 0
    sample = characters[:: max(len(characters) // SAMPLE, 1)]
    angles = (pdfium.FPDFText_GetCharAngle(text, at) for at, _ in sample)
    quarters = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    clockwise, _ = quarters.most_common(1)[0] if quarters else (-shown, 0)
    return (-clockwise - shown) % 4


def _view(handle: Any, quarters: int) -> tuple[Matrix, float, float]:
    """From the file's coordinates to those of the page as read, and its size."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, box)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    matrix = {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        1: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        2: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        3: (0.0, -1.0, -1.0, 0.0, top, right),
    }[quarters]
    width, height = max(right - left, 1.0), max(top - bottom, 1.0)
    return (matrix, height, width) if quarters % 2 else (matrix, width, height)


def _unmapped(text: Any, characters: list[tuple[int, str]]) -> float:
    sample = characters[:: max(len(characters) // SAMPLE, 1)]
    if not sample:
        return 0.0
    lost: int = sum(
        char == _UNKNOWN
        or "\ue000" <= char <= "\uf8ff"
        or (char < " " and char not in "\t\x02")
        or pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
        for at, char in sample
    )
    return lost / len(sample)


def _glyphs(text: Any, characters: list[tuple[int, str]], matrix: Matrix) -> list[Glyph]:
    boxes = _boxes(text, characters)
    a, b, c, d, e, f = matrix
    if a > 0:  # upright, as almost all
        return [
            Glyph(_HYPHENS.get(char, char), left + e, f - top, right + e, f - bottom)
            for (_, char), (left, bottom, right, top) in zip(characters, boxes, strict=True)
        ]
    found = []
    for (_, char), (left, bottom, right, top) in zip(characters, boxes, strict=True):
        xs = sorted((a * left + c * bottom + e, a * right + c * top + e))
        ys = sorted((b * left + d * bottom + f, b * right + d * top + f))
        found.append(Glyph(_HYPHENS.get(char, char), xs[0], ys[0], xs[1], ys[1]))
    return found


def _boxes(text: Any, characters: list[tuple[int, str]]) -> list[Box]:
    """The box of each character in the file's coordinates: as wide as it moves the pen, as high as its size.

    pdfium gives none for characters on their side, a wild one for those of vertical writing, and only the ink where
    the font does not say how high it is: these are measured.
    """
    rect = pdfium.FS_RECTF()
    where = ctypes.byref(rect)
    loose = pdfium.FPDFText_GetLooseCharBox
    found: list[Box] = []
    for at, _ in characters:
        if not loose(text, at, where):
            rect.right = rect.left
        found.append((rect.left, rect.bottom, rect.right, rect.top))
    heights = sorted(top - bottom for _, bottom, _, top in found)
    usual = heights[len(heights) // 2] if heights else 0.0
    least, most = FLAT * usual, WILD * usual
    for number, (left, bottom, right, top) in enumerate(found):
        wide, high = right - left, top - bottom
        if wide <= 0 or high < least or wide > most or high > most:
            found[number] = _measured(text, *characters[number])
    return found


def _measured(text: Any, at: int, char: str) -> Box:
    """The box of a character's ink, made as high as its size, and a Chinese one as wide."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    ink = left.value, bottom.value, right.value, top.value
    if not pdfium.FPDFText_GetCharOrigin(text, at, x, y) or not pdfium.FPDFText_GetMatrix(text, at, matrix):
        return ink
    size = pdfium.FPDFText_GetFontSize(text, at)
    wide = char >= "\u2e80"
    if abs(matrix.c) > abs(matrix.d):
        across = _span(x.value, matrix.c * size, DESCENT)
        along = _span(y.value, matrix.b * size, 0.0) if wide else (ink[1], ink[3])
        return across[0], along[0], across[1], along[1]
    across = _span(y.value, matrix.d * size, DESCENT)
    along = _span(x.value, matrix.a * size, 0.0) if wide else (ink[0], ink[2])
    return along[0], across[0], along[1], across[1]


def _span(origin: float, length: float, before: float) -> tuple[float, float]:
    """From the origin of a character over its size, of which a share lies before it."""
    low, high = sorted((origin - before * length, origin + (1 - before) * length))
    return low, high
