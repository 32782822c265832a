"""A Report as PDF: typeset by typst from one template; the content goes in as data and is never read as code."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from gongkai.report.grids import Grid
from gongkai.report.model import Report
from gongkai.report.writers.parts import Part, clean, parts, title_of

FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
_lock = threading.Lock()


@cache
def _compiler() -> typst.Compiler:
    folders = [str(pylopdf_fonts_zh_cn.serif_path().parent)]
    if FANDOL.exists():
        folders.append(str(FANDOL))
    template = Path(__file__).parent.parent / "data" / "report.typ"
    return typst.Compiler(
        str(template), root=str(template.parent), font_paths=typst.Fonts(False, False, folders)
    )


def _fonts() -> dict[str, list[str]]:
    body = [*(["FandolFang R"] if FANDOL.exists() else []), SERIF, SANS]
    return {"body": body, "heading": [SANS, SERIF]}


def write_pdf(report: Report) -> bytes:
    """Write tagged PDF/A; the same report gives the same bytes."""
    data = {
        "title": title_of(report),
        "author": clean(report.agency),
        "fonts": _fonts(),
        "parts": [_part(part) for part in parts(report)],
    }
    with _lock:  # one compiler, reused: five times faster than a new one, and not made for two threads
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards="a-2a",
            timestamp=0,
        )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _part(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": part.kind, "text": part.text}
    if part.grid is not None:
        found["grid"] = _grid(part.grid)
    return found


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "columns": grid.columns,
        "head_rows": grid.head_rows,
        "widths": list(grid.widths),
        "cells": [
            {
                "x": cell.column,
                "y": cell.row,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "kind": cell.kind,
                "text": clean(cell.text),
            }
            for cell in grid.cells
        ],
    }
