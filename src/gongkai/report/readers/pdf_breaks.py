"""Tables that go over a page: a row or a label that the break cut in two is made whole again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.report.readers.pdf_pages import Box
from gongkai.report.readers.pdf_text import TextLine, join

ALIKE = 4.0  # points between the edges of a column on two pages
PADDING = 12.0  # points left and right of the text of a cell, together
_NUMBER = re.compile(r"[+\-−－]?\d[\d,，.]*|[/／—－-]{1,2}")
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)、.．]")


@dataclass(slots=True, eq=False)
class Part:
    """A cell on its page: text, place in the grid (from 0), spans, box in points, the lines of its text."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    box: Box
    page: int
    lines: list[TextLine] = field(default_factory=list)

    @property
    def is_number(self) -> bool:
        """Tell whether it holds a number and nothing else."""
        return _NUMBER.fullmatch(self.text.replace(" ", "")) is not None

    def runs_into(self, other: "Part") -> bool:
        """Tell whether its text may go on in another: its last line is full, the other starts no label of its own."""
        if not self.lines or not other.lines or _NUMBERED.match(other.text):
            return False
        if self.is_number or other.is_number or self.text == other.text:
            return False
        last = self.lines[-1]
        room = self.box[2] - self.box[0] - (last.right - last.left)
        return room < other.lines[0].first_width + PADDING


@dataclass(slots=True)
class Table:
    """A table on its page, row by row."""

    rows: list[list[Part]]
    page: int

    def at_foot(self) -> list[Part]:
        """Give the cells that reach its last line, also those that started rows before."""
        parts = [part for row in self.rows for part in row]
        last = max(part.row + part.rows for part in parts)
        return [part for part in parts if part.row + part.rows == last]


def mend(tables: Sequence[Table]) -> None:
    """Join in place what page breaks cut in a table, given in its pieces from page to page."""
    head = tables[0].rows if tables else []
    for first, second in pairwise(tables):
        if not first.rows or not second.rows:
            continue
        skipped = _repeated(head, second.rows)
        if skipped == len(second.rows):
            continue
        pairs = _pairs(first, second.rows[skipped])
        if pairs is None:
            head = second.rows
            continue
        last = max(part.row for part in first.rows[-1])
        if _is_cut(pairs, last):
            _unite(pairs, last)
            del second.rows[skipped]
        else:
            _finish_labels(pairs)


def _repeated(head: list[list[Part]], rows: list[list[Part]]) -> int:
    """How many rows at the top only repeat the head of the table."""
    count = 0
    for one, other in zip(head, rows, strict=False):
        texts = [part.text for part in one]
        if not any(texts) or texts != [part.text for part in other] or any(part.is_number for part in one):
            break
        count += 1
    return count


def _pairs(first: Table, row: list[Part]) -> list[tuple[Part, Part]] | None:
    """Each cell of the row with the one it stands under on the page before; None where the columns are others."""
    foot = first.at_foot()
    pairs = []
    for part in row:
        above = next((one for one in foot if _same_column(one.box, part.box)), None)
        if above is not None:
            pairs.append((above, part))
        elif part.text or part.rows == 1:  # a group's empty rest may stand under a border that was not drawn
            return None
    return pairs


def _same_column(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) <= ALIKE and abs(one[2] - other[2]) <= ALIKE


def _is_cut(pairs: list[tuple[Part, Part]], last: int) -> bool:
    """Tell whether the rows are two halves of one: numbers in one half at most, and no text that stands for itself."""
    leaves = [(one, other) for one, other in pairs if one.row == last and other.rows == 1]
    both = [(one, other) for one, other in leaves if one.text and other.text]
    if not all(one.runs_into(other) for one, other in both):
        return False
    above = any(one.is_number for one, _ in leaves)
    below = any(other.is_number for _, other in leaves)
    if above and below:
        return False
    if above:
        return not any(other.text for _, other in leaves) or bool(both) or _complement(leaves)
    return bool(both) or (below and _complement(leaves))


def _complement(leaves: list[tuple[Part, Part]]) -> bool:
    """Tell whether one half has the label and the other the numbers."""
    labels = [bool(one.text) for one, other in leaves if not (one.is_number or other.is_number)]
    others = [bool(other.text) for one, other in leaves if not (one.is_number or other.is_number)]
    return any(labels) != any(others)


def _unite(pairs: list[tuple[Part, Part]], last: int) -> None:
    for one, other in pairs:
        if not one.text and one.row == last:
            one.text, one.box, one.page = other.text, other.box, other.page
        elif one.text and other.text and (one.row == last or one.runs_into(other)):
            one.text = join(one.text, other.text) if one.text != other.text else one.text


def _finish_labels(pairs: list[tuple[Part, Part]]) -> None:
    """Give the rest of a group's label, which stands on the next page, back to its beginning."""
    for one, other in pairs:
        if (one.rows > 1 or other.rows > 1) and one.runs_into(other):
            one.text, other.text = join(one.text, other.text), ""
