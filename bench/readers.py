"""Reading a published report in each format, and pdfplumber on the same tables."""

import io
from collections.abc import Iterator

import pdfplumber

from bench.samples import report, samples
from bench.timing import Said, Timed, side_by_side, timed
from gongkai.report.checks import check
from gongkai.report.readers import document_of, read_bytes

COUNTS = {"json": 50, "html": 50, "html-pasted": 50, "txt": 50, "md": 50, "docx": 20, "xlsx": 20, "pdf": 10}


def readers() -> Iterator[Timed | Said]:
    """Read the same report in every format; web pages also with the checks."""
    for fmt, count in COUNTS.items():
        data, name = samples()[fmt], f"sample.{fmt.partition('-')[0]}"
        if read_bytes(data, name).requests.keys() != report().requests.keys():
            raise RuntimeError(f"{fmt} was not read whole")
        yield timed(
            f"read {fmt}", count, lambda d=data, n=name, c=count: [read_bytes(d, n) for _ in range(c)]
        )
        if name.endswith("html"):
            yield timed(
                f"read and check {fmt}", count, lambda d=data, c=count: [_checked(d) for _ in range(c)]
            )
    yield from _against_pdfplumber()


def _checked(data: bytes) -> object:
    return check(read_bytes(data, "sample.html"))


def _against_pdfplumber() -> Iterator[Timed | Said]:
    """Take the tables out of the same file by turns; ours gives the lines of prose as well."""
    data = samples()["pdf"]
    ours, theirs = _our_numbers(data), _their_numbers(data)
    both = side_by_side(
        {
            "PDF to tables and lines: our reader": (1, lambda: _our_numbers(data)),
            "PDF to tables: pdfplumber": (1, lambda: _their_numbers(data)),
        }
    )
    yield from both.values()
    mine, other = both.values()
    yield Said("our PDF reader against pdfplumber, by turns", f"{other.wall / mine.wall:.1f} times as fast")
    yield Said("cells that hold a number: ours, pdfplumber's", f"{ours}, {theirs}")


def _our_numbers(data: bytes) -> int:
    return sum(cell.text.strip().isdigit() for row in document_of(data, "sample.pdf").rows() for cell in row)


def _their_numbers(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return sum((cell or "").strip().isdigit() for table in tables for row in table for cell in row)
