"""From ruling lines to tables: lines snapped together, the boxes between them, cells as boxes that no line parts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from gongkai.report.readers.pdf_strokes import Stroke

SNAP = 2.6  # points between lines that are meant to be one
GAP = (
    4.2  # points between pieces that are meant to be one line, and between a line and the one it should meet
)
SHORT = 8.0  # points; a shorter line rules nothing
MOST = 1500  # lines of a direction; a page with more is a drawing


class Cell(NamedTuple):
    """A cell of a grid: first row and column from 0, spans, box from left to bottom; frayed: two sides have no line."""

    row: int
    column: int
    rows: int
    columns: int
    box: tuple[float, float, float, float]
    frayed: bool = False


@dataclass(slots=True)
class Grid:
    """A table: where its lines stand, its cells, and which cell owns each box between lines."""

    xs: list[float]
    ys: list[float]
    cells: list[Cell] = field(default_factory=list)
    _owner: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Where the table stands."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def at(self, x: float, y: float) -> int | None:
        """Give the index of the cell that holds a point, None outside the table."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return self._owner.get((row, column))

    def add(self, cell: Cell) -> None:
        """Put a cell in."""
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                self._owner[row, column] = len(self.cells)
        self.cells.append(cell)


def grids(horizontals: Sequence[Stroke], verticals: Sequence[Stroke]) -> list[Grid]:
    """Find the tables of a page, top to bottom; a single box is one too."""
    across, down = snapped(horizontals), snapped(verticals)
    if not across or not down or max(len(across), len(down)) > MOST:
        return []
    found = [_grid(*one) for one in _joined(across, down) if len(one[0]) + len(one[1]) > 2]
    return sorted((grid for grid in found if grid.cells), key=lambda grid: (grid.ys[0], grid.xs[0]))


