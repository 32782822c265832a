"""Single cells and rows: how many there are, and whether each is a plain count."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.report.checks.rules import BY_THE_FORM, Found, rule
from gongkai.report.checks.sums import is_whole
from gongkai.report.findings import Level, named
from gongkai.report.model import REMEDY_COLUMNS, REQUEST_COLUMNS, Cell, Meaning, Report

MAY_BE_NEGATIVE = frozenset({"change"})  # 本年增/减 of the 2019 form
IN_TEN_THOUSANDS = "amount_10k"  # 万元
IS_MONEY = frozenset({"amount", IN_TEN_THOUSANDS})
_YUAN = re.compile(r"(?<![万亿])元")


def every_cell(report: Report) -> Iterator[tuple[str, Cell]]:
    """Walk all cells with their places; a cell of a malformed row has only the row for its place."""
    for row, columns in report.disclosure.items():
        yield from ((f"disclosure.{row}.{column}", cell) for column, cell in columns.items())
    for row, cells in report.requests.items():
        yield from _row(f"requests.{row}", REQUEST_COLUMNS, cells)
    for group, cells in report.remedies.items():
        yield from _row(f"remedies.{group}", REMEDY_COLUMNS, cells)


def _row(where: str, columns: tuple[str, ...], cells: tuple[Cell, ...]) -> Iterator[tuple[str, Cell]]:
    if len(cells) == len(columns):
        yield from ((f"{where}.{column}", cell) for column, cell in zip(columns, cells, strict=True))
    else:
        yield from ((where, cell) for cell in cells)


def _column(where: str) -> str:
    return where.rsplit(".", 1)[-1]


def _wrong_count(report: Report, where: str, found: int, wanted: int) -> Found:
    return Found(
        where,
        zh=f"{named(report.form, where)}有 {found} 格，应有 {wanted} 格，无法判断各数属于哪一列",
        en=f"{where} has {found} cells instead of {wanted}; its columns cannot be told",
        printed=found,
        computed=wanted,
    )


@rule("cell_count", Level.ERROR, BY_THE_FORM, "表三每一行有七格", "a row of table three has seven cells")
def cell_count(report: Report) -> Iterator[Found]:
    """A row with another number of cells switches the sums of columns off for the table."""
    for row, cells in report.requests.items():
        if not is_whole(report, row):
            yield _wrong_count(report, f"requests.{row}", len(cells), len(REQUEST_COLUMNS))


@rule("remedy_count", Level.ERROR, BY_THE_FORM, "表四每一组有五格", "a group of table four has five cells")
def remedy_count(report: Report) -> Iterator[Found]:
    """A group with another number of cells is not added up."""
    for group, cells in report.remedies.items():
        if len(cells) != len(REMEDY_COLUMNS):
            yield _wrong_count(report, f"remedies.{group}", len(cells), len(REMEDY_COLUMNS))


@rule(
    "not_a_number",
    Level.ERROR,
    BY_THE_FORM,
    "数字格只填数字，说明写在正文",
    "a cell holds a bare number; what explains it stands in the prose",
)
def not_a_number(report: Report) -> Iterator[Found]:
    """An annotated count is the document's doing, a cell that says no number may be the reading's."""
    for where, cell in every_cell(report):
        unreadable = cell.meaning is Meaning.UNREADABLE
        if unreadable or cell.meaning is Meaning.ANNOTATED:
            advice = "看不出是什么数" if unreadable else f"带有说明，应只填 {cell.value}"
            yield Found(
                where,
                zh=f"{named(report.form, where)}印为“{cell.raw}”，{advice}",
                en=f"{where} prints '{cell.raw}', not a bare number",
                printed=cell.raw,
                computed=cell.value,
                doubt="reading" if unreadable else "document",
            )


@rule("unit_in_cell", Level.HINT, BY_THE_FORM, "件数格不带单位", "a count carries no unit")
def unit_in_cell(report: Report) -> Iterator[Found]:
    """A sum of money may name its unit, a count needs none."""
    for where, cell in every_cell(report):
        if cell.meaning is Meaning.WITH_UNIT and _column(where) not in IS_MONEY:
            yield Found(
                where,
                zh=f"{named(report.form, where)}印为“{cell.raw}”，应只填 {cell.value}",
                en=f"{where} prints '{cell.raw}' with a unit",
                printed=cell.raw,
                computed=cell.value,
            )


@rule(
    "unit_against_head",
    Level.HINT,
    BY_THE_FORM,
    "金额的单位与表头一致",
    "a sum of money is in the unit that the head of its column names",
)
def unit_against_head(report: Report) -> Iterator[Found]:
    """The form of 2021 counts fees in 万元; a cell that says 元 is ten thousand times off, or not converted."""
    for where, cell in every_cell(report):
        if _column(where) == IN_TEN_THOUSANDS and _YUAN.search(cell.raw):
            yield Found(
                where,
                zh=f"{named(report.form, where)}印为“{cell.raw}”，表头的单位是万元",
                en=f"{where} prints '{cell.raw}'; the head of its column says 万元",
                printed=cell.raw,
                computed=None if cell.value is None else str(Decimal(cell.value) / 10000),
            )


@rule("negative", Level.ERROR, BY_THE_FORM, "件数和金额不为负数", "no count or sum of money is negative")
def negative(report: Report) -> Iterator[Found]:
    """Only 本年增/减 of the 2019 form may fall."""
    for where, cell in every_cell(report):
        if cell.value is not None and cell.value < 0 and _column(where) not in MAY_BE_NEGATIVE:
            yield Found(
                where,
                zh=f"{named(report.form, where)}印为“{cell.raw}”，不应为负数",
                en=f"{where} is negative: {cell.value}",
                printed=cell.value,
            )


@rule("not_an_integer", Level.ERROR, BY_THE_FORM, "件数为整数", "a count is a whole number")
def not_an_integer(report: Report) -> Iterator[Found]:
    """Only sums of money may have decimals."""
    for where, cell in every_cell(report):
        if isinstance(cell.value, Decimal) and cell.value % 1 and _column(where) not in IS_MONEY:
            yield Found(
                where,
                zh=f"{named(report.form, where)}印为“{cell.raw}”，件数应为整数",
                en=f"{where} prints {cell.raw}; a count is a whole number",
                printed=cell.raw,
            )


CHECKS = (
    cell_count,
    remedy_count,
    not_a_number,
    unit_in_cell,
    unit_against_head,
    negative,
    not_an_integer,
)
