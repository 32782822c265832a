"""Web pages: tables with their spans, the prose around them, without the furniture of the page."""

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from gongkai.report.cells import squeeze
from gongkai.report.model import Place
from gongkai.report.readers.decoding import decode_html
from gongkai.report.readers.document import Document, Line, Printed, Row
from gongkai.report.readers.errors import Unreadable

Element = Any  # lxml's stubs know no more

MOST_COLUMNS, MOST_ROWS = 200, 2000  # no statutory table comes near; a span beyond is a slip or an attack
LONGEST_CELL = 300  # characters; a cell of prose makes its table one of layout
_OPEN, _CLOSE = "\ue000", "\ue001"  # around the number of a table that was taken out of the text
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff{_OPEN}{_CLOSE}]")
_UNPRINTABLE_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|5734[45])|x0*(?:[0-8bcef]|1[0-9a-f]|e00[01]|fff[ef]))(?:;|(?![0-9a-f]))",
    re.IGNORECASE,
)
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SILENT = (
    *("script", "style", "noscript", "template", "svg", "math", "object", "iframe", "textarea", "select"),
    *("button", "input", "nav", "audio", "video", "map"),
)
_BREAKS = (
    *("br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("section", "article", "blockquote", "pre", "center", "header", "footer", "main", "caption", "table"),
    *("ucapcontent", "form", "fieldset", "tr", "td", "th"),
)
_MAYBE_HIDDEN = etree.XPath(
    "//@hidden/.. | //@style[contains(., 'none') or contains(., 'NONE') or contains(., 'all')]/.."
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HIDING = (" hidden", "none", "NONE", "mso-hide")  # without one of these words nothing is hidden
_NAMED = etree.XPath("//*[@id or @class] | //article | //main | //ucapcontent")
_CONTENT = re.compile(
    r"zoom|content|article|TRS_(?:Editor|UEDITOR)|conTxt|mainText|view|detail|xxgk|xl-", re.IGNORECASE
)
_TITLES = etree.XPath(
    "//meta[translate(@name, 'TILEARC', 'tilearc')='articletitle']/@content | //title/text()"
)
_CHAPTER = re.compile(r"[一二三四五六]\s*、")


def read_html(data: bytes) -> Document:
    """Read a page; Unreadable where it holds no text at all."""
    source = decode_html(data)
    root = _parse(source)
    title = _title(root)
    _drop_furniture(root, anything_hidden=any(word in source for word in _HIDING))
    tables = _take_tables(root)
    _break_lines(root)
    return Document(tuple(_blocks(_text(_content(root, len(tables))), tables)), title)


def _text(element: Element) -> str:
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return text


def _drop_furniture(root: Element, *, anything_hidden: bool) -> None:
    """Take out what nobody reads: scripts, forms' fields, what is hidden, heads and feet of the site."""
    for element in cast(list[Any], _MAYBE_HIDDEN(root)) if anything_hidden else ():
        if element.get("hidden") is not None or _NOT_SHOWN.search(element.get("style") or ""):
            _drop(element)
    for element in list(root.iter("header", "footer")):
        if next(element.iter("table"), None) is None:
            _drop(element)
    etree.strip_elements(root, *_SILENT, with_tail=False)


def _parse(text: str) -> Element:
    text = _UNPRINTABLE.sub("", text)
    if "&#" in text:
        text = _UNPRINTABLE_REFERENCE.sub("", text)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise Unreadable(
            "网页里没有内容，请核对是否下载完整", "the page holds nothing; check whether it was saved whole"
        )
    return root


def _title(root: Element) -> str:
    return next((found for text in cast(list[Any], _TITLES(root)) if (found := squeeze(str(text)))), "")


def _drop(element: Element) -> None:
    """Take an element out and leave what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _break_lines(root: Element) -> None:
    """Let blocks and line breaks stand for themselves in the text."""
    for element in root.iter(*_BREAKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")


# tables ------------------------------------------------------------------------------------------------------------


def _take_tables(root: Element) -> list[list[Row]]:
    """Take the tables of data out of the tree, a mark in the place of each; tables of layout stay as they are."""
    found: list[list[Row]] = []
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        _break_cells(table)
        rows = _rows(table, len(found) + 1)
        if not rows or _is_layout(rows):
            continue
        caption = next(map(_text, table.iter("caption")), "")
        tail = table.tail
        table.clear()
        table.text, table.tail = f"{caption}\n{_OPEN}{len(found)}{_CLOSE}\n", tail
        found.append(rows)
    return found


def _break_cells(table: Element) -> None:
    """Keep the lines and paragraphs of a cell apart, so that two numbers in it never become one."""
    for element in table.iter("br"):
        element.tail = "\n" + (element.tail or "")
    for element in table.iter("p", "div"):
        if element.getprevious() is not None:
            element.text = "\n" + (element.text or "")


def _is_layout(rows: list[Row]) -> bool:
    """Tell a table that only arranges the page: a single cell, or one with paragraphs of prose."""
    return sum(map(len, rows)) < 2 or any(_is_prose(cell.text) for row in rows for cell in row)


def _is_prose(text: str) -> bool:
    return len(text) > LONGEST_CELL and len(squeeze(text)) > LONGEST_CELL


def _rows(table: Element, number: int) -> list[Row]:
    """Give the rows with the cells that start in each; what a span from above covers is counted, not repeated."""
    rows = list(table.iter("tr"))[:MOST_ROWS]
    covered: dict[int, int] = {}  # column: how many further rows it is covered
    found = []
    for index, tr in enumerate(rows):
        left, column, cells = dict(covered), 1, []
        for cell in tr.iterchildren("td", "th"):
            while left.get(column, 0) > 0:
                column += 1
            down = min(_span(cell, "rowspan", len(rows) - index), len(rows) - index)
            across = min(_span(cell, "colspan", 1), MOST_COLUMNS)
            place = Place(table=number, row=index + 1, column=column)
            text = _text(cell) if len(cell) else cell.text or ""
            cells.append(Printed(text, place, down, across))
            for one in range(column, column + across):
                covered[one] = max(covered.get(one, 0), down)
            column += across
        covered = {one: rest - 1 for one, rest in covered.items() if rest > 1}
        if cells:
            found.append(tuple(cells))
    return found


def _span(cell: Element, name: str, to_the_end: int) -> int:
    """How many rows or columns a cell spans; 0 means to the end, anything odd means one."""
    given = cell.get(name)
    if given is None:
        return 1
    digits = given.strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return int(digits[:6]) or to_the_end


# prose -------------------------------------------------------------------------------------------------------------


def _content(root: Element, tables: int) -> Element:
    """The smallest known container that holds all tables and a chapter's heading, else the body."""
    body = root.find("body")
    best, size = (root if body is None else body), 0
    for element in cast(list[Any], _NAMED(root)):
        known = element.tag in ("article", "main", "ucapcontent") or _CONTENT.search(
            f"{element.get('id')} {element.get('class')}"
        )
        text = _text(element) if known else ""
        if _CHAPTER.search(text) and len(_MARK.findall(text)) == tables and (not size or len(text) < size):
            best, size = element, len(text)
    return best


def _blocks(text: str, tables: list[list[Row]]) -> Iterator[Line | Row]:
    for index, piece in enumerate(_MARK.split(text)):
        if index % 2:
            yield from tables[int(piece)]
        else:
            yield from (
                Line(squeeze(line)) for line in piece.split("\n") if line.strip(" \t\r\xa0\u3000\u200b\ufeff")
            )
