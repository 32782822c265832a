"""Real published reports, which lie beside the project: read as they stand, judged as people judged them."""

import json

import pytest

from gongkai.report.checks import check
from gongkai.report.readers import Unreadable, read
from support.needs import real_report

NAMES = (
    *("hongze-district-2024", "huaian-city-2024", "kewei-2024", "lanfang-town-2020", "pingtan-finance-2019"),
    *("pingtan-finance-2021", "pingtan-police-2022", "pingtan-zone-2019", "pingtan-zone-2020"),
    *("pingtan-zone-2021", "pingtan-zone-2022", "shanghai-office-2019", "shuyang-fgj-2023"),
)
RULES = {"row_sum", "column_sum", "balance", "remedy_total", "blank_total", "cell_count", "not_a_number"}


def _truth(name):
    path = real_report(f"truth/{name}.json")
    return path, json.loads(path.read_text("utf-8"))


def _found(findings):
    return sorted((one.rule, one.where, one.printed, one.computed) for one in findings if one.rule in RULES)


def _expected(truth):
    return sorted(
        (one["rule"], one["where"], one["printed"], one["computed"]) for one in truth["expected_errors"]
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_true_values_yield_exactly_the_errors_that_people_found(name):
    path, truth = _truth(name)
    unsure = tuple(one["where"] for one in truth.get("ambiguous", ()))
    found = (
        [one for one in check(read(path)) if not one.where.startswith(unsure)]
        if unsure
        else check(read(path))
    )
    assert _found(found) == _expected(truth)


def _raws(cells):
    return [cell["raw"] if isinstance(cell, dict) else cell.raw for cell in cells]


def test_the_towns_text_is_read_right_in_every_cell():
    _, truth = _truth("lanfang-town-2020")
    report = read(real_report("lanfang-town-2020.txt"))
    assert (report.agency, report.year, report.form) == (truth["agency"], truth["year"], truth["format"])
    assert {row: _raws(cells) for row, cells in report.requests.items()} == {
        row: _raws(cells) for row, cells in truth["requests"]["rows"].items()
    }
    assert {group: _raws(cells) for group, cells in report.remedies.items()} == {
        group: _raws(cells) for group, cells in truth["remedies"].items()
    }
    assert {row: {c: cell.raw for c, cell in cells.items()} for row, cells in report.disclosure.items()} == {
        row: {c: cell["raw"] for c, cell in cells.items()} for row, cells in truth["disclosure"].items()
    }
    assert report.unplaced == ()


def test_the_towns_text_has_21_malformed_rows_and_one_total_without_outcome():
    _, truth = _truth("lanfang-town-2020")
    findings = check(read(real_report("lanfang-town-2020.txt")))
    assert _found(findings) == _expected(truth)
    assert sum(one.rule == "cell_count" for one in findings) == 21
    others = [(one.rule, one.where, one.level.label) for one in findings if one.rule != "cell_count"]
    assert others == [
        ("total_without_outcome", "requests.total", "提示"),
        ("assessment", "chapters.1", "提示"),
        ("label", "requests.columns.total", "提示"),
        ("label", "requests.partial", "提示"),
        ("label", "requests.n1", "提示"),
        ("label", "remedies.columns.upheld", "提示"),
    ]


def test_the_towns_preamble_is_read_through_its_stray_blanks():
    preamble = read(real_report("lanfang-town-2020.txt")).preamble
    assert preamble.issuer == "蓝坊镇人民政府"
    assert [day.isoformat() for day in preamble.period] == ["2020-01-01", "2020-12-31"]
    assert len(preamble.download) == 1
    assert all((preamble.contact.address, preamble.contact.phone, preamble.contact.postcode))
    assert not any(" " in part for part in (preamble.contact.phone, preamble.contact.postcode))


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("pingtan")])
def test_a_text_whose_cells_ran_together_is_refused_not_guessed(name):
    with pytest.raises(Unreadable, match="连成一片"):
        read(real_report(f"{name}.txt"))
