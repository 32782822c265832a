"""The sums of tables three and four (国办公开办函〔2021〕30号附件，表三注：第一项加第二项之和，等于第三项加第四项之和)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.report.cells import counted, is_readable
from gongkai.report.findings import Doubt, Finding, Level, at, named
from gongkai.report.forms import form
from gongkai.report.model import (
    REMEDY_COLUMNS,
    REQUEST_COLUMNS,
    Cell,
    Meaning,
    Number,
    Report,
)

BALANCE_ROWS = ("received", "carried_in", "total", "carried_out")


def result_rows(report: Report) -> tuple[str, ...]:
    """The rows of this report that add up to （七）总计; 其他处理 may stand as one row or as three."""
    known = {*form("2019").requests.result_keys, *form("2021").requests.result_keys}
    return tuple(row for row in report.requests if row in known)


def _plus(numbers: Iterable[Number]) -> str:
    return "＋".join(str(number) for number in numbers)


def _doubt(cells: Iterable[Cell]) -> Doubt:
    return "reading" if any(not is_readable(cell) for cell in cells) else "document"


def _is_seven(report: Report, row: str) -> bool:
    return len(report.requests.get(row, ())) == len(REQUEST_COLUMNS)


def _malformed(report: Report) -> list[str]:
    return [row for row, cells in report.requests.items() if len(cells) != len(REQUEST_COLUMNS)]


def cell_count(report: Report) -> Iterator[Finding]:
    """A row of table three has seven cells; with another number no column can be told."""
    wanted = len(REQUEST_COLUMNS)
    for row in _malformed(report):
        found = len(report.requests[row])
        where = f"requests.{row}"
        yield Finding(
            "cell_count",
            Level.ERROR,
            zh=f"{named(report.form, where)}有{found}格，应有{wanted}格，无法判断各数属于哪一列",
            en=f"{where} has {found} cells instead of {wanted}; the columns cannot be told",
            printed=found,
            computed=wanted,
            cite=form(report.form).notice,
            **at(report.form, where),
        )


def row_sum(report: Report) -> Iterator[Finding]:
    """The six kinds of applicants add up to 总计, in every row."""
    for row, cells in report.requests.items():
        if not _is_seven(report, row) or cells[-1].value is None:
            continue
        parts = [counted(cell) for cell in cells[:-1]]
        if sum(parts) != cells[-1].value:
            where = f"requests.{row}.total"
            yield _sum_finding(
                "row_sum", report, where, printed=cells[-1].value, parts=parts, doubt=_doubt(cells)
            )


def _sum_finding(
    rule: str, report: Report, where: str, *, printed: Number, parts: list[Number], doubt: Doubt
) -> Finding:
    computed = sum(parts, start=0)
    formula = f"{_plus(parts)} ＝ {computed}"
    return Finding(
        rule,
        Level.ERROR,
        zh=f"{named(report.form, where)}印为 {printed}，各项相加为 {computed}：{formula}",
        en=f"{where} prints {printed}, the parts add up to {computed}",
        printed=printed,
        computed=computed,
        formula=formula,
        doubt=doubt,
        cite=form(report.form).notice,
        **at(report.form, where),
    )


def blank_total(report: Report) -> Iterator[Finding]:
    """A total is not left blank; the computed one is offered."""
    for row, cells in report.requests.items():
        if _is_seven(report, row) and cells[-1].meaning is Meaning.BLANK:
            yield _blank(report, f"requests.{row}.total", [counted(cell) for cell in cells[:-1]])
    for group, cells in report.remedies.items():
        if len(cells) == len(REMEDY_COLUMNS) and cells[-1].meaning is Meaning.BLANK:
            yield _blank(report, f"remedies.{group}.total", [counted(cell) for cell in cells[:-1]])


def _blank(report: Report, where: str, parts: list[Number]) -> Finding:
    computed = sum(parts, start=0)
    return Finding(
        "blank_total",
        Level.ERROR,
        zh=f"{named(report.form, where)}空白，应填 {computed}（{_plus(parts)}）",
        en=f"{where} is blank; it should be {computed}",
        printed="",
        computed=computed,
        formula=f"{_plus(parts)} ＝ {computed}",
        cite=form(report.form).notice,
        **at(report.form, where),
    )


def column_sum(report: Report) -> Iterator[Finding]:
    """The outcomes of a column add up to （七）总计; the 总计 column only where no detail total is blank."""
    rows = result_rows(report)
    if "total" not in report.requests or not rows or _malformed(report):
        return
    for index, column in enumerate(REQUEST_COLUMNS):
        cells = [report.requests[row][index] for row in rows]
        total = report.requests["total"][index]
        if column == "total" and any(cell.meaning is Meaning.BLANK for cell in (*cells, total)):
            continue
        parts = [counted(cell) for cell in cells]
        if sum(parts) != counted(total):
            where = f"requests.total.{column}"
            yield _sum_finding(
                "column_sum",
                report,
                where,
                printed=counted(total),
                parts=parts,
                doubt=_doubt((*cells, total)),
            )


def balance(report: Report) -> Iterator[Finding]:
    """In every column 一 + 二 = 三（七）+ 四."""
    if any(row not in report.requests for row in BALANCE_ROWS) or _malformed(report):
        return
    for index, column in enumerate(REQUEST_COLUMNS):
        cells = [report.requests[row][index] for row in BALANCE_ROWS]
        if column == "total" and any(cell.meaning is Meaning.BLANK for cell in cells):
            continue
        received, carried_in, total, carried_out = (counted(cell) for cell in cells)
        if received + carried_in != total + carried_out:
            yield _unbalanced(report, column, (received, carried_in, total, carried_out), _doubt(cells))


def _unbalanced(report: Report, column: str, numbers: tuple[Number, ...], doubt: Doubt) -> Finding:
    received, carried_in, total, carried_out = numbers
    where = f"requests.balance.{column}"
    left, right = received + carried_in, total + carried_out
    formula = (
        f"一＋二 ＝ {received}＋{carried_in} ＝ {left}；三（七）＋四 ＝ {total}＋{carried_out} ＝ {right}"
    )
    return Finding(
        "balance",
        Level.ERROR,
        zh=f"{named(report.form, where)}列不平：{formula}，相差 {abs(left - right)}",
        en=f"{where}: {left} came in, {right} is accounted for",
        printed=right,
        computed=left,
        formula=formula,
        doubt=doubt,
        cite=form(report.form).notice,
        **at(report.form, where),
    )


def remedy_total(report: Report) -> Iterator[Finding]:
    """The four results add up to 总计 in each group of table four."""
    for group, cells in report.remedies.items():
        where = f"remedies.{group}.total"
        if len(cells) != len(REMEDY_COLUMNS) or cells[-1].value is None:
            continue
        parts = [counted(cell) for cell in cells[:-1]]
        if sum(parts) != cells[-1].value:
            yield _sum_finding(
                "remedy_total", report, where, printed=cells[-1].value, parts=parts, doubt=_doubt(cells)
            )


def every_cell(report: Report) -> Iterator[tuple[str, Cell]]:
    """Walk all cells with their places; cells of a malformed row have the row's place only."""
    for row, columns in report.disclosure.items():
        yield from ((f"disclosure.{row}.{column}", cell) for column, cell in columns.items())
    for row, cells in report.requests.items():
        known = _is_seven(report, row)
        for column, cell in zip(REQUEST_COLUMNS, cells, strict=False):
            yield (f"requests.{row}.{column}" if known else f"requests.{row}", cell)
    for group, cells in report.remedies.items():
        yield from (
            (f"remedies.{group}.{col}", cell) for col, cell in zip(REMEDY_COLUMNS, cells, strict=False)
        )


