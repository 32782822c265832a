"""Real published reports, which lie beside the project: read as they stand, judged as people judged them."""

import json
from decimal import Decimal

import pytest

from gongkai.report.checks import check
from gongkai.report.readers import read
from support.needs import real_report

NAMES = (
    *("hongze-district-2024", "huaian-city-2024", "kewei-2024", "lanfang-town-2020", "pingtan-finance-2019"),
    *("pingtan-finance-2021", "pingtan-police-2022", "pingtan-zone-2019", "pingtan-zone-2020"),
    *("pingtan-zone-2021", "pingtan-zone-2022", "shanghai-office-2019", "shuyang-fgj-2023"),
)
RULES = {"row_sum", "column_sum", "balance", "remedy_total", "blank_total", "cell_count", "not_a_number"}


def _truth(name):
    path = real_report(f"truth/{name}.json")
    return path, json.loads(path.read_text("utf-8"), parse_float=Decimal)


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


def _original(name):
    return next(path for path in real_report("README.md").parent.glob(f"{name}.*"))


def _places(report, truth):
    """Every cell of the truth with what was read there: (where, raw, value) for both."""
    wanted = {
        **{f"requests.{row}": cells for row, cells in truth["requests"]["rows"].items()},
        **{f"remedies.{group}": cells for group, cells in truth["remedies"].items()},
        **{f"disclosure.{row}": list(cells.values()) for row, cells in truth["disclosure"].items()},
    }
    read_ = {
        **{f"requests.{row}": cells for row, cells in report.requests.items()},
        **{f"remedies.{group}": cells for group, cells in report.remedies.items()},
        **{f"disclosure.{row}": list(cells.values()) for row, cells in report.disclosure.items()},
    }
    return wanted, read_


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_a_published_report_is_read(name):
    _, truth = _truth(name)
    report = read(_original(name))
    wanted, found = _places(report, truth)
    unsure = {one["where"] for one in truth.get("ambiguous", ())}
    assert (report.year, report.form) == (truth["year"], truth["format"])
    assert set(found) == set(wanted)
    for where in sorted(set(wanted) - unsure):
        assert [(cell.raw, cell.value) for cell in found[where]] == [
            (cell["raw"], cell["value"]) for cell in wanted[where]
        ], where
    assert unsure <= {doubt.where for doubt in report.doubts}
    assert report.unplaced == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_published_report_yields_exactly_the_errors_that_people_found(name):
    _, truth = _truth(name)
    assert _found(check(read(_original(name)))) == _expected(truth)


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
