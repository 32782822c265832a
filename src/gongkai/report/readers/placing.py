"""Rows of cells onto the statutory form, by their labels. Format-blind: every reader only has to produce rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from gongkai.report.cells import parse, squeeze
from gongkai.report.forms import FORM_CODES, Form, form
from gongkai.report.labels import statutory_labels
from gongkai.report.model import (
    APPLICANTS,
    REMEDY_COLUMNS,
    REMEDY_GROUPS,
    REQUEST_COLUMNS,
    Cell,
    Doubt,
    FormCode,
    Meaning,
)
from gongkai.report.readers.chapters import chapter_number
from gongkai.report.readers.document import Line, Printed, Row, bare
from gongkai.report.readers.matching import (
    applicant_cores,
    blocks,
    column_cores,
    core,
    disclosure_cores,
    disclosure_key,
    group_cores,
    nearest,
    request_cores,
    request_key,
    result_cores,
)

TABLE_OF_CHAPTER = {"2": "disclosure", "3": "requests", "4": "remedies"}
LABELS_BEFORE = 3  # 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密
FEWEST_ROWS = 8  # of table three; with fewer a text speaks of requests, or its cells ran together
LONGEST_HEAD = 12  # characters of a piece of a head over two rows
LONGEST_NUMBER = 8  # characters of a cell of table four; a longer one is a note
_CORNER = re.compile(r"勾稽关系|申请人情况")
_REMEDIES = re.compile(r"^行政复议|^结果维|未经复议直接起诉|复议后起诉")
_NO_HEAD = re.compile(r"^(?:数据|列|项目|序号)?\d{0,2}$")  # what an export calls columns it has no name for
_GAP = re.compile(r"[ \t\u3000\xa0]+")


class Entry(NamedTuple):
    """One step through table three: a row that is placed, a label alone, or cells without a label."""

    kind: Literal["row", "label", "cells"]
    key: str = ""
    row: Row = ()


@dataclass
class Placed:
    """What the blocks gave: cells by place, labels that differ, rows that fit nowhere, the prose around them.

    headless: rows of table two whose columns no head tells; sequence: table three in the order of the document. Both
    are for settling, which knows the form.
    """

    disclosure: dict[str, dict[str, Cell]] = field(default_factory=dict)
    requests: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    remedies: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    headless: dict[str, Row] = field(default_factory=dict)
    sequence: list[Entry] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Tell whether nothing of a report was found."""
        return not (self.requests or self.remedies or self.disclosure or self.headless)

    @property
    def cells(self) -> int:
        """Count the cells that have their place."""
        tables = (self.requests.values(), self.remedies.values(), self.disclosure.values())
        return sum(len(row) for table in tables for row in table)


def shown(row: Row) -> str:
    """Give a row as one line."""
    return " | ".join(squeeze(cell.text) for cell in row)


def is_value(cell: Printed) -> bool:
    """Tell whether a cell is one of numbers, not a label: blank, "/", a number with or without a remark."""
    return parse(cell.text).meaning is not Meaning.UNREADABLE


