"""PDF: what our own writer prints, and what other programs print, is read back cell for cell."""

import pytest

from gongkai.report.readers import read_bytes
from gongkai.report.writers import write
from report.changes import clean


def _raws(table):
    return {
        row: [cell.raw for cell in (cells.values() if hasattr(cells, "values") else cells)]
        for row, cells in table.items()
    }


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_what_our_writer_prints_is_read_back(code):
    report = clean(code)
    read = read_bytes(write(report, "pdf"), "clean.pdf")
    for table in ("disclosure", "requests", "remedies"):
        assert _raws(getattr(read, table)) == _raws(getattr(report, table))
    assert (read.agency, read.year, read.form, read.title) == (
        report.agency,
        report.year,
        report.form,
        report.title,
    )
    assert (read.preamble, read.chapters) == (report.preamble, report.chapters)
    assert (read.unplaced, read.labels) == ((), {})
