"""Word files (.docx): paragraphs and tables of the body as they print, with automatic numbers, without deleted text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.kit.archives import Archive, BadArchive
from gongkai.report.cells import squeeze
from gongkai.report.model import Place
from gongkai.report.readers.document import Document, Line, Printed, Row
from gongkai.report.readers.docx_numbering import Numbering
from gongkai.report.readers.office import opened
from gongkai.report.readers.wordml import MC, W, paragraph_text, part_of, without_hidden

Element = Any  # lxml's stubs know no more

LONGEST_CELL = 300  # characters; a cell of prose makes its table one of layout
_AROUND = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "bdo", "dir")
) | {f"{MC}AlternateContent", f"{MC}Choice"}
_TC_PROPERTIES, _GRID_SPAN, _MERGE = f"{W}tcPr", f"{W}gridSpan", f"{W}vMerge"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(data: bytes) -> Document:
    """Read a Word file; Unreadable, in one line, for whatever is wrong with it."""
    return opened(data, _read)


def _read(archive: Archive) -> Document:
    root = part_of(archive, "word/document.xml")
    body = next(root.iter(f"{W}body"), None)
    if body is None:
        raise BadArchive("missing", "w:body")
    without_hidden(root)
    reading = _Reading(Numbering.of(archive, root))
    reading.blocks(body)
    return Document(tuple(reading.found), _title(archive))


def _title(archive: Archive) -> str:
    if "docProps/core.xml" not in archive.names:
        return ""
    try:
        title = squeeze(archive.xml("docProps/core.xml").findtext(f".//{_DC_TITLE}") or "")
    except BadArchive:  # a broken remark on the file is no reason to refuse the file
        return ""
    return title if "年报" in title or "报告" in title else ""


def children(container: Element, *wanted: str) -> Iterator[Element]:
    """Give the elements of these names inside a container, through the content controls and changes around them."""
    names = (*wanted, *_AROUND)
    waiting = [container.iterchildren(*names)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in wanted:
            yield element
        else:
            waiting.append(element.iterchildren(*names))


@dataclass
class _Open:
    """A cell whose span downwards is still growing."""

    text: str
    place: Place
    columns: int
    rows: int = 1

    def printed(self) -> Printed:
        return Printed(self.text, self.place, self.rows, self.columns)


@dataclass
class _Reading:
    """Walks the body and collects lines and rows."""

    numbering: Numbering
    found: list[Line | Row] = field(default_factory=list)
    tables: int = 0

    def blocks(self, container: Element) -> None:
        """Take what a body or a cell of layout holds, in order; tables of layout are walked through, not read."""
        waiting = [children(container, f"{W}p", f"{W}tbl")]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
            elif element.tag == f"{W}p":
                self._line(element)
            elif _nested(element) or not self._table(element):
                cells = (cell for row in children(element, f"{W}tr") for cell in children(row, f"{W}tc"))
                waiting.append(block for cell in cells for block in children(cell, f"{W}p", f"{W}tbl"))

    def _line(self, paragraph: Element) -> None:
        text = squeeze(paragraph_text(paragraph))
        if text:
            self.found.append(Line(self.numbering.label(paragraph) + text))

    def _table(self, table: Element) -> bool:
        """Read a table of data; False for one of layout."""
        rows = self._rows(table)
        cells = [cell for row in rows for cell in row]
        if len(cells) < 2 or any(len(cell.text) > LONGEST_CELL for cell in cells):
            return False
        self.tables += 1
        self.found += [tuple(cell.printed() for cell in row) for row in rows if row]
        return True

    def _rows(self, table: Element) -> list[list[_Open]]:
        rows: list[list[_Open]] = []
        above: dict[int, _Open] = {}  # the cell that a continued merge in a column belongs to
        for number, tr in enumerate(children(table, f"{W}tr"), 1):
            column, row, next_above = _skipped(tr), [], dict[int, _Open]()
            for tc in children(tr, f"{W}tc"):
                across, merge = _spans(tc)
                cell = above.get(column) if merge == "continue" else None
                if cell is not None:
                    cell.rows += 1
                else:
                    place = Place(table=self.tables + 1, row=number, column=column)
                    cell = _Open(self._cell_text(tc), place, across)
                    row.append(cell)
                if merge:
                    next_above[column] = cell
                column += across
            above = next_above
            rows.append(row)
        return rows

    def _cell_text(self, tc: Element) -> str:
        paragraphs = children(tc, f"{W}p")
        return "\n".join(
            self.numbering.label(one) + text for one in paragraphs if (text := paragraph_text(one))
        )


def _nested(table: Element) -> bool:
    return next(table.iterdescendants(f"{W}tbl"), None) is not None


def _skipped(tr: Element) -> int:
    """The first column of a row that leaves some out at its start."""
    before = tr.find(f"{W}trPr/{W}gridBefore")
    return 1 + (_number(before, 0) if before is not None else 0)


def _spans(tc: Element) -> tuple[int, str]:
    """How many columns a cell takes, and whether it begins or continues a merge downwards."""
    across, downwards = 1, ""
    for properties in tc.iterchildren(_TC_PROPERTIES):
        for one in properties.iterchildren(_GRID_SPAN, _MERGE):
            if one.tag == _GRID_SPAN:
                across = _number(one, 1)
            else:
                downwards = one.get(f"{W}val") or "continue"
    return across, downwards


def _number(element: Element, least: int) -> int:
    digits = element.get(f"{W}val") or ""
    return (
        max(min(int(digits), 200), least) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
    )
