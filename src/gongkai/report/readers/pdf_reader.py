"""PDF: tables by their ruling lines, prose by its lines; nothing is guessed where a page has no text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.report.model import Place
from gongkai.report.readers.document import Document, Line, Printed, Row
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.pdf_breaks import ALIKE, Part, Table, mend
from gongkai.report.readers.pdf_engine import count_pages, opened, title_of
from gongkai.report.readers.pdf_grid import Grid, grids
from gongkai.report.readers.pdf_pages import Glyph, Page, read_page
from gongkai.report.readers.pdf_prose import Located, Margins, margins_of, paragraphs, without_running
from gongkai.report.readers.pdf_text import TYPED_GAP, WIDE_GAP, is_spaced, joined, text_lines

FEWEST = 15  # characters a page: fewer, with pictures, is a scan with a page number
UNMAPPED = 0.3  # of the characters; a page of more is garbage
TOUCHING = 0.06  # of the size: digits no farther apart are one number
_DIGITS = frozenset("0123456789.")
LONGEST_CELL = 60  # characters; a column of longer ones is prose in a frame


@dataclass(slots=True)
class _Sheet:
    """A page sorted into tables and prose."""

    page: Page
    tables: list[Table] = field(default_factory=list)
    lines: list[Located] = field(default_factory=list)
    boxes: list[Table] = field(default_factory=list)  # single boxes, whose text is among the lines


def read_pdf(data: bytes) -> Document:
    """Read a PDF; Unreadable where it is locked, broken, empty, a scan, or its characters cannot be told."""
    with opened(data) as document:
        title = title_of(document)
        pages = [read_page(document, index) for index in range(count_pages(document))]
    _refuse_without_text(pages)
    has_blanks = any(glyph.text == " " for page in pages for glyph in page.glyphs)
    gap = WIDE_GAP if has_blanks else TYPED_GAP
    sheets = [_sorted(page, gap) for page in pages]
    for sheet, lines in zip(sheets, without_running([sheet.lines for sheet in sheets]), strict=True):
        sheet.lines = lines
    for sheet, following in pairwise(sheets):
        _take_last_box(sheet, following)
    _space([part for sheet in sheets for table in sheet.tables for row in table.rows for part in row])
    for pieces in _chains(sheets):
        mend(pieces)
    return Document(tuple(_blocks(sheets)), title)


def _refuse_without_text(pages: Sequence[Page]) -> None:
    characters = sum(glyph.text.strip() != "" for page in pages for glyph in page.glyphs)
    pictures = sum(page.images for page in pages)
    if characters < FEWEST * len(pages):
        if pictures:
            raise Unreadable(
                "PDF 是扫描件，只有图像没有文字，读不出数字；请向编制单位索取原始的 Word 或网页文件",
                "is a scanned PDF, pictures without text; ask for the original Word file or web page",
            )
        if not characters:
            raise Unreadable(
                "PDF 里没有文字（可能已转成图形），请换成原始的 Word 或网页文件",
                "is a PDF without any text (it may have been turned into drawings); use the original file",
            )
    lost = sum(page.unmapped * len(page.glyphs) for page in pages)
    if lost > UNMAPPED * max(sum(len(page.glyphs) for page in pages), 1):
        raise Unreadable(
            "PDF 的文字是乱码（字体没有字符对照），读不出内容；请换成原始的 Word 或网页文件，或重新导出",
            "is a PDF whose characters cannot be told (its fonts lack a mapping); use the original file or export it again",
        )


# a page -----------------------------------------------------------------------------------------------------------


def _sorted(page: Page, gap: float) -> _Sheet:
    """Sort the characters of a page into the cells of its tables and the lines of its prose."""
    found = grids(page.horizontals, page.verticals)
    inner_first = sorted(found, key=_area)
    held: dict[int, dict[int, list[Glyph]]] = {id(grid): {} for grid in found}
    rest: list[Glyph] = []
    for run in _runs(page.glyphs) if found else ():
        x, y = (run[0].left + run[-1].right) / 2, (run[0].top + run[0].bottom) / 2
        for grid in inner_first:
            cell = grid.at(x, y)
            if cell is not None:
                held[id(grid)].setdefault(cell, []).extend(run)
                break
        else:
            rest += run
    if not found:
        rest = page.glyphs
    sheet = _Sheet(page)
    for grid in found:
        table = _table(page, grid, held[id(grid)], gap)
        if len(grid.cells) == 1:
            sheet.boxes.append(table)
        if len(grid.cells) == 1 or _is_framed_prose(table):
            rest += [glyph for glyphs in held[id(grid)].values() for glyph in glyphs]
        else:
            sheet.tables.append(table)
    sheet.lines = [Located(line, page.number, page.width, page.height) for line in text_lines(rest)]
    return sheet


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Each character by itself, but a number whole: one too long for its cell stands over the line, and belongs to it."""
    run: list[Glyph] = []
    for one in glyphs:
        if run and one[0] in _DIGITS and run[-1][0] in _DIGITS and _touch(run[-1], one):
            run.append(one)
            continue
        if run:
            yield run
        run = [one]
    if run:
        yield run


