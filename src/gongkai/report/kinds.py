"""The kinds of file a report comes in, and the endings that speak for them."""

from typing import Literal

Kind = Literal["html", "pdf", "docx", "xlsx", "markdown", "text", "json"]
BY_ENDING: dict[str, Kind] = {
    ".json": "json",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".mht": "html",
    ".jsp": "html",
    ".aspx": "html",
    ".php": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
SUFFIXES = frozenset(BY_ENDING)
