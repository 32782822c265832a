"""Text: a cell a line (a tab before each, an empty line after each row) or a row a line (cells apart by tabs or |)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.report.cells import parse, squeeze
from gongkai.report.model import Place
from gongkai.report.readers.chapters import chapter_number
from gongkai.report.readers.decoding import decode
from gongkai.report.readers.document import Document, Line, Printed, Row

_PIPES = re.compile(r"[|｜]")
PROSE_LENGTH = 50  # an indented line of this length with a full stop is a paragraph, not a cell


@dataclass
class _Split:
    """The lines sorted into prose and rows."""

    blocks: list[Line | Row] = field(default_factory=list)
    _row: list[Printed] = field(default_factory=list)
    _table: int = 0
    _rows: int = 0  # rows of the table we are in
    _in_table: bool = False

    def take(self, number: int, line: str) -> None:
        """Sort one line in."""
        if _is_prose(line):
            self._prose(number, line)
        elif _PIPES.search(line):
            self._whole_row(number, _without_frame(line))
        elif "\t" in line.removeprefix("\t").rstrip("\t"):
            self._whole_row(number, line)
        elif line.startswith("\t"):
            self._cell(number, line[1:])
        elif not line.strip():
            self.end_row()
        elif self._row and parse(self._row[-1].text).value is None:
            last = self._row[-1]
            self._row[-1] = Printed(f"{last.text} {line}", last.place)
        else:
            self._prose(number, line)

    def _prose(self, number: int, line: str) -> None:
        self.end_row()
        self._in_table = False
        self.blocks.append(Line(line, Place(line=number)))

    def _whole_row(self, number: int, line: str) -> None:
        self.end_row()
        for text in line.split("\t"):
            self._cell(number, text)
        self.end_row()

    def _cell(self, line: int, text: str) -> None:
        if not self._in_table:
            self._in_table, self._table, self._rows = True, self._table + 1, 0
        where = Place(table=self._table, row=self._rows + 1, column=len(self._row) + 1, line=line)
        self._row.append(Printed(text, where))

    def end_row(self) -> None:
        """Close the open row."""
        if self._row:
            self.blocks.append(tuple(self._row))
            self._rows += 1
            self._row = []


def _without_frame(line: str) -> str:
    """The cells of a line with bars, apart by tabs; bars at both ends are the frame of the table."""
    line = line.strip()
    if line[0] in "|｜":
        line = line[1:].rstrip().removesuffix("|").removesuffix("｜")
    return _PIPES.sub("\t", line)


def _is_prose(line: str) -> bool:
    return chapter_number(line) is not None or ("。" in line and len(squeeze(line)) > PROSE_LENGTH)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)


def read_text(data: bytes) -> Document:
    """Read a text: one cell a line after a tab, or one row a line with tabs between its cells."""
    split = _Split()
    for number, line in _lines(decode(data)):
        split.take(number, line)
    split.end_row()
    return Document(tuple(split.blocks))