def not_a_number(report: Report) -> Iterator[Finding]:
    """A count is a bare number: an annotation or words in its cell are for chapter six."""
    for where, cell in every_cell(report):
        if cell.meaning is Meaning.UNREADABLE:
            yield _number_finding(report, where, cell, "reading", f"“{cell.raw}”不是数字")
        elif cell.meaning is Meaning.ANNOTATED:
            yield _number_finding(
                report, where, cell, "document", f"“{cell.raw}”带有说明，应只填 {cell.value}"
            )


def _number_finding(report: Report, where: str, cell: Cell, doubt: Doubt, why: str) -> Finding:
    return Finding(
        "not_a_number",
        Level.ERROR,
        zh=f"{named(report.form, where)}{why}",
        en=f"{where}: '{cell.raw}' is not a bare number",
        printed=cell.raw,
        computed=cell.value,
        doubt=doubt,
        cite=form(report.form).notice,
        **at(report.form, where),
    )


MAY_BE_NEGATIVE = ("change",)
MAY_BE_DECIMAL = ("amount", "amount_10k")


def negative(report: Report) -> Iterator[Finding]:
    """A count is not negative; only 本年增/减 of the 2019 form may be."""
    for where, cell in every_cell(report):
        if cell.value is not None and cell.value < 0 and where.rsplit(".", 1)[-1] not in MAY_BE_NEGATIVE:
            yield Finding(
                "negative",
                Level.ERROR,
                zh=f"{named(report.form, where)}为负数 {cell.value}",
                en=f"{where} is negative: {cell.value}",
                printed=cell.value,
                cite=form(report.form).notice,
                **at(report.form, where),
            )


def not_an_integer(report: Report) -> Iterator[Finding]:
    """A count is a whole number; only sums of money may have decimals."""
    for where, cell in every_cell(report):
        if isinstance(cell.value, Decimal) and where.rsplit(".", 1)[-1] not in MAY_BE_DECIMAL:
            yield Finding(
                "not_an_integer",
                Level.ERROR,
                zh=f"{named(report.form, where)}印为 {cell.raw}，件数应为整数",
                en=f"{where} prints {cell.raw}; a count is a whole number",
                printed=cell.raw,
                cite=form(report.form).notice,
                **at(report.form, where),
            )


def total_without_outcome(report: Report) -> Iterator[Finding]:
    """A total of finished applications needs an outcome that counts them; said also where the columns can't be told."""
    rows = result_rows(report)
    totals = [counted(cell) for cell in report.requests.get("total", ())]
    outcomes = [counted(cell) for row in rows for cell in report.requests[row]]
    if rows and _malformed(report) and max(totals, default=0) > 0 and not any(outcomes):
        where = "requests.total"
        yield Finding(
            "total_without_outcome",
            Level.HINT,
            zh=f"{named(report.form, where)}为 {max(totals)}，而（一）至（六）各行都是 0：办结的申请没有计入任何处理结果",
            en=f"{where} is {max(totals)} while every outcome is 0",
            printed=max(totals),
            computed=0,
            cite=form(report.form).notice,
            **at(report.form, where),
        )


CHECKS = (
    cell_count,
    row_sum,
    column_sum,
    balance,
    remedy_total,
    blank_total,
    not_a_number,
    negative,
    not_an_integer,
    total_without_outcome,
)
