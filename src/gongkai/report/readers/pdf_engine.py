"""The one door to pdfium: started with fonts of our own, used by one thread at a time, errors said in one line."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pylopdf_fonts_zh_cn
import pypdfium2.raw as pdfium

from gongkai.report.readers.errors import Unreadable

MOST_PAGES = 500
PDFIUM = threading.RLock()  # pdfium is not made for two threads
_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


@cache
def _start() -> None:
    """Start pdfium anew with Chinese fonts, for it drops characters of a font that neither file nor machine has."""
    folder = str(pylopdf_fonts_zh_cn.serif_path().parent).encode()
    folders = (ctypes.c_char_p * 2)(folder, None)
    settings = pdfium.FPDF_LIBRARY_CONFIG()
    settings.version = 2
    settings.m_pUserFontPaths = ctypes.cast(folders, type(settings.m_pUserFontPaths))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(settings)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF for as long as the block runs, alone; Unreadable where it cannot be opened or has no pages."""
    with PDFIUM:
        _start()
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise _locked() if pdfium.FPDF_GetLastError() in _PASSWORD else broken()
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


def _locked() -> Unreadable:
    return Unreadable(
        "PDF 设有打开密码，读不出内容，请去掉密码后再试",
        "is a PDF locked by a password; remove the password and try again",
    )


def broken() -> Unreadable:
    """Make the error for a PDF that is damaged."""
    return Unreadable(
        "PDF 已损坏或者不完整，打不开，请重新下载或重新导出",
        "is a damaged or incomplete PDF; download or export it again",
    )


def count_pages(document: Any) -> int:
    """Count the pages; Unreadable for none and for far too many."""
    count: int = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise Unreadable(
            "PDF 一页也没有，请核对是否下载完整",
            "is a PDF without pages; check whether it was downloaded whole",
        )
    if count > MOST_PAGES:
        raise Unreadable(
            f"PDF 有 {count} 页，超过 {MOST_PAGES} 页，不像年度报告，请核对选的文件",
            f"is a PDF of {count} pages, more than {MOST_PAGES}; check which file you chose",
        )
    return count


def title_of(document: Any) -> str:
    """Give the title that the file's own properties name, "" where they name none."""
    size = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


@contextmanager
def page_of(document: Any, index: int) -> Iterator[Any]:
    """Load the page with this index (from 0) for as long as the block runs."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise Unreadable(
            f"PDF 第 {index + 1} 页已损坏，打不开，请重新下载或重新导出",
            f"page {index + 1} of the PDF is damaged; download or export it again",
        )
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)
