"""From a document's lines and rows to a Report: the same for every format."""

import importlib
import re
from collections.abc import Iterator

from gongkai.report.forms import form_for_year
from gongkai.report.model import Doubt, FormCode, Preamble, Report
from gongkai.report.readers.chapters import (
    agency_name,
    read_preamble,
    split_chapters,
    title_and_rest,
    year_of,
)
from gongkai.report.readers.document import Document, Line, Row
from gongkai.report.readers.errors import flattened, no_report, no_year
from gongkai.report.readers.placing import FEWEST_ROWS, Placed, differing_labels, form_of, place
from gongkai.report.readers.settling import settle

_BARE_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")


def assemble(name: str, document: Document) -> Report:
    """Make the Report of a document; Unreadable where it is none, or where its cells can't be told apart."""
    placed = place(document.blocks)
    if len(placed.requests) < FEWEST_ROWS and _speaks_of_tables(document):
        placed = _flattened(document)
    if placed.empty:
        raise no_report()
    return _report(name, document, placed)


def _flattened(document: Document) -> Placed:
    """Read tables whose cells ran together, which the rows of a document do not hold; few reports need it loaded."""
    place_flattened = importlib.import_module("gongkai.report.readers.flattened").place_flattened
    lines = [line for block in document.blocks for line in _lines(block)]
    found = place_flattened("\n".join(line.text for line in lines), [line.place for line in lines])
    if found is None:
        raise flattened()
    placed: Placed = found.placed
    placed.doubts.extend(found.doubts)
    placed.prose.extend(found.prose)
    return placed


def _lines(block: Line | Row) -> Iterator[Line]:
    """Give the lines of a block; a row of cells is one line, its cells apart."""
    if not isinstance(block, Line):
        block = Line("\t".join(cell.text for cell in block), block[0].place if block else None)
    for text in block.text.split("\n"):
        yield Line(text, block.place)


def _speaks_of_tables(document: Document) -> bool:
    solid = "".join("".join(line.text.split()) for block in document.blocks for line in _lines(block))
    return "政府信息公开" in solid and "结转下年度继续办理" in solid


def _year(name: str, title: str, file_title: str, preamble: Preamble, placed: Placed) -> int:
    """The year of the title, of the period, of the file's own title; a bare number or the file's name is a doubt."""
    year = year_of(title, preamble) or year_of(file_title, preamble)
    if year is not None:
        return year
    for printed in (title, file_title, name):
        found = _BARE_YEAR.search(printed)
        if found:
            placed.doubts.append(
                Doubt(
                    "year",
                    printed,
                    ((found[0],),),
                    True,
                    zh=f"标题和统计期限没有写明年度，按此取 {found[0]} 年",
                    en=f"neither title nor period names the year; {found[0]} was taken from here",
                )
            )
            return int(found[0])
    raise no_year()


def _report(name: str, document: Document, placed: Placed) -> Report:
    before, chapters = split_chapters(placed.prose)
    title, opening = title_and_rest(before, document.title)
    preamble = read_preamble(opening)
    year = _year(name, title, document.title, preamble, placed)
    code: FormCode = form_of(placed) or form_for_year(max(year, 2019)).code
    settle(placed, code)
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
        doubts=tuple(placed.doubts),
    )
