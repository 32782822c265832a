"""PDF by typst: one compiler a template, reused; content goes in as data and is never read as code."""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
_lock = threading.Lock()


def fonts() -> dict[str, list[str]]:
    """Name the faces for 仿宋 (body), 小标宋 (title), 黑体 (heading) and 楷体 (kai), each with its fallbacks."""
    official = {"body": "FandolFang R", "title": "FandolSong", "heading": "FandolHei", "kai": "FandolKai"}
    fallback = {"body": [SERIF, SANS], "title": [SERIF, SANS], "heading": [SANS, SERIF], "kai": [SERIF, SANS]}
    return {
        role: [*([official[role]] if FANDOL.exists() else []), *names] for role, names in fallback.items()
    }


@cache
def _compiler(template: Path) -> typst.Compiler:
    folders = [str(pylopdf_fonts_zh_cn.serif_path().parent)]
    if FANDOL.exists():
        folders.append(str(FANDOL))
    return typst.Compiler(
        str(template), root=str(template.parent), font_paths=typst.Fonts(False, False, folders)
    )


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """Typeset a template, which reads the data from sys.inputs.data, as tagged PDF/A; the same data, the same bytes."""
    with _lock:  # a compiler is five times faster reused, and not made for two threads
        made = _compiler(template).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards="a-2a",
            timestamp=0,
        )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made
