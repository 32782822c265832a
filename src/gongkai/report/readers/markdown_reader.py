"""Markdown: tables of bars with or without a frame, HTML tables inside, prose without its marks."""

import re
from collections.abc import Iterator

from gongkai.report.cells import squeeze
from gongkai.report.model import Place
from gongkai.report.readers.decoding import decode
from gongkai.report.readers.document import Document, Line, Printed, Row
from gongkai.report.readers.html_reader import read_html

_RULE = re.compile(r"^[\s|｜:+=-]*[-=]{2,}[\s|｜:+=-]*$")
_BAR = re.compile(r"(?<!\\)[|｜]")
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[*+-]\s+(?=\S))|[*_]{2,3}(?=\S)|(?<=\S)[*_]{2,3}|`|\s#+\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_SKIPPED = (
    "\ue002"  # a line of an HTML table that was read already; the numbers of the lines stay as they are
)


def read_markdown(data: bytes) -> Document:
    """Read a Markdown file; its lines are counted as they stand."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return Document(tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Line | Row]:
    pages = [match[0] for match in _TABLE.finditer(text)]
    text = _TABLE.sub(lambda match: _SKIPPED + "\n" * match[0].count("\n"), text)
    table = row = 0
    for number, line in enumerate(text.split("\n"), 1):
        if _SKIPPED in line:
            table, row = table + 1, 0
            yield from _html_rows(pages.pop(0), table)
        elif _RULE.match(line):
            continue  # the rule under a head of a table, or between two parts of the text
        elif _BAR.search(line):
            table, row = (table, row + 1) if row else (table + 1, 1)
            yield _row(line, Place(table=table, row=row, line=number))
        else:
            row = 0
            if plain := _plain(line):
                yield Line(plain, Place(line=number))


def _html_rows(page: str, table: int) -> Iterator[Row]:
    for row in read_html(page.encode()).rows():
        yield tuple(
            Printed(
                cell.text,
                Place(table=table, row=cell.place.row, column=cell.place.column) if cell.place else None,
                cell.rows,
                cell.columns,
            )
            for cell in row
        )


def _row(line: str, at: Place) -> Row:
    framed = line.strip()
    if framed[0] in "|｜":
        framed = framed[1:]
        if _BAR.search(framed[-1:]) and not framed.endswith("\\|"):
            framed = framed[:-1]
    return tuple(
        Printed(_plain(text), Place(table=at.table, row=at.row, column=column, line=at.line))
        for column, text in enumerate(_BAR.split(framed), 1)
    )


def _plain(text: str) -> str:
    """The words without the marks of headings, quotations, lists, emphasis and links."""
    unlinked = _LINK.sub(lambda link: link[1] if link[1] == link[2] else f"{link[1]} {link[2]}".strip(), text)
    bare = _MARKS.sub("", unlinked).replace("<br>", " ").replace("<br/>", " ").replace("<br />", " ")
    return squeeze(bare.replace("\\|", "|").replace("\\.", ".").replace("\\-", "-"))
