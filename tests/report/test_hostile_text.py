"""However a report is damaged, it is read or refused in one line, and what is read can be checked."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.checks import check
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.writers.json_writer import report_json
from report.changes import EXAMPLES, clean

LINES = (EXAMPLES / "five-cell-rows.txt").read_text("utf-8").split("\n")
BYTES = (EXAMPLES / "clean-2021-form.txt").read_bytes()
odd = st.sampled_from(
    [
        "",
        "\t",
        "\t\t",
        "总计",
        "\t行政复议",
        "\t其他",
        "99999999999999999999",
        "\t-",
        "一、",
        "（一）",
        "\t信息内容",
    ]
)
odd_json = st.sampled_from([None, 0, -1, 1.5, "", "x", [], {}, True, [[]], {"raw": "1"}, "9" * 50])


def _survives(data, name):
    try:
        report = read_bytes(data, name)
    except Unreadable:
        return
    assert all(one.zh and one.en for one in check(report))
    assert json.dumps(report_json(report, check(report)))


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), odd), max_size=8), st.integers(0, len(LINES)))
def test_lines_may_be_changed_and_lost(changes, end):
    lines = list(LINES)
    for index, line in changes:
        lines[index] = line
    _survives("\n".join(lines[:end]).encode(), "x.txt")


@settings(deadline=None, max_examples=80)
@given(st.integers(0, len(BYTES) - 1), st.binary(max_size=6))
def test_bytes_may_be_changed(at, new):
    _survives(BYTES[:at] + new + BYTES[at + len(new) :], "x.txt")


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=300), st.sampled_from(["x.txt", "x.json"]))
def test_any_bytes_are_read_or_refused(data, name):
    _survives(data, name)


def _paths(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _paths(value, (*path, key))


WHOLE = report_json(clean())
PATHS = [path for path in _paths(WHOLE) if path]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(PATHS), odd_json)
def test_any_value_of_the_json_may_be_another(path, value):
    data = json.loads(json.dumps(WHOLE))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    _survives(json.dumps(data).encode(), "x.json")
