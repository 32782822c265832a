"""The sums of tables three and four; a blank counts 0, and what cannot be told is not claimed."""

from collections.abc import Iterable, Iterator, Sequence

from gongkai.report.cells import counted, is_readable
from gongkai.report.checks.rules import BY_THE_FORM, Found, rule
from gongkai.report.findings import Doubt, Level, named
from gongkai.report.forms import FORM_CODES, form
from gongkai.report.model import REMEDY_COLUMNS, REQUEST_COLUMNS, Cell, Meaning, Number, Report

BALANCE_ROWS = ("received", "carried_in", "total", "carried_out")


def result_rows(report: Report) -> tuple[str, ...]:
    """The rows that add up to （七）总计, 其他处理 as one row or as three; none where one of them is missing."""
    for code in FORM_CODES:
        rows = form(code).requests.result_keys
        if all(row in report.requests for row in rows):
            return rows
    return ()


def is_whole(report: Report, row: str) -> bool:
    """Tell whether a row of table three has its seven cells, so that its columns can be told."""
    return len(report.requests.get(row, ())) == len(REQUEST_COLUMNS)


def columns_known(report: Report) -> bool:
    """Tell whether every row of table three has its seven cells."""
    return all(is_whole(report, row) for row in report.requests)


def _totalled(report: Report) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Walk the places of the totals in table three's last column, with the row of cells that ends there."""
    for row, cells in report.requests.items():
        if is_whole(report, row):
            yield f"requests.{row}.total", cells


def _remedies(report: Report) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    for group, cells in report.remedies.items():
        if len(cells) == len(REMEDY_COLUMNS):
            yield f"remedies.{group}.total", cells


def _plus(numbers: Iterable[Number]) -> str:
    return "＋".join(str(number) for number in numbers)


def _doubt(report: Report, cells: Iterable[Cell], rows: Iterable[str]) -> Doubt:
    """A sum is the document's fault only where every number in it was read for sure."""
    doubted = {one.where for one in report.doubts}
    sure = all(is_readable(cell) for cell in cells) and not doubted.intersection(rows)
    return "document" if sure else "reading"


def _untold(cells: Iterable[Cell]) -> bool:
    """Tell whether a number stands there that the source does not tell; nothing is claimed of its sums."""
    return any(cell.meaning is Meaning.AMBIGUOUS for cell in cells)


def _sum(
    report: Report, where: str, parts: Sequence[Cell], total: Cell, rows: Iterable[str] = ()
) -> Iterator[Found]:
    """Name a total that is not the sum of its parts; rows are those that the parts stand in."""
    if _untold((*parts, total)):
        return
    numbers = [counted(cell) for cell in parts]
    computed, printed = sum(numbers, start=0), counted(total)
    if computed != printed:
        formula = f"{_plus(numbers)}＝{computed}，表中为 {printed}"
        yield Found(
            where,
            zh=f"{named(report.form, where)}与各项之和不符：{formula}",
            en=f"{where} prints {printed}, its parts add up to {computed}",
            printed=printed,
            computed=computed,
            formula=formula,
            doubt=_doubt(report, (*parts, total), (_row_of(where), *rows)),
        )


@rule(
    "row_sum",
    Level.ERROR,
    BY_THE_FORM,
    "表三每一行，六类申请人之和等于总计",
    "in every row of table three the six kinds of applicants add up to the total",
)
def row_sum(report: Report) -> Iterator[Found]:
    """A blank total is the matter of blank_total."""
    for where, cells in _totalled(report):
        if cells[-1].value is not None:
            yield from _sum(report, where, cells[:-1], cells[-1])


@rule(
    "column_sum",
    Level.ERROR,
    BY_THE_FORM,
    "表三每一列，（一）至（六）之和等于（七）总计",
    "in every column of table three the outcomes add up to the total of outcomes",
)
def column_sum(report: Report) -> Iterator[Found]:
    """The column of totals is added up only where none of them is blank."""
    rows = result_rows(report)
    if "total" not in report.requests or not rows or not columns_known(report):
        return
    for index, column in enumerate(REQUEST_COLUMNS):
        cells = [report.requests[row][index] for row in rows]
        total = report.requests["total"][index]
        if column != "total" or not _any_blank((*cells, total)):
            places = (f"requests.{row}" for row in rows)
            yield from _sum(report, f"requests.total.{column}", cells, total, places)


