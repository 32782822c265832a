"""Rows of cells onto the statutory form, by their labels. Format-blind: every reader only has to produce rows."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from gongkai.report.cells import parse, squeeze
from gongkai.report.forms import FORM_CODES, Form, form
from gongkai.report.model import REMEDY_COLUMNS, REMEDY_GROUPS, Cell, FormCode, Place

LIKE = 0.8
_PREFIX = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．，]?")
_ASIDE = re.compile(r"[（(].*$")
_ALIKE = str.maketrans("“”„、．", '"""..')
_CORNER = re.compile(r"勾稽关系|申请人情况")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell before it is understood: its text and where it stands."""

    text: str
    place: Place | None = None

    @property
    def bare(self) -> str:
        """The text without any blanks, full width folded."""
        return bare(self.text)


Row = tuple[Printed, ...]


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


def bare(text: str) -> str:
    """Fold a label for comparing: no blanks, brackets and digits of one width, one kind of quotation mark."""
    folded = unicodedata.normalize("NFKC", squeeze(text)).replace(" ", "")
    return folded.translate(_ALIKE)


def core(text: str) -> str:
    """A label without its number and its aside: 1.属于国家秘密 → 属于国家秘密."""
    return _ASIDE.sub("", _PREFIX.sub("", bare(text)))


@cache
def _request_cores() -> dict[str, str]:
    return {core(row.label): row.key for code in FORM_CODES for row in form(code).requests.rows}


@cache
def _disclosure_cores() -> dict[str, str]:
    return {
        core(row.label): row.key
        for code in FORM_CODES
        for block in form(code).disclosure
        for row in block.rows
    }


@cache
def _column_cores() -> dict[str, str]:
    return {
        core(column.label): column.key
        for code in FORM_CODES
        for block in form(code).disclosure
        for column in block.columns
    }


def _nearest(text: str, known: dict[str, str]) -> str | None:
    """The key of the label that the text is, or is like: one misread or lost character is forgiven in a long label."""
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
        if _CORNER.search(joined) or "自然人" in texts or "商业企业" in texts:
            self._table = "requests"
            self._note_column("requests", "total", texts, "合计")
            return True
        if joined.startswith(("行政复议", "结果维")) or "结果纠正" in texts:
            self._table = "remedies"
            self._note_column("remedies", "upheld", texts, "结果维护")
            self._note_column("remedies", "total", texts, "合计")
            return True
        if joined.startswith("第二十条第"):
            self._table = "disclosure"
            return True
        if texts[0] == "信息内容":
            self._table = "disclosure"
            self._columns = tuple(_nearest(core(cell.text), _column_cores()) or "" for cell in row[1:])
            return True
        return False

    def _note_column(self, table: str, key: str, texts: list[str], variant: str) -> None:
        if variant in texts:
            self.placed.labels[f"{table}.columns.{key}"] = variant

    # rows ------------------------------------------------------------------------------------------------------------

    def _request(self, row: Row) -> bool:
        found = [(index, _request_key(cell.text)) for index, cell in enumerate(row)]
        index, key = next(((i, k) for i, k in reversed(found) if k), (0, None))
        if key is None or index > 3 or index == len(row) - 1:
            return False
        if key in self.placed.requests:
            return False
        cells = row[index + 1 :]
        self.placed.requests[key] = tuple(parse(cell.text, cell.place) for cell in cells)
        self._table = "requests"
        self._note_label(f"requests.{key}", row[index].text)
        return True

    def _disclosure(self, row: Row) -> bool:
        if self._table != "disclosure" or len(row) < 2:
            return False
        key = _nearest(core(row[0].text), _disclosure_cores())
        if key is None or key in self.placed.disclosure:
            return False
        columns = self._columns or tuple("" for _ in row[1:])
        if len(columns) != len(row) - 1 or not all(columns):
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


def _request_key(text: str) -> str | None:
    label = core(text)
    return _nearest(label, _request_cores()) if label and not label.isdigit() else None


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
    spec = form(code)
    statutory = {f"requests.{row.key}": row.label for row in spec.requests.rows}
    statutory |= {f"disclosure.{row.key}": row.label for block in spec.disclosure for row in block.rows}
    return {
        where: text for where, text in placed.labels.items() if bare(text) != bare(statutory.get(where, ""))
    }
