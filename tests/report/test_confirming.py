"""What a person saw takes the place of what the reader could not tell, and settles the doubt about it."""

from dataclasses import replace

import pytest

from gongkai.report.cells import parse
from gongkai.report.checks import Finding, check
from gongkai.report.confirming import checked, columns_of, confirmed, doubtful, is_place
from gongkai.report.model import REQUEST_COLUMNS, Cell, Doubt, Meaning, Place, Report
from report.changes import clean, rules, with_cell, with_row, without
from support.reports import make_report

BOX = Place(page=2, table=1, row=7, column=4, box=(0.1, 0.2, 0.3, 0.4))


def doubt(where: str, *candidates: str, chosen: bool = False) -> Doubt:
    readings = tuple(tuple(one.split("|")) for one in candidates)
    return Doubt(where, "示例", readings, chosen, "两种读法都可以", "two readings are possible", BOX)


def ambiguous(*candidates: str) -> Report:
    """The example with a row that the source does not tell."""
    report = make_report()
    untold = tuple(Cell("", None, Meaning.AMBIGUOUS, BOX) for _ in REQUEST_COLUMNS)
    requests = {**report.requests, "d1": untold}
    return replace(report, requests=requests, doubts=(doubt("requests.d1", *candidates),))


def row_of(report: Report, row: str) -> dict[str, str]:
    return {
        f"requests.{row}.{column}": cell.raw
        for column, cell in zip(REQUEST_COLUMNS, report.requests[row], strict=True)
    }


