"""A made-up report (示例) as files of every format that is read."""

import re
from functools import cache
from pathlib import Path

from gongkai.report.model import Report
from gongkai.report.readers import document_of, read
from gongkai.report.readers.document import Line
from gongkai.report.writers import WRITERS, write

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/reports/clean-2021-form.txt"
WRONG = EXAMPLE.with_name("unbalanced-column.txt")
TOWN = "青石镇"  # what is exchanged to make another report of the same length
_CELL = re.compile(r"(<t[dh]\b[^>]*)>([^<]*)(</t[dh]>)")
_PASTED = (
    '\\1 style="border: 1px solid; font-family: 宋体;" width="96" valign="center">\n<p style="text-align: justify; '
    'line-height: 2; font-family: 宋体;" align=""><span style="font-family: 宋体;">\\2</span><span '
    'style="font-family: 宋体;"><o:p></o:p></span></p>\n\\3'
)
_SITE = '<div class="nav"><ul>' + '<li><a href="/list">示例栏目</a></li>' * 60 + "</ul></div>"


@cache
def report() -> Report:
    """The report that all samples hold."""
    return read(EXAMPLE)


@cache
def samples() -> dict[str, bytes]:
    """The report by format; html-pasted is the page as an office's editor leaves it in a site, txt-wrong has errors."""
    made = {fmt: write(report(), fmt) for fmt in WRITERS}
    return made | {
        "html-pasted": pasted(made["html"].decode()).encode(),
        "md": markdown(made["html"]).encode(),
        "txt": EXAMPLE.read_bytes(),
        "txt-wrong": WRONG.read_bytes(),
    }


def pasted(page: str) -> str:
    """Dress every cell of a page in the marks of a word processor, and the page in those of a site."""
    return _CELL.sub(_PASTED, page).replace("<body>", f"<body>{_SITE}")


def markdown(page: bytes) -> str:
    """Write the lines and rows of a page as Markdown."""
    lines = []
    for block in document_of(page, "page.html").blocks:
        if isinstance(block, Line):
            lines.append(f"\n{block.text}\n")
        else:
            lines.append("| " + " | ".join(cell.text.strip() or " " for cell in block) + " |")
    return "\n".join(lines)
