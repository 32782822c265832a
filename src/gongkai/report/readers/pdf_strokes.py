"""The ruling lines of a page: drawn as lines, as frames, as thin filled rectangles, dotted, inside nested forms."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

THIN = 3.5  # points; what is no thicker is a line, whatever it was drawn as
DEEPEST = 12  # forms within forms
PLAIN = 5  # segments of a rectangle; filled and not thin it is a background
MOST_AREAS = 600  # backgrounds that are looked at
FEWEST_TILES = 4
MOST_SEGMENTS = 20_000  # of one path; a drawing of more is no table

Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_Boxes = tuple[float, float, float, float]


class Stroke(NamedTuple):
    """A ruling line: where it stands (y of a horizontal, x of a vertical) and from where to where it runs."""

    at: float
    start: float
    end: float


def strokes_of(page: Any, matrix: Matrix, size: _Point) -> tuple[list[Stroke], list[Stroke], int]:
    """Give the horizontal lines, the vertical lines and the number of pictures of a page."""
    found = _Found(size)
    get, total = pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page)
    found.walk((get(page, at) for at in range(total)), matrix, 0)
    found.take_tiles()
    return found.horizontals, found.verticals, found.images


class _Found:
    """Collects the lines while the objects are walked."""

    def __init__(self, size: _Point) -> None:
        self.horizontals: list[Stroke] = []
        self.verticals: list[Stroke] = []
        self.images = 0
        self._areas: list[_Boxes] = []
        self._size = size
        self._numbers = tuple(ctypes.c_float() for _ in range(4))
        self._flags = ctypes.c_int(), ctypes.c_int()

    def walk(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        """Take every path and picture, also those in forms."""
        kind_of = pdfium.FPDFPageObj_GetType
        for one in objects:
            kind = kind_of(one)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(one, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.images += 1
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                get, total = pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_CountObjects(one)
                self.walk((get(one, at) for at in range(total)), _times(_own(one), matrix), depth + 1)

    def _path(self, path: Any, matrix: Matrix) -> None:
        fill, stroke = self._flags
        if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
            return
        left, bottom, right, top = self._numbers
        if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return
        box = _turned((left.value, bottom.value, right.value, top.value), matrix)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self._bar(box)
        elif stroke.value or pdfium.FPDFPath_CountSegments(path) > PLAIN:
            self._parts(path, _times(_own(path), matrix), bool(stroke.value))
        elif len(self._areas) < MOST_AREAS:
            self._areas.append(box)

    def _bar(self, box: _Boxes) -> None:
        """Take something thin; a dot may belong to a line of either direction."""
        left, top, right, bottom = box
        wide, high = right - left, bottom - top
        if max(left, top) > max(self._size) or max(right, bottom) < 0:
            return
        if high <= THIN:
            self.horizontals.append(Stroke((top + bottom) / 2, left, right))
        if wide <= THIN:
            self.verticals.append(Stroke((left + right) / 2, top, bottom))

    def _parts(self, path: Any, matrix: Matrix, stroked: bool) -> None:
        for points in _outlines(path, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = min(xs), min(ys), max(xs), max(ys)
            if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                self._bar(box)
            elif stroked:
                for (x0, y0), (x1, y1) in pairwise(points):
                    if min(abs(x1 - x0), abs(y1 - y0)) <= 0.5:
                        self._bar((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def take_tiles(self) -> None:
        """Take the edges of light areas that lie on a dark one like tiles: a table whose lines are the dark between."""
        for ground in self._areas:
            if any(_holds(ground, one) for one in self._bars()):
                continue
            tiles = [one for one in self._areas if _holds(ground, one) and _area(one) < 0.9 * _area(ground)]
            if len(tiles) < FEWEST_TILES or not 0.7 < sum(map(_area, tiles)) / _area(ground) < 1.02:
                continue
            if len({round(top) for _, top, _, _ in tiles}) < len(tiles):  # some lie side by side
                for left, top, right, bottom in tiles:
                    self.horizontals += [Stroke(top, left, right), Stroke(bottom, left, right)]
                    self.verticals += [Stroke(left, top, bottom), Stroke(right, top, bottom)]

    def _bars(self) -> Iterator[_Boxes]:
        yield from ((one.start, one.at, one.end, one.at) for one in self.horizontals)
        yield from ((one.at, one.start, one.at, one.end) for one in self.verticals)


def _area(box: _Boxes) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(outer: _Boxes, inner: _Boxes) -> bool:
    return (
        outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[_Point]]:
    """The sub-paths of a path as points; one with a curve is left out, for no ruling line bends."""
    points: list[_Point] = []
    bent = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(path), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not bent:
                yield points
            points, bent = [], False
        bent = bent or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not bent:
        yield points


def _own(one: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(point: _Point, matrix: Matrix) -> _Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _turned(box: _Boxes, matrix: Matrix) -> _Boxes:
    x0, y0 = _moved((box[0], box[1]), matrix)
    x1, y1 = _moved((box[2], box[3]), matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
