"""What a person saw beside the source, put into a report in place of what the reader could not tell."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.report.cells import parse
from gongkai.report.checks import Finding, check
from gongkai.report.checks.cellwise import every_cell
from gongkai.report.checks.sums import CHECKS as SUMS
from gongkai.report.findings import at
from gongkai.report.forms import FORM_CODES, form
from gongkai.report.model import (
    REMEDY_COLUMNS,
    REMEDY_GROUPS,
    REQUEST_COLUMNS,
    Cell,
    Doubt,
    Meaning,
    Place,
    Report,
)

YEAR = "year"
UNTOLD = Cell("", None, Meaning.AMBIGUOUS)
_NOT_TOLD = frozenset({Meaning.AMBIGUOUS, Meaning.UNREADABLE})
SUM_RULES = frozenset(one.rule.id for one in SUMS)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A place that a person is asked to look at: its key, its Chinese labels, what the reader has there, what it may be.

    cell is None where the reader has nothing, and for a place that is no cell; candidates: raw texts, the likeliest
    first, empty where anything may stand there; doubt: what made it doubtful, None for a cell that says no number.
    """

    where: str
    table: str
    row: str
    column: str
    cell: Cell | None = None
    candidates: tuple[str, ...] = ()
    doubt: Doubt | None = None
    confirmable: bool = True

    @property
    def place(self) -> Place | None:
        """Where it stands in the source: the cell's own place, or that of its row."""
        if self.cell and self.cell.place:
            return self.cell.place
        return self.doubt.place if self.doubt else None


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with what was confirmed in it, what the checks say of it, and what is still doubtful."""

    report: Report
    findings: tuple[Finding, ...]
    doubtful: tuple[Doubtful, ...]


def columns_of(row: str) -> tuple[str, ...]:
    """Give the columns of a row such as requests.d1 in the order of the form; KeyError for a row that no form has."""
    table, _, key = row.partition(".")
    if table == "requests" and any(key == one.key for code in FORM_CODES for one in form(code).requests.rows):
        return REQUEST_COLUMNS
    if table == "remedies" and key in REMEDY_GROUPS:
        return REMEDY_COLUMNS
    columns = _disclosure_columns(key) if table == "disclosure" else ()
    if not columns:
        raise KeyError(row)
    return columns


def _disclosure_columns(key: str) -> tuple[str, ...]:
    """The columns that either form has over a row of table two, those of the newer form first."""
    blocks = [block for code in reversed(FORM_CODES) for block in form(code).disclosure]
    found = [
        column.key
        for block in blocks
        if any(one.key == key for one in block.rows)
        for column in block.columns
    ]
    return tuple(dict.fromkeys(found))


def is_place(where: str) -> bool:
    """Tell whether something can be confirmed at a place: a cell of the form, or the year."""
    row, _, column = where.rpartition(".")
    try:
        return where == YEAR or column in columns_of(row)
    except KeyError:
        return False


def confirmed(report: Report, cells: Mapping[str, str]) -> Report:
    """Give the report with raw texts put at their places, without the doubts that are thereby settled.

    A row that had not its number of cells gets it; those of its cells that nobody confirmed are then not told.
    KeyError for a place that no form has, ValueError for a year that is no number.
    """
    by_row: dict[str, dict[str, str]] = {}
    for where, raw in cells.items():
        row, _, column = where.rpartition(".")
        if where != YEAR and column not in columns_of(row):
            raise KeyError(where)
        by_row.setdefault(row, {})[column] = raw
    year = int(by_row.pop("")[YEAR]) if YEAR in cells else report.year
    tables = {name: dict(getattr(report, name)) for name in ("disclosure", "requests", "remedies")}
    for row, raws in by_row.items():
        table, _, key = row.partition(".")
        found = _with(cells_of(report, row), raws)
        tables[table][key] = found if table == "disclosure" else tuple(found.values())
    open_still = tuple(one for one in report.doubts if not _settled(report, one, cells))
    return replace(
        report,
        year=year,
        disclosure=tables["disclosure"],
        requests=tables["requests"],
        remedies=tables["remedies"],
        doubts=open_still,
    )


def cells_of(report: Report, row: str) -> dict[str, Cell | None]:
    """Give the cells of a row by column, None for what the report has not; KeyError for a row that no form has."""
    table, _, key = row.partition(".")
    columns = columns_of(row)
    if table == "disclosure":
        there = report.disclosure.get(key, {})
        known = {one.key for block in form(report.form).disclosure for one in block.columns} | set(there)
        return {column: there.get(column) for column in columns if column in known}
    cells = getattr(report, table).get(key, ())
    whole = cells if len(cells) == len(columns) else (None,) * len(columns)
    return dict(zip(columns, whole, strict=True))


def _with(row: Mapping[str, Cell | None], raws: Mapping[str, str]) -> dict[str, Cell]:
    found = {}
    for column, cell in (dict.fromkeys(raws) | dict(row)).items():
        if column in raws:
            found[column] = parse(raws[column], cell.place if cell else None)
        else:
            found[column] = cell or UNTOLD
    return {column: found[column] for column in (*row, *(one for one in raws if one not in row))}


# doubts ------------------------------------------------------------------------------------------------------------


def _asked(report: Report, doubt: Doubt) -> tuple[str, ...]:
    """The places that a person must see before a doubt is settled; none where the doubt is not about cells."""
    if is_place(doubt.where):
        return (doubt.where,)
    try:
        row = cells_of(report, doubt.where)
    except KeyError:
        return ()
    untold = [column for column, cell in row.items() if cell is None or cell.meaning in _NOT_TOLD]
    return tuple(f"{doubt.where}.{column}" for column in untold or _differing(row, doubt) or row)


def _differing(row: Mapping[str, Cell | None], doubt: Doubt) -> list[str]:
    """The columns in which the readings of a doubt are not all the same."""
    if any(len(one) != len(row) for one in doubt.candidates):
        return []
    texts = zip(*doubt.candidates, strict=True)
    return [column for column, read in zip(row, texts, strict=False) if len(set(read)) > 1]


def _settled(report: Report, doubt: Doubt, cells: Collection[str]) -> bool:
    asked = _asked(report, doubt)
    return bool(asked) and all(where in cells for where in asked)


def _candidates(report: Report, doubt: Doubt, where: str, cells: Collection[str]) -> tuple[str, ...]:
    """The readings of one place that go with what is confirmed already in its row."""
    if where == doubt.where:
        return tuple(one[0] for one in doubt.candidates if one)
    row = cells_of(report, doubt.where)
    order = list(row)
    whole = [one for one in doubt.candidates if len(one) == len(order)]
    seen = {
        number: cell.raw
        for number, (column, cell) in enumerate(row.items())
        if cell and f"{doubt.where}.{column}" in cells
    }
    fitting = [one for one in whole if all(one[number] == raw for number, raw in seen.items())] or whole
    index = order.index(where.rpartition(".")[2])
    return tuple(dict.fromkeys(one[index] for one in fitting))


def _cell_at(report: Report, where: str) -> Cell | None:
    row, _, column = where.rpartition(".")
    return cells_of(report, row)[column] if row else None


def _of_doubts(report: Report, cells: Collection[str]) -> Iterator[Doubtful]:
    for doubt in report.doubts:
        asked = _asked(report, doubt)
        for where in asked:
            found = _candidates(report, doubt, where, cells)
            yield Doubtful(
                cell=_cell_at(report, where), candidates=found, doubt=doubt, **at(report.form, where)
            )
        if not asked:
            yield Doubtful(doubt=doubt, confirmable=False, **at(report.form, doubt.where))


def _of_cells(report: Report) -> Iterator[Doubtful]:
    for where, cell in every_cell(report):
        if cell.meaning in _NOT_TOLD:
            yield Doubtful(cell=cell, confirmable=is_place(where), **at(report.form, where))


def doubtful(report: Report, cells: Collection[str] = ()) -> tuple[Doubtful, ...]:
    """List every place that could not be read for sure, each once; cells are those that were confirmed already."""
    found: dict[str, Doubtful] = {}
    for one in (*_of_doubts(report, cells), *_of_cells(report)):
        if one.where not in cells:
            found.setdefault(one.where, one)
    return tuple(found.values())


def checked(report: Report, cells: Mapping[str, str]) -> Checked:
    """Check a report with what was confirmed in it.

    What a person has seen is no doubt of the reading any more: "abc" confirmed in a cell is what the document prints.
    """
    seen = confirmed(report, cells)
    open_still = doubtful(seen, cells)
    in_doubt = {one.where.partition(".")[0] for one in open_still}
    findings = tuple(_whose(one, cells, in_doubt) for one in check(seen))
    return Checked(seen, findings, open_still)


def _whose(one: Finding, cells: Collection[str], in_doubt: Collection[str]) -> Finding:
    table = one.where.partition(".")[0]
    seen = one.where in cells or (one.rule in SUM_RULES and table not in in_doubt)
    return replace(one, doubt="document") if one.doubt == "reading" and seen else one
