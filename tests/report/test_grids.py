"""One geometry for every writer: the tables as the forms draw them."""

import pytest

from gongkai.report.cells import of
from gongkai.report.grids import GridCell, disclosure_grid, grids, remedies_grid, requests_grid, values
from support.reports import make_report

FORMS = ("2019", "2021")


def _covered(cell: GridCell):
    return [(cell.row + r, cell.column + c) for r in range(cell.rowspan) for c in range(cell.colspan)]


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize("number", ["2", "3", "4"])
def test_cells_cover_the_table_once_and_leave_no_hole(code, number):
    grid = grids(make_report(code))[number]
    covered = [place for cell in grid.cells for place in _covered(cell)]
    assert len(covered) == len(set(covered)) == grid.rows * grid.columns


@pytest.mark.parametrize("code", FORMS)
def test_every_value_of_the_report_stands_in_its_place(code):
    report = make_report(code)
    shown = {cell.where: cell.text for grid in grids(report).values() for cell in values(grid)}
    assert shown["requests.received.total"] == report.requests["received"][-1].raw
    assert shown["disclosure.rules." + next(iter(report.disclosure["rules"]))] == "/"
    assert shown["remedies.suit_after_review.corrected"] == "2"
    assert len([where for where in shown if where.startswith("requests.")]) == 7 * len(report.requests)


def test_the_heads_of_table_three_span_as_the_form_draws_them():
    cells = {cell.text: cell for cell in requests_grid(make_report("2021")).cells}
    assert (cells["申请人情况"].colspan, cells["法人或其他组织"].colspan) == (7, 5)
    assert (cells["三、本年度办理结果"].rowspan, cells["（三）不予公开"].rowspan) == (22, 8)
    assert cells["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"].rowspan == 3


def test_the_2019_form_has_twenty_result_rows_and_procurement():
    report = make_report("2019")
    cells = {cell.text: cell for cell in requests_grid(report).cells}
    assert cells["三、本年度办理结果"].rowspan == 20
    assert "采购总金额" in {cell.text for cell in disclosure_grid(report).cells}


def test_a_collapsed_row_stays_one_row():
    report = make_report("2021")
    requests = {key: cells for key, cells in report.requests.items() if key not in {"o1", "o2", "o3"}}
    requests["o"] = tuple(of(0) for _ in range(7))
    collapsed = make_report("2021", requests=requests)
    assert requests_grid(collapsed).rows == requests_grid(report).rows - 2


def test_a_row_with_too_few_cells_shows_what_it_has():
    requests = {**make_report().requests, "open": (of(1), of(2))}
    shown = {cell.where: cell.text for cell in values(requests_grid(make_report(requests=requests)))}
    assert [shown[f"requests.open.{key}"] for key in ("natural", "business", "research")] == ["1", "2", ""]


def test_an_empty_report_draws_empty_tables():
    empty = make_report(requests={}, remedies={}, disclosure={})
    assert {cell.text for grid in grids(empty).values() for cell in values(grid)} == {""}
    assert remedies_grid(empty).rows == 4
