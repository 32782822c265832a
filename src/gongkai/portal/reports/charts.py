"""Small charts of a report: bars beside their numbers, for people who would rather look."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.report.cells import counted
from gongkai.report.forms import form
from gongkai.report.model import APPLICANTS, REMEDY_GROUPS, Number, Report

FULL = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its number, its length from 0 to 100."""

    label: str
    number: Number
    length: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A few bars under one heading."""

    title: str
    bars: tuple[Bar, ...]


def _chart(title: str, numbers: dict[str, Number]) -> Chart:
    most = max(numbers.values(), default=0) or 1
    return Chart(title, tuple(Bar(label, n, int(n * FULL / most)) for label, n in numbers.items()))


def charts(report: Report) -> list[Chart]:
    """Draw applicants, outcomes by group, remedies; groups with nothing in them are shown as 0."""
    return [
        _chart(_("新收申请的申请人"), _applicants(report)),
        _chart(_("办理结果"), _outcomes(report)),
        _chart(_("复议和诉讼"), _remedies(report)),
    ]


def _total(report: Report, row: str) -> Number:
    cells = report.requests.get(row, ())
    return counted(cells[-1]) if cells else 0


def _applicants(report: Report) -> dict[str, Number]:
    labels = [column.label for column in form(report.form).requests.columns]
    cells = report.requests.get("received", ())[: len(APPLICANTS)]
    return {label: counted(cell) for label, cell in zip(labels, cells, strict=False)}


def _outcomes(report: Report) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for row in form(report.form).requests.rows:
        if row.groups and row.key != "total":
            name = row.groups[1] if len(row.groups) > 1 else row.label
            short = name.split("）", 1)[-1].split("（", 1)[0]
            found[short] = found.get(short, 0) + _total(report, row.key)
    return found


def _remedies(report: Report) -> dict[str, Number]:
    labels = ("行政复议", "未经复议直接起诉", "复议后起诉")
    groups = (report.remedies.get(group, ()) for group in REMEDY_GROUPS)
    return {label: counted(cells[-1]) if cells else 0 for label, cells in zip(labels, groups, strict=True)}
