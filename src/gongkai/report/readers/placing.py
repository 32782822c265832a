"""Rows of cells onto the statutory form, by their labels. Format-blind: every reader only has to produce rows."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.report.cells import parse, squeeze
from gongkai.report.forms import FORM_CODES, DisclosureBlock, Form, form
from gongkai.report.labels import statutory_labels
from gongkai.report.model import (
    APPLICANTS,
    REMEDY_COLUMNS,
    REMEDY_GROUPS,
    REQUEST_COLUMNS,
    Cell,
    FormCode,
)
from gongkai.report.readers.document import REMEMBERED, Row, bare

LIKE = 0.8
_PREFIX = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．，]?")
_ASIDE = re.compile(r"[（(].*$")
_CORNER = re.compile(r"勾稽关系|申请人情况")
_REMEDIES = re.compile(r"^行政复议|^结果维|未经复议直接起诉|复议后起诉")


@dataclass
class Placed:
    """What the rows gave: cells by place, labels that differ, rows that fit nowhere, the columns' keys as printed."""

    disclosure: dict[str, dict[str, Cell]] = field(default_factory=dict)
    requests: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    remedies: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Tell whether nothing of a report was found."""
        return not (self.requests or self.remedies or self.disclosure)


def core(text: str) -> str:
    """A label without its number and its aside: 1.属于国家秘密 → 属于国家秘密."""
    return _ASIDE.sub("", _PREFIX.sub("", bare(text)))


@cache
def _request_cores() -> dict[str, str]:
    return {core(row.label): row.key for code in FORM_CODES for row in form(code).requests.rows}


@cache
def _blocks() -> tuple[DisclosureBlock, ...]:
    return tuple(block for code in FORM_CODES for block in form(code).disclosure)


@cache
def _disclosure_cores() -> dict[str, str]:
    return {core(row.label): row.key for block in _blocks() for row in block.rows}


@cache
def _column_cores() -> dict[str, str]:
    return {core(column.label): column.key for block in _blocks() for column in block.columns}


@cache
def _applicant_cores() -> dict[str, str]:
    statutory = {core(column.label): column.key for column in form("2021").requests.columns}
    return statutory | {"合计": "total", "共计": "total", "企业": "business", "科研单位": "research"}


@cache
def _result_cores() -> dict[str, str]:
    statutory = {core(column.label): column.key for column in form("2021").remedies.columns}
    return statutory | {"合计": "total", "共计": "total", "结果维护": "upheld", "未审结": "pending"}


@lru_cache(maxsize=REMEMBERED)
def _nearest(text: str, labels: Callable[[], dict[str, str]]) -> str | None:
    """The key of the label that the text is, or is like: one misread or lost character is forgiven in a long label."""
    known = labels()
    if text in known:
        return known[text]
    if len(text) < 4:
        return None
    score, key = max((_likeness(text, label), key) for label, key in known.items())
    return key if score >= LIKE else None


def _likeness(text: str, label: str) -> float:
    """How alike two labels are, 0 to 1; the same characters in another order count as alike (信访投诉举报)."""
    shared = (Counter(text) & Counter(label)).total()
    return max(SequenceMatcher(None, text, label).ratio(), 2 * shared / (len(text) + len(label)) - 0.1)


class Placing:
    """Takes rows in the order of the document and places each."""

    def __init__(self) -> None:
        self.placed = Placed()
        self._columns: tuple[str, ...] = ()
        self._order: tuple[str, ...] = REQUEST_COLUMNS
        self._table = ""

    def take(self, row: Row) -> None:
        """Place one row, or list it as unplaced."""
        texts = [cell.bare for cell in row]
        if not any(texts):
            return
        if self._head(row, texts) or self._request(row) or self._disclosure(row) or self._remedy(row, texts):
            return
        self.placed.unplaced.append(" | ".join(squeeze(cell.text) for cell in row))

    # heads -----------------------------------------------------------------------------------------------------------

    def _head(self, row: Row, texts: list[str]) -> bool:
        joined = "".join(texts)
        if joined.startswith("第二十条第"):
            self._table, self._columns = "disclosure", ()
        elif "信息内容" in texts[0]:
            self._disclosure_head(row)
        elif _CORNER.search(joined) or {"自然人", "商业企业"} & set(texts):
            self._applicants(row)
        elif _REMEDIES.search(joined) or {"结果纠正", "其他结果"} & set(texts):
            self._table = "remedies"
            self._note_columns("remedies", row, _result_cores())
        else:
            return False
        return True

    def _disclosure_head(self, row: Row) -> None:
        self._table = "disclosure"
        found = [(cell, _nearest(core(cell.text), _column_cores)) for cell in row[1:]]
        self._columns = tuple(key or "" for _, key in found)
        for cell, key in found:
            self._note_label(f"disclosure.columns.{key}", cell.text)

    def _applicants(self, row: Row) -> None:
        self._table = "requests"
        keys = [key for cell in row if (key := _applicant_cores().get(core(cell.text)))]
        kinds = [key for key in keys if key in APPLICANTS[1:]]
        if sorted(kinds) == sorted(APPLICANTS[1:]):  # each once; a head that names one twice tells no order
            self._order = ("natural", *kinds, "total")
        self._note_columns("requests", row, _applicant_cores())

    def _note_columns(self, table: str, row: Row, known: dict[str, str]) -> None:
        for cell in row:
            key = known.get(core(cell.text))
            if key:
                self._note_label(f"{table}.columns.{key}", cell.text)

    # rows ------------------------------------------------------------------------------------------------------------

    def _request(self, row: Row) -> bool:
        found = [(index, _request_key(cell.text)) for index, cell in enumerate(row)]
        index, key = next(((i, k) for i, k in reversed(found) if k), (0, None))
        if key is None or index > 3 or index == len(row) - 1:
            return False
        if key in self.placed.requests:
            return False
        cells = row[index + 1 :]
        self.placed.requests[key] = self._in_order(tuple(parse(cell.text, cell.place) for cell in cells))
        self._table = "requests"
        self._note_label(f"requests.{key}", row[index].text)
        return True

    def _in_order(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Put the cells in the form's order where the document's head names the applicants in another."""
        if len(cells) != len(REQUEST_COLUMNS) or self._order == REQUEST_COLUMNS:
            return cells
        printed = dict(zip(self._order, cells, strict=True))
        return tuple(printed[column] for column in REQUEST_COLUMNS)

    def _disclosure(self, row: Row) -> bool:
        if self._table != "disclosure" or len(row) < 2:
            return False
        key = _nearest(core(row[0].text), _disclosure_cores)
        if key is None or key in self.placed.disclosure:
            return False
        columns = self._columns
        if len(columns) != len(row) - 1 or not _belong(key, columns):
            return False
        self.placed.disclosure[key] = {
            column: parse(cell.text, cell.place) for column, cell in zip(columns, row[1:], strict=True)
        }
        self._note_label(f"disclosure.{key}", row[0].text)
        return True

    def _remedy(self, row: Row, texts: list[str]) -> bool:
        width = len(REMEDY_COLUMNS)
        if self._table != "remedies" or len(row) != width * len(REMEDY_GROUPS) or self.placed.remedies:
            return False
        if any(len(text) > 8 for text in texts):
            return False
        for number, group in enumerate(REMEDY_GROUPS):
            cells = row[number * width : (number + 1) * width]
            self.placed.remedies[group] = tuple(parse(cell.text, cell.place) for cell in cells)
        return True

    def _note_label(self, where: str, text: str) -> None:
        self.placed.labels[where] = squeeze(text).replace(" ", "")


def _belong(row: str, columns: tuple[str, ...]) -> bool:
    """Tell whether a form has these columns over this row of table two; a head of another block has not."""
    for block in _blocks():
        if any(one.key == row for one in block.rows) and set(columns) <= {one.key for one in block.columns}:
            return bool(columns)
    return False


def _request_key(text: str) -> str | None:
    label = core(text)
    return _nearest(label, _request_cores) if label and not label.isdigit() else None


def place(rows: Iterable[Row]) -> Placed:
    """Place all rows of all tables of a document."""
    placing = Placing()
    for row in rows:
        placing.take(row)
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
