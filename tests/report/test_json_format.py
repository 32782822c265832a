"""The machine format: what is written reads back, and its shape is the documented one."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.report.checks import check
from gongkai.report.model import REQUEST_COLUMNS, Cell, Meaning
from gongkai.report.readers import SUFFIXES, read, read_bytes
from gongkai.report.writers import write
from gongkai.report.writers.json_writer import report_json
from report.changes import EXAMPLES, clean, with_cell

FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in SUFFIXES and path.name != "README.md")


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_what_is_written_reads_back_equal(path):
    report = read(path)
    assert read_bytes(write(report, "json"), f"{report.name}.json") == report


def test_decimals_survive_exactly():
    for raw in ("24252.311082", "123456789012345.678901", "3802895.90元"):
        report = with_cell(clean(), "disclosure.fee.amount_10k", raw)
        assert read_bytes(write(report, "json"), "x.json").disclosure == report.disclosure


def test_the_shape_is_the_documented_one():
    data = json.loads(write(clean(), "json"))
    assert data["schema"] == 1
    assert set(data) >= {
        *("schema", "name", "agency", "agency_code", "year", "format", "preamble", "disclosure"),
        *("requests", "remedies", "chapters", "unplaced", "findings"),
    }
    assert data["requests"]["columns"] == list(REQUEST_COLUMNS)
    assert set(data["preamble"]) == {"text", "issuer", "period", "download", "contact"}
    assert data["preamble"]["period"] == ["2023-01-01", "2023-12-31"]
    cell = data["requests"]["rows"]["received"][0]
    assert cell["raw"] == "6"
    assert (cell["value"], cell["meaning"]) == (6, "number")
    assert set(cell["place"]) == {"table", "row", "column", "line"}
    assert isinstance(data["chapters"]["1"], str)


def test_findings_are_written_beside_the_report():
    report = with_cell(clean(), "requests.partial.total", "2")
    data = json.loads(write(report, "json"))
    first = data["findings"][0]
    assert set(first) >= {"rule", "level", "where", "printed", "computed", "message", "doubt"}
    assert [one["rule"] for one in data["findings"]] == [one.rule for one in check(report)]
    assert (first["level"], first["printed"], first["computed"]) == ("错误", 2, 1)
    assert report_json(report)["findings"] == []


def _cells(*cells):
    data = {"year": 2023, "format": "2021", "requests": {"rows": {"open": list(cells)}}}
    return read_bytes(json.dumps(data).encode(), "my.json")


def test_a_bare_file_of_true_values_is_a_report():
    report = _cells({"raw": "减4", "value": -4}, {"raw": None, "value": None}, {"raw": "251000元"})
    assert (report.name, report.agency, report.chapters) == ("my", "", {})
    assert [cell.value for cell in report.requests["open"]] == [-4, None, 251000]
    assert [cell.meaning for cell in report.requests["open"]] == [
        Meaning.SIGNED,
        Meaning.BLANK,
        Meaning.WITH_UNIT,
    ]


def test_a_value_given_beside_the_print_wins():
    report = _cells({"raw": "十二", "value": 12, "meaning": "number"}, {"raw": "", "value": 1.5})
    assert report.requests["open"] == (
        Cell("十二", 12, Meaning.NUMBER),
        Cell("", Decimal("1.5"), Meaning.BLANK),
    )


def test_rows_and_chapters_that_no_form_has_are_unplaced():
    data = report_json(clean())
    data["requests"]["rows"]["x1"] = []
    data["disclosure"]["other"] = {}
    data["remedies"]["appeal"] = []
    data["chapters"]["7"] = "附件"
    read_back = read_bytes(json.dumps(data).encode(), "x.json")
    assert read_back.unplaced == ("disclosure.other", "requests.x1", "remedies.appeal", "chapters.7")
    assert replace(read_back, unplaced=()) == clean()