def _row_of(where: str) -> str:
    return where.rsplit(".", 1)[0]


def _any_blank(cells: Iterable[Cell]) -> bool:
    return any(cell.meaning is Meaning.BLANK for cell in cells)


@rule(
    "balance",
    Level.ERROR,
    BY_THE_FORM,
    "表三每一列，第一项加第二项之和，等于第三项加第四项之和",
    "in every column of table three what came in equals what was finished and carried over",
)
def balance(report: Report) -> Iterator[Found]:
    """一 + 二 = 三（七） + 四; the column of totals only where none of the four is blank."""
    if any(row not in report.requests for row in BALANCE_ROWS) or not columns_known(report):
        return
    for index, column in enumerate(REQUEST_COLUMNS):
        cells = [report.requests[row][index] for row in BALANCE_ROWS]
        if column != "total" or not _any_blank(cells):
            yield from _unbalanced(report, f"requests.balance.{column}", cells)


def _unbalanced(report: Report, where: str, cells: Sequence[Cell]) -> Iterator[Found]:
    if _untold(cells):
        return
    received, carried_in, total, carried_out = (counted(cell) for cell in cells)
    left, right = received + carried_in, total + carried_out
    if left != right:
        formula = f"第一项＋第二项：{received}＋{carried_in}＝{left}；第三项＋第四项：{total}＋{carried_out}＝{right}"
        yield Found(
            where,
            zh=f"{named(report.form, where)}列不平：{formula}，相差 {abs(left - right)}",
            en=f"{where}: {left} came in, {right} are accounted for",
            printed=right,
            computed=left,
            formula=formula,
            doubt=_doubt(report, cells, (f"requests.{row}" for row in BALANCE_ROWS)),
        )


@rule(
    "remedy_total",
    Level.ERROR,
    BY_THE_FORM,
    "表四每一组，四种结果之和等于总计",
    "in every group of table four the four results add up to the total",
)
def remedy_total(report: Report) -> Iterator[Found]:
    """A blank total is the matter of blank_total."""
    for where, cells in _remedies(report):
        if cells[-1].value is not None:
            yield from _sum(report, where, cells[:-1], cells[-1])


@rule("blank_total", Level.ERROR, BY_THE_FORM, "总计不留空白", "no total is left blank")
def blank_total(report: Report) -> Iterator[Found]:
    """The total that should stand there is offered."""
    for where, cells in (*_totalled(report), *_remedies(report)):
        if cells[-1].meaning is not Meaning.BLANK or _untold(cells):
            continue
        parts = [counted(cell) for cell in cells[:-1]]
        computed = sum(parts, start=0)
        formula = f"{_plus(parts)}＝{computed}，表中为空白"
        yield Found(
            where,
            zh=f"{named(report.form, where)}空白，按各项相加应填 {computed}：{formula}",
            en=f"{where} is blank; its parts add up to {computed}",
            printed="",
            computed=computed,
            formula=formula,
            doubt=_doubt(report, cells, (_row_of(where),)),
        )


@rule(
    "total_without_outcome",
    Level.HINT,
    BY_THE_FORM,
    "有办结总数，就有相应的处理结果",
    "a total of finished applications has outcomes behind it",
)
def total_without_outcome(report: Report) -> Iterator[Found]:
    """Said where the columns can't be told and column_sum is silent: a total, and not one outcome anywhere."""
    rows = result_rows(report)
    highest = max((counted(cell) for cell in report.requests.get("total", ())), default=0)
    outcomes = [counted(cell) for row in rows for cell in report.requests[row]]
    if rows and not columns_known(report) and highest > 0 and not any(outcomes):
        where = "requests.total"
        yield Found(
            where,
            zh=f"{named(report.form, where)}一行出现 {highest}，而（一）至（六）各行没有一个数：办结的申请没有计入任何处理结果",
            en=f"{where} shows {highest} while no outcome shows any number",
            printed=highest,
            computed=0,
        )


CHECKS = (row_sum, column_sum, balance, remedy_total, blank_total, total_without_outcome)
