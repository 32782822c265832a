"""From ruling lines to cells."""

from itertools import pairwise

import pytest

from gongkai.report.readers.pdf_grid import GAP, SNAP, grids, snapped
from gongkai.report.readers.pdf_strokes import Stroke

XS, YS = (100.0, 200.0, 250.0, 300.0), (50.0, 70.0, 90.0)


def _lines(places, start, end):
    return [Stroke(at, start, end) for at in places]


def _full():
    return _lines(YS, 100, 300), _lines(XS, 50, 90)


def _shape(grid):
    return [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]


def test_a_full_grid_has_a_cell_in_every_box():
    (grid,) = grids(*_full())
    assert (grid.xs, grid.ys) == (list(XS), list(YS))
    assert _shape(grid) == [(row, column, 1, 1) for row in range(2) for column in range(3)]
    assert not any(cell.frayed for cell in grid.cells)


def test_a_point_lies_in_the_cell_about_it():
    (grid,) = grids(*_full())
    assert (grid.at(150, 60), grid.at(299, 89), grid.at(301, 60), grid.at(150, 49)) == (0, 5, None, None)


def test_a_missing_line_makes_one_cell_of_two():
    across = [*_lines((50, 90), 100, 300), Stroke(70, 200, 300)]
    down = [*_lines((100, 200, 300), 50, 90), Stroke(250, 70, 90)]
    (grid,) = grids(across, down)
    assert _shape(grid) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert grid.cells[grid.at(150, 80)].box == (100, 50, 200, 90)


def test_boxes_that_make_no_rectangle_fall_apart_by_rows():
    across = [*_lines((50, 90), 100, 300), Stroke(70, 100, 200)]
    down = [*_lines((100, 300), 50, 90), Stroke(200, 50, 70)]
    (grid,) = grids(across, down)
    assert _shape(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]


def test_pieces_of_a_line_are_one_line():
    pieces = [Stroke(10, 0, 40), Stroke(10, 40 + GAP, 80), Stroke(10 + SNAP / 2, 20, 60)]
    (line,) = snapped(pieces)
    assert (line.start, line.end) == (0, 80)
    assert 10 <= line.at <= 10 + SNAP / 2


def test_a_wide_gap_parts_lines_and_a_dash_is_none():
    assert snapped([Stroke(10, 0, 40), Stroke(10, 50, 80), Stroke(30, 0, 5)]) == [
        Stroke(10, 0, 40),
        Stroke(10, 50, 80),
    ]


def test_each_table_keeps_its_own_lines_though_they_almost_meet():
    second = _lines((200, 220), 102.2, 300), _lines((102.2, 250, 300), 200, 220)
    first, other = grids(*(one + two for one, two in zip(_full(), second, strict=True)))
    assert (first.xs[0], other.xs[0]) == (100, 102.2)
    assert len(other.cells) == 2


def test_tables_come_from_top_to_bottom():
    across, down = _full()
    lower = [Stroke(one.at + 100, one.start, one.end) for one in across]
    longer = [Stroke(one.at, 150, 190) for one in down]
    tops = [grid.ys[0] for grid in grids([*lower, *across], [*longer, *down])]
    assert tops == [50, 150]


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_table_without_a_border_on_one_side_has_all_its_cells(side):
    across, down = _full()
    if side in ("left", "right"):
        down = down[1:] if side == "left" else down[:-1]
    else:
        across = across[1:] if side == "top" else across[:-1]
    (grid,) = grids(across, down)
    assert len(grid.cells) == 6
    assert not any(cell.frayed for cell in grid.cells)


def test_what_lies_beside_a_narrower_part_is_frayed():
    across = [Stroke(50, 100, 250), Stroke(70, 100, 300), Stroke(90, 100, 300)]
    down = [*_lines((100, 250), 50, 90), Stroke(300, 70, 90)]
    (grid,) = grids(across, down)
    assert [cell.frayed for cell in grid.cells] == [False, True, False, False]


def test_a_cell_that_lacks_one_piece_of_the_border_stays_a_cell():
    across, down = _full()
    (grid,) = grids(across, [*down[:-1], Stroke(300, 70, 90)])
    assert not any(cell.frayed for cell in grid.cells)


@pytest.mark.parametrize(
    "lines",
    [
        ([], []),
        (_lines((50, 70, 90), 100, 300), []),
        ([Stroke(50, 100, 300)], [Stroke(400, 50, 90)]),
    ],
)
def test_rules_and_underlines_are_no_tables(lines):
    assert grids(*lines) == []


def test_a_drawing_of_thousands_of_lines_is_no_table():
    many = [Stroke(6.0 * number, 0, 500) for number in range(1600)]
    assert grids(many, _lines((0, 500), 0, 9600)) == []


def test_cells_cover_every_box_once():
    (grid,) = grids(*_full())
    inner = [
        grid.at((left + right) / 2, (top + bottom) / 2)
        for top, bottom in pairwise(YS)
        for left, right in pairwise(XS)
    ]
    assert inner == list(range(6))
