"""What can be placed only when the form is known: rows that lost their labels, numbers that lost their heads."""

from collections.abc import Iterator

from gongkai.report.cells import parse, squeeze
from gongkai.report.forms import FORM_CODES, form
from gongkai.report.model import Cell, Doubt, FormCode
from gongkai.report.readers.document import Row
from gongkai.report.readers.matching import block_of
from gongkai.report.readers.placing import Entry, Placed, shown

SPLIT = ("o1", "o2", "o3")


def settle(placed: Placed, code: FormCode) -> None:
    """Place what waited for the form, each with a doubt that says how it got there; list the rest as unplaced."""
    for key, row in placed.headless.items():
        if not _by_the_form(placed, key, row, code):
            placed.unplaced.append(shown(row))
    placed.headless.clear()
    order = _order(placed, code)
    for gap in _gaps(placed.sequence):
        _settle_gap(placed, gap, order)


def _by_the_form(placed: Placed, key: str, row: Row, code: FormCode) -> bool:
    """Give a row of table two the columns of the form, in its order."""
    block = block_of(key, code)
    if block is None or len(block.columns) != len(row) - 1:
        return False
    cells = [parse(cell.text, cell.place) for cell in row[1:]]
    placed.disclosure[key] = {column.key: cell for column, cell in zip(block.columns, cells, strict=True)}
    if len({cell.raw for cell in cells}) > 1:  # whichever order the columns have, equal cells are the same
        placed.doubts.append(
            _doubt(
                f"disclosure.{key}",
                cells,
                zh=f"“{squeeze(row[0].text)}”一行的表头读不出，按{code}年格式的列序归位",
                en=f"the columns of this row have no head; they were taken in the order of the form of {code}",
            )
        )
    return True


def _order(placed: Placed, code: FormCode) -> tuple[str, ...]:
    """The rows of table three in the document's order: 其他处理 once or in three, as far as it shows."""
    split = any(row in placed.requests for row in SPLIT) or (code == "2021" and "o" not in placed.requests)
    rows = [row.key for row in form("2021").requests.rows]
    if not split:
        rows[rows.index(SPLIT[0]) : rows.index(SPLIT[-1]) + 1] = ["o"]
    return tuple(rows)


def _gaps(sequence: list[Entry]) -> Iterator[tuple[str, list[Entry], str]]:
    """Cut the sequence at the rows that are placed: (row before, what lies between, row after)."""
    before, between = "", list[Entry]()
    for entry in sequence:
        if entry.kind == "row":
            yield before, between, entry.key
            before, between = entry.key, []
        else:
            between.append(entry)
    yield before, between, ""


def _settle_gap(placed: Placed, gap: tuple[str, list[Entry], str], order: tuple[str, ...]) -> None:
    before, between, after = gap
    rows = [entry.row for entry in between if entry.kind == "cells"]
    if not rows:
        return
    known = [order.index(key) if key in order else None for key in (before, after)]
    start = 0 if known[0] is None else known[0] + 1
    end = len(order) if known[1] is None else known[1]
    missing = [key for key in order[start:end] if key not in placed.requests]
    keys = missing if len(missing) == len(rows) else _by_labels(between, missing)
    for key, row in zip(keys, rows, strict=False):
        _put(placed, key, row, sure=len(keys) == len(missing) and _all_alike(rows))
    placed.unplaced += [shown(row) for row in rows[len(keys) :]]


def _all_alike(rows: list[Row]) -> bool:
    """Tell whether it makes no difference which row goes where."""
    counts = any(parse(cell.text).value for cell in rows[0])
    return len(set(map(shown, rows))) == 1 and (len(rows) > 1 or not counts)


def _by_labels(between: list[Entry], missing: list[str]) -> list[str]:
    """Pair each row with the one label that stands alone before it; none where that fails for any of them."""
    keys, waiting = list[str](), list[str]()
    for entry in between:
        if entry.kind == "label":
            waiting.append(entry.key)
        elif len(waiting) == 1:
            keys.append(waiting.pop())
        else:
            return []
    return keys if len(set(keys)) == len(keys) and set(keys) <= set(missing) else []


def _put(placed: Placed, key: str, row: Row, *, sure: bool) -> None:
    """Give a row its key; rows that are all alike and fill their gap leave nothing to doubt."""
    cells = tuple(parse(cell.text, cell.place) for cell in row)
    placed.requests[key] = cells
    if sure:
        return
    label = next(label for code in FORM_CODES if (label := form(code).labels(f"requests.{key}")[1]))
    placed.doubts.append(
        _doubt(
            f"requests.{key}",
            list(cells),
            zh=f"这一行的标签与数字分开了，按格式的行序归到“{label}”",
            en=f"this row stands apart from its label; it was taken as {key} by the order of the form",
        )
    )


def _doubt(where: str, cells: list[Cell], *, zh: str, en: str) -> Doubt:
    raws = tuple(cell.raw for cell in cells)
    return Doubt(where, " | ".join(raws), (raws,), True, zh, en, cells[0].place if cells else None)