def of_tables(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that are not about the prose, of which the made-up report has its own."""
    return [one for one in findings if not one.where.startswith("chapters")]


def test_a_confirmed_cell_says_what_was_seen_and_keeps_its_place():
    report = with_cell(make_report(), "requests.d1.natural", "1O")
    seen = confirmed(report, {"requests.d1.natural": "10"})
    assert (seen.requests["d1"][0].raw, seen.requests["d1"][0].value) == ("10", 10)
    placed = replace(report, disclosure={**report.disclosure, "licence": {"decisions": parse("x", BOX)}})
    assert confirmed(placed, {"disclosure.licence.decisions": "9"}).disclosure["licence"][
        "decisions"
    ] == parse("9", BOX)


def test_nothing_confirmed_leaves_the_report_as_it_is():
    report = ambiguous("1|0|0|0|0|0|1")
    assert confirmed(report, {}) == report


def test_every_table_can_be_confirmed():
    report = clean()
    for where in ("disclosure.licence.decisions", "requests.o3.other_org", "remedies.suit_direct.pending"):
        assert confirmed(with_cell(report, where, "x"), {where: "12"}) == with_cell(report, where, "12")


@pytest.mark.parametrize(
    "where", ["requests.d1", "requests.d99.natural", "requests.d1.men", "chapters.1", "other.d1.natural", ""]
)
def test_a_place_that_no_form_has_is_refused(where):
    assert not is_place(where)
    with pytest.raises(KeyError):
        confirmed(make_report(), {where: "1"})


def test_a_row_of_either_form_has_its_columns():
    assert columns_of("requests.o") == REQUEST_COLUMNS
    assert len(columns_of("remedies.review")) == 5
    assert "change" in columns_of("disclosure.licence")
    report = make_report("2021")
    assert doubtful(replace(report, doubts=(doubt("disclosure.licence"),)))[0].column != ""


def test_a_doubt_is_settled_when_the_last_of_its_cells_is():
    true = row_of(make_report(), "d1")
    *first, last = true
    report = ambiguous("|".join(true.values()))
    partly = {where: true[where] for where in first}
    assert confirmed(report, partly).doubts
    assert [one.where for one in checked(report, partly).doubtful] == [last]
    whole = checked(report, true)
    assert whole.report.doubts == whole.doubtful == ()
    assert whole.findings == check(make_report())


def test_candidates_go_with_what_is_confirmed_already():
    report = ambiguous("1|0|0|0|0|0|1", "0|1|0|0|0|0|1")
    first = doubtful(report)[0]
    assert (first.where, first.candidates, first.place) == ("requests.d1.natural", ("1", "0"), BOX)
    assert (first.table, first.column) == ("表三", "自然人")
    rest = checked(report, {"requests.d1.natural": "0"}).doubtful
    assert rest[0].candidates == ("1",)
    odd = checked(report, {"requests.d1.natural": "5"}).doubtful
    assert odd[0].candidates == ("0", "1")


def test_a_reading_that_was_chosen_asks_only_for_what_differs():
    report = make_report()
    here = "|".join(row_of(report, "open").values())
    other = "9|" + here.split("|", 1)[1]
    asked = doubtful(replace(report, doubts=(doubt("requests.open", here, other, chosen=True),)))
    assert [one.where for one in asked] == ["requests.open.natural"]
    alone = replace(report, doubts=(doubt("requests.open", here, chosen=True),))
    assert [one.where for one in doubtful(alone)] == list(row_of(report, "open"))
    assert confirmed(alone, row_of(report, "open")) == report


def test_a_doubt_about_one_cell_and_one_about_the_year_can_be_confirmed():
    report = replace(
        make_report(), doubts=(doubt("requests.d1.natural", "3", "8"), doubt("year", "2025", chosen=True))
    )
    assert [(one.where, one.candidates) for one in doubtful(report)] == [
        ("requests.d1.natural", ("3", "8")),
        ("year", ("2025",)),
    ]
    seen = confirmed(report, {"requests.d1.natural": "3", "year": "2024"})
    assert (seen.year, seen.doubts) == (2024, ())
    with pytest.raises(ValueError, match="二〇"):
        confirmed(report, {"year": "二〇二四"})


def test_a_doubt_about_no_cell_is_listed_and_stays():
    (one,) = doubtful(replace(make_report(), doubts=(doubt("chapters.5"),)))
    assert (one.where, one.confirmable, one.candidates) == ("chapters.5", False, ())
    assert one.place == BOX


def test_a_row_of_another_length_is_confirmed_cell_by_cell():
    report = with_row(make_report(), "requests.d1", "1", "0", "0")
    seen = checked(report, {"requests.d1.natural": "1"})
    assert len(seen.report.requests["d1"]) == 7
    assert [one.where for one in seen.doubtful] == list(row_of(seen.report, "d1"))[1:]
    assert "cell_count" not in [one.rule for one in seen.findings]
    whole = make_report()
    assert confirmed(report, row_of(whole, "d1")) == whole


def test_a_row_that_the_reader_lost_is_confirmed_into_its_place():
    whole = make_report()
    report = without(whole, "requests.d1")
    assert "missing_row" in rules(report)
    assert confirmed(report, row_of(whole, "d1")) == whole


def test_a_cell_that_says_no_number_is_asked_for():
    report = with_cell(make_report(), "requests.d1.natural", "l2")
    (one,) = doubtful(report)
    assert (one.where, one.candidates, one.doubt) == ("requests.d1.natural", (), None)
    assert one.cell is not None
    assert one.cell.raw == "l2"
    assert {found.doubt for found in of_tables(checked(report, {}).findings)} == {"reading"}


def test_what_a_person_has_seen_is_the_documents_own():
    report = with_cell(make_report(), "requests.d1.natural", "l2")
    seen = checked(report, {"requests.d1.natural": "无"})
    assert seen.doubtful == ()
    assert "not_a_number" in [one.rule for one in seen.findings]
    assert {one.doubt for one in seen.findings} == {"document"}


def test_sums_stay_our_doubt_while_another_cell_of_the_table_is():
    report = with_cell(make_report(), "requests.d1.natural", "l2")
    report = with_cell(report, "requests.d2.natural", "O")
    seen = checked(report, {"requests.d1.natural": "无"})
    assert {one.doubt for one in seen.findings if one.rule == "column_sum"} == {"reading"}


def test_what_could_not_be_placed_stays_ours_whatever_is_confirmed():
    report = replace(make_report(), unplaced=("示例的一行",))
    seen = checked(report, {"requests.d1.natural": report.requests["d1"][0].raw})
    (one,) = of_tables(seen.findings)
    assert (one.rule, one.doubt) == ("unplaced", "reading")