def snapped(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Make one line of pieces that lie on one line, side by side or over one another."""
    return [line for group in _clusters(sorted(strokes)) for line in _lines(group)]


def _clusters(strokes: list[Stroke]) -> list[list[Stroke]]:
    found: list[list[Stroke]] = []
    for one in strokes:
        if found and one.at - found[-1][-1].at <= SNAP and one.at - found[-1][0].at <= 2 * SNAP:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _lines(group: list[Stroke]) -> Iterator[Stroke]:
    """The lines of pieces that stand alike; where each stands is told by its own pieces only."""
    open_pieces: list[Stroke] = []
    end = 0.0
    for one in sorted(group, key=lambda stroke: stroke.start):
        if open_pieces and one.start - end > GAP:
            yield from _line(open_pieces, end)
            open_pieces = []
        end = max(end, one.end) if open_pieces else one.end
        open_pieces.append(one)
    yield from _line(open_pieces, end)


def _line(pieces: list[Stroke], end: float) -> Iterator[Stroke]:
    start = pieces[0].start
    if end - start >= SHORT:
        weight = sum(one.end - one.start for one in pieces)
        yield Stroke(sum(one.at * (one.end - one.start) for one in pieces) / weight, start, end)


# lines that meet ------------------------------------------------------------------------------------------------------


def _meet(across: Stroke, down: Stroke) -> bool:
    return (
        across.start - GAP <= down.at <= across.end + GAP and down.start - GAP <= across.at <= down.end + GAP
    )


def _joined(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Sort the lines into sets that hang together."""
    sets = _Sets(len(across) + len(down))
    for first, one in enumerate(across):
        for second, other in enumerate(down, len(across)):
            if _meet(one, other):
                sets.unite(first, second)
    found: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for number, one in enumerate((*across, *down)):
        pair = found.setdefault(sets.root(number), ([], []))
        pair[number >= len(across)].append(one)
    return [pair for pair in found.values() if pair[0] and pair[1]]


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, one: int) -> int:
        """Give the number that stands for the set of this one."""
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def unite(self, one: int, other: int) -> None:
        """Make one set of two; the smallest number stands for it."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


# boxes and cells ------------------------------------------------------------------------------------------------------


def _edges(lines: list[Stroke], ends: list[Stroke]) -> list[float]:
    """Where the lines of a direction stand, and where the crossing ones end beyond them: a border not drawn."""
    places = [*sorted(line.at for line in lines)]
    first, last = min(one.start for one in ends), max(one.end for one in ends)
    if first < places[0] - GAP - SHORT:
        places.insert(0, first)
    if last > places[-1] + GAP + SHORT:
        places.append(last)
    found = places[:1]
    for place in places[1:]:
        if place - found[-1] > SNAP:
            found.append(place)
    return found


def _drawn(lines: list[Stroke], places: list[float], along: list[float]) -> list[list[bool]]:
    """For each place and each stretch between the crossing lines: whether a line runs over most of the stretch."""
    found = []
    for place in places:
        here = [one for one in lines if abs(one.at - place) <= SNAP]
        found.append([_covered(here, start, end) for start, end in pairwise(along)])
    return found


def _covered(lines: list[Stroke], start: float, end: float) -> bool:
    covered = 0.0
    for _, first, last in lines:
        if first < end and last > start:
            covered += (last if last < end else end) - (first if first > start else start)
    return covered >= 0.5 * (end - start)


def _grid(across: list[Stroke], down: list[Stroke]) -> Grid:
    xs, ys = _edges(down, across), _edges(across, down)
    grid = Grid(xs, ys)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return grid
    over, beside = _drawn(across, ys, xs), _drawn(down, xs, ys)
    for edges in (over, beside):
        for side in (edges[0], edges[-1]):
            if sum(side) < 0.5 * len(side):  # a table that is open on this side
                side[:] = [True] * len(side)
    for region in _regions(rows, columns, over, beside):
        for first, second in _rectangles(region):
            grid.add(_cell(grid, first, second, over, beside))
    grid.cells, cells = [], sorted(grid.cells)
    for cell in cells:
        grid.add(cell)
    return grid


def _regions(
    rows: int, columns: int, over: list[list[bool]], beside: list[list[bool]]
) -> list[list[tuple[int, int]]]:
    """The boxes that no line parts from one another."""
    sets = _Sets(rows * columns)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not beside[column + 1][row]:
                sets.unite(here, here + 1)
            if row + 1 < rows and not over[row + 1][column]:
                sets.unite(here, here + columns)
    found: dict[int, list[tuple[int, int]]] = {}
    for here in range(rows * columns):
        found.setdefault(sets.root(here), []).append(divmod(here, columns))
    return list(found.values())


def _rectangles(region: list[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The region as first and last box; one that is no rectangle falls apart into its runs, row by row."""
    last = max(row for row, _ in region), max(column for _, column in region)
    first = min(row for row, _ in region), min(column for _, column in region)
    if len(region) == (last[0] - first[0] + 1) * (last[1] - first[1] + 1):
        return [(first, last)]
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for row, column in sorted(region):
        if runs and runs[-1][1] == (row, column - 1):
            runs[-1] = runs[-1][0], (row, column)
        else:
            runs.append(((row, column), (row, column)))
    return runs


def _cell(
    grid: Grid,
    first: tuple[int, int],
    last: tuple[int, int],
    over: list[list[bool]],
    beside: list[list[bool]],
) -> Cell:
    (top, left), (bottom, right) = first, last
    box = grid.xs[left], grid.ys[top], grid.xs[right + 1], grid.ys[bottom + 1]
    columns, rows = range(left, right + 1), range(top, bottom + 1)
    lid, floor = (all(over[at][column] for column in columns) for at in (top, bottom + 1))
    west, east = (all(beside[at][row] for row in rows) for at in (left, right + 1))
    frayed = sum((lid, floor, west, east)) < 3
    return Cell(top, left, len(rows), len(columns), box, frayed)
