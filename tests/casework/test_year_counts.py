"""Table three balances for whatever lawful thing happens, and every cell opens onto exactly what it counts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.casework import actions
from gongkai.casework.queries import TOTAL, cases_in_cell, registered_years, year_counts
from gongkai.report.forms import form
from gongkai.report.model import APPLICANTS, FormCode
from support.cases import Office, answer, register, step
from support.lives import live, lives, undone


def counted(office: Office, year: int, code: FormCode = "2021") -> dict[tuple[str, str], int]:
    return {where: n for where, n in year_counts(office.agency.pk, year, code).items() if n}


def test_an_answer_counts_in_the_year_it_is_delivered(office: Office) -> None:
    case = register(office, date(2025, 12, 20), kind="business")
    answer(office, case, date(2026, 1, 8), "process")
    assert counted(office, 2025) == {
        ("received", "business"): 1,
        ("received", TOTAL): 1,
        ("carried_out", "business"): 1,
        ("carried_out", TOTAL): 1,
    }
    assert counted(office, 2026) == {
        ("carried_in", "business"): 1,
        ("carried_in", TOTAL): 1,
        ("d6", "business"): 1,
        ("d6", TOTAL): 1,
        (TOTAL, "business"): 1,
        (TOTAL, TOTAL): 1,
    }
    assert counted(office, 2024) == counted(office, 2027) == {}


def test_an_unconfirmed_application_does_not_count(office: Office) -> None:
    register(office, date(2026, 3, 2), channel="online")
    gone = register(office, date(2026, 3, 2), channel="online")
    step(actions.withdraw, gone, office.clerk, date(2026, 3, 3), on=date(2026, 3, 3))
    assert counted(office, 2026) == {}
    assert list(registered_years(office.agency.pk)) == [2026]


def test_what_waits_for_a_supplement_at_the_end_of_the_year_is_carried_out(office: Office) -> None:
    case = register(office, date(2025, 12, 29))
    told = date(2025, 12, 30)
    step(actions.notice_supplement, case, office.clerk, told, on=told, reply_by=date(2026, 1, 15))
    assert counted(office, 2025)["carried_out", "natural"] == 1


def test_withdrawn_and_lapsed_stand_in_rows_of_their_own(office: Office) -> None:
    start, told, after = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 20)
    step(actions.withdraw, register(office, start), office.clerk, told, on=told)
    case = register(office, start)
    step(actions.notice_supplement, case, office.clerk, told, on=told, reply_by=date(2026, 3, 10))
    step(actions.lapse, case, office.clerk, after, on=after)
    assert counted(office, 2026)["o3", TOTAL] == counted(office, 2026)["o1", TOTAL] == 1
    assert counted(office, 2026, "2019")["o", TOTAL] == 2


def test_another_agency_counts_apart(office: Office) -> None:
    register(office, date(2026, 3, 2))
    assert not any(year_counts(office.agency.pk + 1000, 2026, "2021").values())


@pytest.mark.parametrize(("row", "column"), [("d99", "natural"), ("open", "martian"), ("o", "natural")])
def test_a_cell_that_does_not_exist_is_refused(office: Office, row: str, column: str) -> None:
    with pytest.raises(KeyError):
        cases_in_cell(office.agency.pk, 2026, row, column, "2021")


@given(many=st.lists(lives(), min_size=1, max_size=4))
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_any_lawful_years_balance_and_join(office: Office, many: list[dict[str, Any]]) -> None:
    with undone():
        for life in many:
            live(office, life)
        for code in ("2019", "2021"):
            years = {year: year_counts(office.agency.pk, year, code) for year in (2024, 2025, 2026)}
            for year, cells in years.items():
                assert_balanced(cells, code)
                assert_opens(office, year, cells, code)
            for column in (*APPLICANTS, TOTAL):
                assert years[2024]["carried_out", column] == years[2025]["carried_in", column]
                assert years[2025]["carried_out", column] == years[2026]["carried_in", column]


def assert_balanced(cells: Any, code: FormCode) -> None:
    results = form(code).requests.result_keys
    for column in (*APPLICANTS, TOTAL):
        assert sum(cells[row, column] for row in results) == cells[TOTAL, column]
        came = cells["received", column] + cells["carried_in", column]
        assert came == cells[TOTAL, column] + cells["carried_out", column]


def assert_opens(office: Office, year: int, cells: Any, code: FormCode) -> None:
    for (row, column), number in cells.items():
        if number or column == TOTAL:
            assert cases_in_cell(office.agency.pk, year, row, column, code).count() == number
