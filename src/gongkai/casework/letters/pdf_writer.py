"""Letters in 信函格式 (GB/T 9704-2012) and papers with tables as PDF."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from gongkai.casework.letters import parts
from gongkai.casework.letters.fields import clean
from gongkai.casework.letters.letter import Letter, is_heading
from gongkai.casework.letters.papers import Paper
from gongkai.kit import typeset

TEMPLATE = Path(__file__).parent / "data" / "letter.typ"


def write_pdf(document: Letter | Paper) -> bytes:
    """Write a letter or a paper; the same document gives the same bytes."""
    if isinstance(document, Paper):
        return _pdf(document.title, "", slip=document, landscape=document.landscape)
    return _fitted(document)[1]


def fitted_line(letter: Letter) -> float:
    """Give the height of a line in points: the standard's, or one that saves the letter a page."""
    return _fitted(letter)[0]


def _fitted(letter: Letter) -> tuple[float, bytes]:
    first = _written(letter, parts.LINE)
    pages = _pages(first)
    if pages > (2 if letter.slip else 1):
        for line in parts.TIGHTER:
            tighter = _written(letter, line)
            if _pages(tighter) < pages:
                return line, tighter
    return parts.LINE, first


def _written(letter: Letter, line: float) -> bytes:
    return _pdf(letter.title, letter.signature, letter=letter, slip=letter.slip, line=line)


def _pages(data: bytes) -> int:
    with pdfium.PdfDocument(data) as document:
        return len(document)


def _pdf(
    title: str,
    author: str,
    *,
    letter: Letter | None = None,
    line: float = parts.LINE,
    slip: Paper | None = None,
    landscape: bool = False,
) -> bytes:
    data = {
        "title": clean(title),
        "author": clean(author),
        "kind": "letter" if letter else "paper",
        "landscape": landscape,
        "fonts": typeset.fonts(),
        "measures": _measures(line),
        "letter": _letter(letter) if letter else None,
        "slip": _sheet(slip) if slip else None,
    }
    return typeset.pdf(TEMPLATE, data)


def _measures(line: float) -> dict[str, Any]:
    return {
        "page": list(parts.PAGE),
        "top": parts.TOP,
        "bottom": parts.BOTTOM,
        "left": parts.LEFT,
        "right": parts.RIGHT,
        "shift": (parts.RIGHT - parts.LEFT) / 2,
        "head-top": parts.HEAD_TOP,
        "rule-bottom": parts.RULE_FROM_BOTTOM,
        "rule-width": parts.RULE_WIDTH,
        "body": parts.BODY_SIZE,
        "title": parts.TITLE_SIZE,
        "note": parts.NOTE_SIZE,
        "line": line,
        "tracking": parts.TRACKING,
        "date-indent": parts.DATE_INDENT,
        "thick": parts.THICK,
        "thin": parts.THIN,
        "rule-gap": parts.RULE_GAP,
        "paper-top": parts.PAPER_TOP,
        "paper-bottom": parts.PAPER_BOTTOM,
        "paper-side": parts.PAPER_SIDE,
    }


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "head": letter.head,
        "head-size": parts.head_size(letter.head),
        "rule-top": parts.rule_top(letter.head),
        "number": letter.number,
        "title-lines": list(letter.title_lines),
        "addressee": letter.addressee,
        "paragraphs": [
            {"text": clean(one), "heading": is_heading(one), "leads": parts.leads(one)} for one in letter.text
        ],
        "together": parts.together(letter),
        "attachments": list(letter.attachments),
        "room": parts.SEAL_ROOM if letter.seal else parts.PLAIN_ROOM,
        "signature": letter.signature,
        "date": letter.dated,
        "contact": letter.contact,
        "copy-to": letter.copy_to,
    }


def _sheet(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "above": list(paper.above),
        "widths": list(paper.widths),
        "notes": list(paper.notes),
        "heads": paper.heads,
        "cells": [
            {
                "x": column,
                "y": row,
                "across": cell.across,
                "down": cell.down,
                "height": paper.rows[row].height if cell.down == 1 else 0,
                "head": cell.head,
                "centred": cell.centred,
                "sign": cell.sign,
                "text": clean(cell.text),
            }
            for row, column, cell in paper.placed()
        ],
    }
