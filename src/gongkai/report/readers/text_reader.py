"""Text with one cell a line: a cell line starts with a tab, an empty line ends a row, other lines are prose."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.report.cells import squeeze
from gongkai.report.forms import form_for_year
from gongkai.report.model import FormCode, Place, Report
from gongkai.report.readers.chapters import (
    agency_name,
    chapter_number,
    read_preamble,
    split_chapters,
    year_of,
)
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.placing import Placed, Printed, Row, differing_labels, form_of, place

NO_REPORT = Unreadable(
    "不是年度报告（没有找到年报的表格）", "is not an annual report (none of its tables found)"
)
FLATTENED = Unreadable(
    "是年度报告，但表格文字连成一片，看不出单元格；请改用原网页、Word 或 PDF 另存的逐格文本",
    "is an annual report whose tables are run together; use a text with one cell a line",
)
NO_YEAR = Unreadable("看不出是哪一年的报告（标题和前言都没有年度）", "its year cannot be told")


@dataclass
class _Split:
    """The lines sorted into prose and rows."""

    prose: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _row: list[Printed] = field(default_factory=list)
    _table: int = 0
    _in_table: bool = False

    def take(self, number: int, line: str) -> None:
        if line.startswith("\t"):
            self._cell(number, line)
        elif not line.strip():
            self._end_row()
        elif self._row and not chapter_number(line):
            last = self._row[-1]
            self._row[-1] = Printed(last.text + line, last.place)
        else:
            self._end_row()
            self._in_table = False
            self.prose.append(line)

    def _cell(self, number: int, line: str) -> None:
        if not self._in_table:
            self._in_table, self._table = True, self._table + 1
        where = Place(table=self._table, row=len(self.rows) + 1, column=len(self._row) + 1, line=number)
        self._row.append(Printed(line[1:], where))

    def _end_row(self) -> None:
        if self._row:
            self.rows.append(tuple(self._row))
            self._row = []

    def finish(self) -> "_Split":
        self._end_row()
        return self


def _lines(text: str) -> Iterator[tuple[int, str]]:
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)


def read_text(text: str, name: str) -> Report:
    """Read one report; Unreadable where the text is none, or where its cells can't be told apart."""
    split = _Split()
    for number, line in _lines(text):
        split.take(number, line)
    split.finish()
    placed = place(split.rows)
    if placed.empty:
        raise FLATTENED if _speaks_of_tables(text) else NO_REPORT
    return _report(name, split, placed)


def _speaks_of_tables(text: str) -> bool:
    solid = "".join(text.split())
    return "政府信息公开" in solid and "结转下年度继续办理" in solid


def _report(name: str, split: _Split, placed: Placed) -> Report:
    before, chapters = split_chapters(split.prose)
    title, *opening = before or [""]
    preamble = read_preamble(opening)
    year = year_of(title, preamble)
    if year is None:
        raise NO_YEAR
    code: FormCode = form_of(placed) or form_for_year(max(year, 2019)).code
    return Report(
        name=name,
        agency=agency_name(preamble.issuer, preamble.text, title),
        year=year,
        form=code,
        title=squeeze(title),
        preamble=preamble,
        disclosure=placed.disclosure,
        requests=placed.requests,
        remedies=placed.remedies,
        chapters=chapters,
        labels=differing_labels(placed, code),
        unplaced=tuple(placed.unplaced),
    )
