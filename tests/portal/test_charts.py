"""Charts show what the tables count; the longest bar of each is full, and where nothing was counted none is drawn."""

import pytest

from gongkai.portal.reports.charts import charts
from gongkai.report.cells import counted, of
from gongkai.report.model import Report
from support.reports import make_report


def _bars(report, number):
    return {bar.label: (bar.number, bar.length) for bar in charts(report)[number].bars}


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_the_outcome_bars_add_up_to_the_total_of_outcomes(code):
    report = make_report(code)
    bars = _bars(report, 1)
    assert list(bars) == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
    assert sum(number for number, _ in bars.values()) == counted(report.requests["total"][-1])


def test_bars_are_as_long_as_their_share_of_the_longest():
    cells = tuple(of(number) for number in (4, 1, 0, 0, 0, 2, 7))
    bars = _bars(make_report(requests={**make_report().requests, "received": cells}), 0)
    assert bars["自然人"] == (4, 100)
    assert bars["商业企业"] == (1, 25)
    assert bars["科研机构"] == (0, 0)


def test_a_report_without_tables_draws_no_bars():
    empty = Report(name="", agency="示例镇人民政府", year=2025, form="2021")
    assert {bar.length for chart in charts(empty) for bar in chart.bars} == {0}