def _touch(one: Glyph, other: Glyph) -> bool:
    near = abs(other.left - one.right) < TOUCHING * (other.bottom - other.top)
    return near and abs(other.top - one.top) < 1


def _area(grid: Grid) -> float:
    left, top, right, bottom = grid.box
    return (right - left) * (bottom - top)


def _table(page: Page, grid: Grid, held: dict[int, list[Glyph]], gap: float) -> Table:
    rows: dict[int, list[Part]] = {}
    for number, cell in enumerate(grid.cells):
        lines = text_lines(held.get(number, ()), gap)
        if cell.frayed and not lines:
            continue  # outside a table whose upper part is narrower than its lower one
        where = (cell.row, cell.column, cell.rows, cell.columns, cell.box, page.number)
        part = Part(joined(lines), *where, lines)
        rows.setdefault(cell.row, []).append(part)
    return Table([rows[row] for row in sorted(rows)], page.number)


def _is_framed_prose(table: Table) -> bool:
    """Tell whether a table is text in a frame: one column, and a cell that is a paragraph."""
    if any(len(row) > 1 for row in table.rows):
        return False
    texts = [part.text for row in table.rows for part in row]
    return not any(texts) or any(len(text) > LONGEST_CELL or "。" in text for text in texts)


def _take_last_box(sheet: _Sheet, following: _Sheet) -> None:
    """Make a box at the foot of a page the first row of the table that goes on at the head of the next."""
    if not (sheet.boxes and sheet.lines and following.tables and following.tables[0].rows):
        return
    box, table = sheet.boxes[-1], following.tables[0]
    left, top, right, bottom = box.rows[0][0].box
    own = [one for one in sheet.lines if top < one.line.top < bottom and left < one.line.left < right]
    last = bool(own) and own[-1] is sheet.lines[-1] and all(_top(one) < top for one in sheet.tables)
    edges = table.rows[0][0].box[0], table.rows[0][-1].box[2]
    if (
        last
        and not _text_before(following, table)
        and abs(edges[0] - left) + abs(edges[1] - right) < 2 * ALIKE
    ):
        sheet.lines = [one for one in sheet.lines if one not in own]
        sheet.tables.append(box)


def _space(parts: Sequence[Part]) -> None:
    """Set a blank where a line of a cell ended beside a number, if there is one beside the numbers within its lines."""
    everywhere = is_spaced(line.text for part in parts for line in part.lines)
    for part in parts:
        if len(part.lines) > 1 and (
            is_spaced(line.text for line in part.lines) or (everywhere and "（" in part.text)
        ):
            part.text = joined(part.lines, spaced=True)


# the document -----------------------------------------------------------------------------------------------------


def _chains(sheets: Sequence[_Sheet]) -> Iterator[list[Table]]:
    """The tables that may go on from page to page: the last of a page and the first of the next, with no text between."""
    chain: list[Table] = []
    for sheet in sheets:
        for number, table in enumerate(sheet.tables):
            if number or not chain or chain[-1].page != table.page - 1 or _text_before(sheet, table):
                yield chain
                chain = []
            chain.append(table)
        if chain and (chain[-1].page != sheet.page.number or _text_after(sheet, chain[-1])):
            yield chain
            chain = []
    yield chain


def _top(table: Table) -> float:
    return min(part.box[1] for part in table.rows[0]) if table.rows else 0.0


def _text_before(sheet: _Sheet, table: Table) -> bool:
    return any(one.line.top < _top(table) for one in sheet.lines)


def _text_after(sheet: _Sheet, table: Table) -> bool:
    return any(one.line.top > _top(table) for one in sheet.lines)


def _blocks(sheets: Sequence[_Sheet]) -> Iterator[Line | Row]:
    """Lines and rows in the order of the document; a paragraph may go over a page, not over a table."""
    margins = margins_of(one for sheet in sheets for one in sheet.lines)
    pages = {sheet.page.number: sheet.page for sheet in sheets}
    open_lines: list[Located] = []
    number = 0
    for sheet in sheets:
        waiting = list(sheet.lines)
        for table in sheet.tables:
            top = _top(table)
            open_lines += [one for one in waiting if one.line.top < top]
            waiting = [one for one in waiting if one.line.top >= top]
            if table.rows:
                yield from _prose(open_lines, margins, pages)
                open_lines, number = [], number + 1
                yield from (_row(row, number, pages) for row in table.rows)
        open_lines += waiting
    yield from _prose(open_lines, margins, pages)


def _prose(lines: Sequence[Located], margins: dict[int, Margins], pages: dict[int, Page]) -> Iterator[Line]:
    for text, first in paragraphs(lines, margins):
        yield Line(text.strip(), Place(page=first.page, box=pages[first.page].shares(first.line.box)))


def _row(row: list[Part], table: int, pages: dict[int, Page]) -> Row:
    return tuple(
        Printed(
            part.text,
            Place(
                page=part.page,
                table=table,
                row=part.row + 1,
                column=part.column + 1,
                box=pages[part.page].shares(part.box),
            ),
            part.rows,
            part.columns,
        )
        for part in row
    )
