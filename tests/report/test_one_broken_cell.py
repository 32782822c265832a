"""Any valid report passes; one broken cell fires exactly its rules."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.cells import of
from gongkai.report.checks import check
from gongkai.report.model import APPLICANTS, REMEDY_GROUPS, REQUEST_COLUMNS, Report
from report.changes import clean, with_cell
from support.reports import make_report

counts = st.integers(min_value=0, max_value=20_000)
BALANCE_ROWS = ("received", "carried_in", "total", "carried_out")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of tables only, whose numbers agree."""
    base = replace(clean(draw(st.sampled_from(["2019", "2021"]))), chapters={})
    results = [row for row in base.requests if row not in BALANCE_ROWS]
    numbers = {row: [draw(counts) for _ in APPLICANTS] for row in results}
    total = [sum(column) for column in zip(*numbers.values(), strict=True)]
    carried_out = [draw(counts) for _ in APPLICANTS]
    came_in = [done + left for done, left in zip(total, carried_out, strict=True)]
    carried_in = [draw(st.integers(0, number)) for number in came_in]
    received = [all_ - old for all_, old in zip(came_in, carried_in, strict=True)]
    numbers |= {"received": received, "carried_in": carried_in, "total": total, "carried_out": carried_out}
    remedies = {group: [draw(counts) for _ in range(4)] for group in REMEDY_GROUPS}
    return replace(
        base,
        requests={row: tuple(map(of, (*cells, sum(cells)))) for row, cells in numbers.items()},
        remedies={group: tuple(map(of, (*cells, sum(cells)))) for group, cells in remedies.items()},
    )


def _expected(row: str, column: str) -> set[tuple[str, str]]:
    """The sums that a cell of table three stands in."""
    fired = {("row_sum", f"requests.{row}.total")}
    if row not in BALANCE_ROWS or row == "total":
        fired.add(("column_sum", f"requests.total.{column}"))
    if row in BALANCE_ROWS:
        fired.add(("balance", f"requests.balance.{column}"))
    return fired


@settings(deadline=None, max_examples=40)
@given(reports())
def test_a_report_whose_numbers_agree_has_no_finding(report):
    assert check(report) == ()


@settings(deadline=None, max_examples=60)
@given(reports(), st.data(), st.integers(1, 500))
def test_a_cell_that_is_too_high_breaks_the_sums_it_stands_in(report, data, more):
    row = data.draw(st.sampled_from(sorted(report.requests)))
    column = data.draw(st.sampled_from(REQUEST_COLUMNS))
    old = report.requests[row][REQUEST_COLUMNS.index(column)].value
    broken = with_cell(report, f"requests.{row}.{column}", str(old + more))
    assert {(one.rule, one.where) for one in check(broken)} == _expected(row, column)


@settings(deadline=None, max_examples=30)
@given(reports(), st.data(), st.integers(0, 3), st.integers(1, 500))
def test_a_result_of_table_four_that_is_too_high_breaks_its_total(report, data, index, more):
    group = data.draw(st.sampled_from(REMEDY_GROUPS))
    column = ("upheld", "corrected", "other", "pending")[index]
    old = report.remedies[group][index].value
    broken = with_cell(report, f"remedies.{group}.{column}", str(old + more))
    assert [(one.rule, one.where) for one in check(broken)] == [("remedy_total", f"remedies.{group}.total")]


@settings(deadline=None, max_examples=30)
@given(reports(), st.data())
def test_a_lost_cell_breaks_its_row_and_claims_no_column(report, data):
    row = data.draw(st.sampled_from(sorted(report.requests)))
    gone = data.draw(st.integers(0, 6))
    cells = tuple(cell for index, cell in enumerate(report.requests[row]) if index != gone)
    broken = replace(report, requests={**report.requests, row: cells})
    assert {one.rule for one in check(broken)} <= {"cell_count", "total_without_outcome"}
    assert [one.where for one in check(broken) if one.rule == "cell_count"] == [f"requests.{row}"]


def test_the_reports_that_other_tests_make_add_up():
    for code in ("2019", "2021"):
        assert {one.rule for one in check(make_report(code))} <= {
            *("stub_chapter", "fee_statement", "assessment"),
        }
