"""The example reports: each yields the findings that its folder promises."""

import tomllib

import pytest

from gongkai.report.checks import check
from gongkai.report.readers import SUFFIXES, read
from report.changes import EXAMPLES

EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text("utf-8"))["report"]


def _shown(value):
    return "" if value is None else str(value)


@pytest.mark.parametrize("case", EXPECTED, ids=[case["file"] for case in EXPECTED])
def test_an_example_has_exactly_its_findings(case):
    found = check(read(EXAMPLES / case["file"]))
    shown = [[one.rule, one.where, _shown(one.printed), _shown(one.computed)] for one in found]
    assert shown == case["findings"]


def test_every_example_is_expected_and_explained():
    files = {path.name for path in EXAMPLES.iterdir() if path.suffix in SUFFIXES and path.name != "README.md"}
    assert files == {case["file"] for case in EXPECTED}
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    assert all(name in readme for name in files)
