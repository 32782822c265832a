"""Text with one cell a line (a tab before each cell, an empty line after each row) or one row a line with tabs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.report.cells import parse, squeeze
from gongkai.report.forms import form_for_year
from gongkai.report.model import FormCode, Place, Report
from gongkai.report.readers.chapters import (
    agency_name,
    chapter_number,
    read_preamble,
    split_chapters,
    title_and_rest,
    year_of,
)
from gongkai.report.readers.errors import flattened, no_report, no_year
from gongkai.report.readers.placing import Placed, Printed, Row, differing_labels, form_of, place

PROSE_LENGTH = 50  # an indented line of this length with a full stop is a paragraph, not a cell


@dataclass
class _Split:
    """The lines sorted into prose and rows."""

    prose: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _row: list[Printed] = field(default_factory=list)
    _table: int = 0
    _first: int = 0  # rows before the table we are in
    _in_table: bool = False

    def take(self, number: int, line: str) -> None:
        """Sort one line in."""
        if _is_prose(line):
            self._prose(line)
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
            self._prose(line)

    def _prose(self, line: str) -> None:
        self.end_row()
        self._in_table = False
        self.prose.append(line)

    def _whole_row(self, number: int, line: str) -> None:
        self.end_row()
        for text in line.split("\t"):
            self._cell(number, text)
        self.end_row()

    def _cell(self, line: int, text: str) -> None:
        if not self._in_table:
            self._in_table, self._table, self._first = True, self._table + 1, len(self.rows)
        where = Place(
            table=self._table, row=len(self.rows) - self._first + 1, column=len(self._row) + 1, line=line
        )
        self._row.append(Printed(text, where))

    def end_row(self) -> None:
        """Close the open row."""
        if self._row:
            self.rows.append(tuple(self._row))
            self._row = []


def _is_prose(line: str) -> bool:
    return chapter_number(line) is not None or ("。" in line and len(squeeze(line)) > PROSE_LENGTH)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)


def read_text(text: str, name: str) -> Report:
    """Read one report; Unreadable where the text is none, or where its cells can't be told apart."""
    split = _Split()
    for number, line in _lines(text):
        split.take(number, line)
    split.end_row()
    placed = place(split.rows)
    if placed.empty:
        raise flattened() if _speaks_of_tables(text) else no_report()
    return _report(name, split, placed)


def _speaks_of_tables(text: str) -> bool:
    solid = "".join(text.split())
    return "政府信息公开" in solid and "结转下年度继续办理" in solid


def _report(name: str, split: _Split, placed: Placed) -> Report:
    before, chapters = split_chapters(split.prose)
    title, opening = title_and_rest(before)
    preamble = read_preamble(opening)
    year = year_of(title, preamble)
    if year is None:
        raise no_year()
    code: FormCode = form_of(placed) or form_for_year(max(year, 2019)).code
    return Report(
        name=name,
        agency=agency_name(preamble.issuer, preamble.text, title),
        year=year,
        form=code,
        title=title,
        preamble=preamble,
        disclosure=placed.disclosure,
        requests=placed.requests,
        remedies=placed.remedies,
        chapters=chapters,
        labels=differing_labels(placed, code),
        unplaced=tuple(placed.unplaced),
    )