class Placing:
    """Takes lines and rows in the order of the document and places each."""

    def __init__(self) -> None:
        self.placed = Placed()
        self._columns: tuple[str, ...] = ()
        self._order: tuple[str, ...] = REQUEST_COLUMNS
        self._table = ""
        self._given: dict[str, list[str]] = {}

    # lines -----------------------------------------------------------------------------------------------------------

    def line(self, line: Line) -> None:
        """Take one line of prose; it may be a row of its own, the label of the row that follows, or a head."""
        chapter = chapter_number(line.text)
        if chapter:
            self._table, self._columns = TABLE_OF_CHAPTER.get(chapter[0], ""), ()
        elif _is_block_head(line.text):
            self._table, self._columns = "disclosure", ()
            return
        elif self._written_row(line) or self._loose_label(line):
            return
        self.placed.prose.append(line.text)

    def _written_row(self, line: Line) -> bool:
        """Place a line that spells a row out: 行政许可 97."""
        label, *values = _GAP.split(line.text.strip())
        cells = tuple(Printed(text, line.place) for text in values)
        known = core(label)
        if not cells or not all(map(is_value, cells)):
            return False
        if known not in request_cores() and (known not in disclosure_cores() or len(cells) > LABELS_BEFORE):
            return False
        row = (Printed(label, line.place), *cells)
        if len(cells) == len(REQUEST_COLUMNS) and self._request(row):
            return True
        return self._disclosure(row)

    def _loose_label(self, line: Line) -> bool:
        key = request_cores().get(core(line.text))
        if key is None or self._table != "requests":
            return False
        self.placed.sequence.append(Entry("label", key))
        return True

    # rows ------------------------------------------------------------------------------------------------------------

    def row(self, row: Row) -> None:
        """Place one row, or list it as unplaced."""
        texts = [cell.bare for cell in row]
        blank_fifteen = self._table == "remedies" and len(row) == len(REMEDY_COLUMNS) * len(REMEDY_GROUPS)
        if not any(texts) and not blank_fifteen:
            return
        takers = (
            self._request,
            self._head,
            self._disclosure,
            self._remedy,
            self._continued_head,
            self._unlabelled,
        )
        if not any(taker(row) for taker in takers):
            self._unplaced(row)

    def _unplaced(self, row: Row) -> None:
        self.placed.unplaced.append(shown(row))

    def _head(self, row: Row) -> bool:
        texts = [cell.bare for cell in row]
        joined = "".join(texts)
        if _is_block_head(joined):
            self._table, self._columns = "disclosure", ()
        elif any("信息内容" in text for text in texts[:2]):
            self._disclosure_head(row)
        elif _CORNER.search(joined) or {"自然人", "商业企业"} & set(texts):
            self._applicants(row)
        elif _REMEDIES.search(joined) or {"结果纠正", "其他结果"} & set(texts):
            self._remedy_head(row)
        else:
            return False
        return True

    def _disclosure_head(self, row: Row) -> None:
        self._table = "disclosure"
        start = next(index for index, cell in enumerate(row) if "信息内容" in cell.bare)
        found = [(cell, nearest(core(cell.text), column_cores)) for cell in row[start + 1 :]]
        self._columns = tuple(key or "" for _, key in _without_blank_end(found))
        for cell, key in found:
            self._note_label(f"disclosure.columns.{key}", cell.text)

    def _applicants(self, row: Row) -> None:
        self._table = "requests"
        keys = [key for cell in row if (key := applicant_cores().get(core(cell.text)))]
        kinds = [key for key in keys if key in APPLICANTS[1:]]
        if sorted(kinds) == sorted(APPLICANTS[1:]):  # each once; a head that names one twice tells no order
            self._order = ("natural", *kinds, "total")
        self._note_columns("requests", row, applicant_cores())

    def _remedy_head(self, row: Row) -> None:
        self._table = "remedies"
        self._note_columns("remedies", row, result_cores())
        values = tuple(cell for cell in row if cell.bare and is_value(cell))
        if values:  # a head cell without its line runs into the first row of numbers
            self._remedy(values)

    def _continued_head(self, row: Row) -> bool:
        """A head over two rows: 商业 | 科研 above 企业 | 机构; or one of columns without names: 数据1 | 数据2."""
        texts = [cell.bare for cell in row]
        if all(_NO_HEAD.match(text) for text in texts) and any("数据" in text for text in texts):
            return True
        begun = self.placed.requests if self._table == "requests" else self.placed.remedies
        short = all(len(text) <= LONGEST_HEAD for text in texts)
        return (
            self._table in ("requests", "remedies") and not begun and short and not any(map(is_number, row))
        )

    def _note_columns(self, table: str, row: Row, known: Mapping[str, str]) -> None:
        for cell in row:
            key = known.get(core(cell.text))
            if key:
                self._note_label(f"{table}.columns.{key}", cell.text)

    def _request(self, row: Row) -> bool:
        found = [(index, request_key(cell.text)) for index, cell in enumerate(row[: LABELS_BEFORE + 1])]
        index, key = next(((i, k) for i, k in reversed(found) if k), (0, None))
        if key is None or not _is_data(row[index + 1 :]):
            return False
        if index == len(row) - 1:
            return self._label_alone(key)
        cells = trimmed(row[index + 1 :])
        self._table = "requests"
        if key in self.placed.requests:
            return self._again(f"requests.{key}", cells)
        self._given[f"requests.{key}"] = [squeeze(cell.text) for cell in cells]
        self.placed.requests[key] = self._in_order(tuple(parse(cell.text, cell.place) for cell in cells))
        self.placed.sequence.append(Entry("row", key))
        self._note_label(f"requests.{key}", row[index].text)
        return True

    def _label_alone(self, key: str) -> bool:
        if self._table != "requests":
            return False
        self.placed.sequence.append(Entry("label", key))
        return True

    def _again(self, where: str, cells: Row) -> bool:
        """A row printed a second time with the same numbers says nothing new."""
        return self._given.get(where) == [squeeze(cell.text) for cell in cells]

    def _in_order(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Put the cells in the form's order where the document's head names the applicants in another."""
        if len(cells) != len(REQUEST_COLUMNS) or self._order == REQUEST_COLUMNS:
            return cells
        printed = dict(zip(self._order, cells, strict=True))
        return tuple(printed[column] for column in REQUEST_COLUMNS)

    def _disclosure(self, row: Row) -> bool:
        while len(row) > max(len(self._columns) + 1, 2) and not row[-1].bare:
            row = row[:-1]
        if self._table not in ("", "disclosure") or len(row) < 2:
            return False
        key = disclosure_key(row[0].text)
        if key is None or not all(map(is_value, row[1:])):
            return False
        if key in self.placed.disclosure or key in self.placed.headless:
            return self._again(f"disclosure.{key}", row[1:])
        if not any(self._columns):
            self.placed.headless[key] = row
        elif not self._under_the_head(key, row):
            return False
        self._given[f"disclosure.{key}"] = [squeeze(cell.text) for cell in row[1:]]
        self._note_label(f"disclosure.{key}", row[0].text)
        return True

    def _under_the_head(self, key: str, row: Row) -> bool:
        columns = self._columns
        if len(columns) != len(row) - 1 or not _belong(key, columns):
            return False
        self.placed.disclosure[key] = {
            column: parse(cell.text, cell.place) for column, cell in zip(columns, row[1:], strict=True)
        }
        return True

    def _remedy(self, row: Row) -> bool:
        """Fifteen numbers in a row, or five for the next group, with or without a label before them."""
        width = len(REMEDY_COLUMNS)
        values = row[1:] if len(row) % width == 1 and not is_number(row[0]) else row
        groups = REMEDY_GROUPS[len(self.placed.remedies) :]
        if self._table != "remedies" or not groups or not all(map(_may_count, values)):
            return False
        if len(values) not in (width * len(groups), width):
            return False
        for number in range(len(values) // width):
            cells = values[number * width : (number + 1) * width]
            self.placed.remedies[groups[number]] = tuple(parse(cell.text, cell.place) for cell in cells)
        return True

    def _unlabelled(self, row: Row) -> bool:
        """Keep seven numbers without a label for settling."""
        cells = trimmed(_after_heads(row))
        if self._table != "requests" or len(cells) != len(REQUEST_COLUMNS) or not all(map(is_value, cells)):
            return False
        self.placed.sequence.append(Entry("cells", row=cells))
        return True

    def _note_label(self, where: str, text: str) -> None:
        self.placed.labels[where] = squeeze(text).replace(" ", "")


def _is_block_head(text: str) -> bool:
    """Tell 第二十条第（一）项 over a part of table two, also where 信息内容 runs into it."""
    return bare(text).startswith("第二十条第") and len(text) <= 2 * LONGEST_HEAD


def _without_blank_end(found: list[tuple[Printed, str | None]]) -> list[tuple[Printed, str | None]]:
    while found and not found[-1][0].bare:
        found = found[:-1]
    return found


def is_number(cell: Printed) -> bool:
    """Tell whether a number stands in the cell."""
    return parse(cell.text).value is not None


def _may_count(cell: Printed) -> bool:
    return len(cell.bare) <= LONGEST_NUMBER


def _is_data(cells: Sequence[Printed]) -> bool:
    """Tell cells from the rest of a head: a head holds words and no number."""
    return not cells or any(map(is_value, cells))


def _after_heads(row: Row) -> Row:
    """Leave out the head of a group before a blank label, and the empty cells of heads merged over several rows."""
    width = len(REQUEST_COLUMNS)
    if len(row) > width + 1 and core(row[0].text) in group_cores() and not row[1].bare:
        row = row[1:]
    while len(row) > width and not row[0].bare:
        row = row[1:]
    return row


def trimmed(cells: Row) -> Row:
    """Leave out empty cells that stand beyond the seven, at the end or else at the start."""
    while len(cells) > len(REQUEST_COLUMNS) and not cells[-1].bare:
        cells = cells[:-1]
    while len(cells) > len(REQUEST_COLUMNS) and not cells[0].bare:
        cells = cells[1:]
    return cells


def _belong(row: str, columns: tuple[str, ...]) -> bool:
    """Tell whether a form has these columns over this row of table two; a head of another block has not."""
    for block in blocks():
        if any(one.key == row for one in block.rows) and set(columns) <= {one.key for one in block.columns}:
            return bool(columns)
    return False


def place(blocks: Iterable[Line | Row]) -> Placed:
    """Place all rows of all tables of a document; the lines that are no rows come out as prose."""
    placing = Placing()
    for block in blocks:
        if isinstance(block, Line):
            placing.line(block)
        else:
            placing.row(block)
    return placing.placed


def form_of(placed: Placed) -> FormCode | None:
    """Tell the form from the columns and rows that only one of the two has; None where nothing tells."""
    columns = {column for cells in placed.disclosure.values() for column in cells}
    for code in FORM_CODES:
        other = form("2021" if code == "2019" else "2019")
        if columns & (_columns(form(code)) - _columns(other)):
            return code
    if "o1" in placed.requests:
        return "2021"
    return "2019" if "o" in placed.requests else None


def _columns(spec: Form) -> set[str]:
    return {column.key for block in spec.disclosure for column in block.columns}


def differing_labels(placed: Placed, code: FormCode) -> dict[str, str]:
    """Keep the labels that are not those of the form; blanks and the width of signs do not count."""
    statutory = statutory_labels(form(code))
    return {
        where: text
        for where, text in placed.labels.items()
        if where in statutory and bare(text) != bare(statutory[where])
    }
