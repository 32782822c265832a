"""Writers: a Report becomes a file."""

import importlib
from collections.abc import Callable, Mapping

from gongkai.report.model import Report

Writer = Callable[[Report], bytes]
# By name, so that reading a report does not load the makers of Word, PDF and sheets.
WRITERS: Mapping[str, str] = {
    "json": "json_writer:write_json",
    "html": "html_writer:write_html",
    "docx": "docx_writer:write_docx",
    "pdf": "pdf_writer:write_pdf",
    "xlsx": "xlsx_writer:write_xlsx",
}
MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def writer(fmt: str) -> Writer:
    """Give the writer of a format of WRITERS; KeyError for another."""
    module, _, name = WRITERS[fmt].partition(":")
    found: Writer = getattr(importlib.import_module(f"gongkai.report.writers.{module}"), name)
    return found


def write(report: Report, fmt: str) -> bytes:
    """Write the report in a format of WRITERS; KeyError for another."""
    return writer(fmt)(report)
