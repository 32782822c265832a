"""What a number in the prose may lawfully mean: every reading of the tables, by its Chinese name."""

from collections.abc import Iterator, Mapping, Sequence

from gongkai.report.cells import counted
from gongkai.report.checks.sums import is_whole
from gongkai.report.forms import form
from gongkai.report.model import REMEDY_COLUMNS, REMEDY_GROUPS, REQUEST_COLUMNS, Cell, Number, Report

Readings = Mapping[str, Number]
COLUMNS = {"total": "总计", "natural": "自然人"}
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "予以公开": ("open",),
    "部分公开": ("partial",),
    "不予公开": tuple(f"d{number}" for number in range(1, 9)),
    "无法提供": ("u1", "u2", "u3"),
    "不予处理": tuple(f"n{number}" for number in range(1, 6)),
    "其他处理": ("o", "o1", "o2", "o3"),
}


def _total(cells: Sequence[Cell]) -> Number:
    """The printed total, or the sum where it is blank."""
    return cells[-1].value if cells[-1].value is not None else sum(map(counted, cells[:-1]), start=0)


def _counts(report: Report, row: str) -> Mapping[str, Number]:
    cells = report.requests[row]
    return {"total": _total(cells), "natural": counted(cells[REQUEST_COLUMNS.index("natural")])}


def _each(report: Report, names: Mapping[str, tuple[str, ...]]) -> dict[str, Number]:
    """Add up the rows of each name, for all applicants and for natural persons; what has no whole row is left out."""
    found: dict[str, Number] = {}
    for name, rows in names.items():
        if rows and all(is_whole(report, row) for row in rows):
            counts = [_counts(report, row) for row in rows]
            found |= {f"{name}（{label}）": sum(one[key] for one in counts) for key, label in COLUMNS.items()}
    return found


def applications(report: Report) -> Readings:
    """New, new with carried in, finished, finished with carried out; none unless all four rows can be told."""
    names = {
        "新收": ("received",),
        "新收＋上年结转": ("received", "carried_in"),
        "办结": ("total",),
        "办结＋结转下年": ("total", "carried_out"),
    }
    found = _each(report, names)
    return found if len(found) == len(names) * len(COLUMNS) else {}


def carried(report: Report, row: str, name: str) -> Readings:
    """What was carried in or out."""
    return _each(report, {name: (row,)})


def outcomes(report: Report, *names: str) -> Readings:
    """The rows of one kind of outcome, or of several, together."""
    rows = tuple(row for name in names for row in OUTCOMES[name] if row in report.requests)
    return _each(report, {"＋".join(names): rows})


def _remedy_totals(report: Report) -> Iterator[tuple[str, Number, Number]]:
    for group in REMEDY_GROUPS:
        cells = report.remedies.get(group, ())
        if len(cells) == len(REMEDY_COLUMNS):
            yield group, _total(cells), _total(cells) - counted(cells[REMEDY_COLUMNS.index("pending")])


def remedies(report: Report, kind: str) -> Readings:
    """Reviews or suits (kind 复议 or 诉讼), all or those concluded, alone or together; none unless table four is whole."""
    found = {group: (whole, ended) for group, whole, ended in _remedy_totals(report)}
    if len(found) != len(REMEDY_GROUPS):
        return {}
    review, direct, after = (found[group] for group in REMEDY_GROUPS)
    suits = (direct[0] + after[0], direct[1] + after[1])
    named = {"复议": review} if kind == "复议" else {"诉讼": suits, "直接起诉": direct, "复议后起诉": after}
    named["复议＋诉讼"] = (review[0] + suits[0], review[1] + suits[1])
    whole = {f"{name}（总计）": pair[0] for name, pair in named.items()}
    return whole | {f"{name}（已审结）": pair[1] for name, pair in named.items()}


def not_upheld(report: Report, kind: str) -> Number:
    """The reviews or suits (kind 复议 or 诉讼) that did not end in 结果维持, open ones among them."""
    groups = REMEDY_GROUPS[:1] if kind == "复议" else REMEDY_GROUPS[1:]
    rows = [report.remedies.get(group, ()) for group in groups]
    return sum(_total(cells) - counted(cells[0]) for cells in rows if len(cells) == len(REMEDY_COLUMNS))


def documents(report: Report, row: str) -> Readings:
    """The numbers of table two's row for rules or normative documents."""
    cells = report.disclosure.get(row, {})
    names = {column: form(report.form).labels(f"disclosure.{row}.{column}")[2] for column in cells}
    return {names[column]: cell.value for column, cell in cells.items() if cell.value is not None}
