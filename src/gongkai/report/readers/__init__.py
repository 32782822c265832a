"""Readers: a published report in some format becomes a Report."""

import importlib
from pathlib import Path
from typing import NamedTuple

from gongkai.report.kinds import SUFFIXES
from gongkai.report.model import Report
from gongkai.report.readers.assembling import assemble
from gongkai.report.readers.decoding import decode
from gongkai.report.readers.document import Document
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.json_reader import read_json
from gongkai.report.readers.sniffing import kind_of

__all__ = ["SUFFIXES", "Unreadable", "document_of", "read", "read_bytes"]


class _Reader(NamedTuple):
    """Where a reader lives; it is imported when its format first comes, so that the command starts fast."""

    module: str
    function: str


READERS = {
    "docx": _Reader("docx_reader", "read_docx"),
    "html": _Reader("html_reader", "read_html"),
    "markdown": _Reader("markdown_reader", "read_markdown"),
    "pdf": _Reader("pdf_reader", "read_pdf"),
    "text": _Reader("text_reader", "read_text"),
    "xlsx": _Reader("xlsx_reader", "read_xlsx"),
}


def read(path: Path) -> Report:
    """Read the report in a file; Unreadable, with one line, for everything else."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("没有这个文件，请核对路径", "no such file; check the path") from None
    except IsADirectoryError:
        raise Unreadable("这是文件夹，请给出其中的文件", "is a folder; name a file in it") from None
    except OSError as problem:
        raise Unreadable(
            f"文件打不开（{problem.strerror}），请核对权限",
            f"cannot be opened ({problem.strerror}); check its permissions",
        ) from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Report:
    """Read the report in data; its content tells the format, the stem of the name becomes the report's name."""
    stem = Path(name).stem
    if kind_of(data, name) == "json":
        return read_json(decode(data), stem)
    return assemble(stem, document_of(data, name))


def document_of(data: bytes, name: str) -> Document:
    """Give the lines and rows of a document before anything is understood; Unreadable where there are none."""
    reader = READERS[kind_of(data, name)]
    module = importlib.import_module(f"gongkai.report.readers.{reader.module}")
    document: Document = getattr(module, reader.function)(data)
    return document
