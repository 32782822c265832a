"""A picture of a page of a PDF with one cell marked, for a person to compare a finding with its source."""

import ctypes
import struct
import zlib

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from gongkai.report.readers.pdf_engine import opened, page_of
from gongkai.report.readers.pdf_pages import Box

RED = (0xC0, 0x39, 0x2B)
THICK = 3  # pixels of the frame
APART = 2  # pixels between the cell and its frame
ROWS_AROUND = 3.5  # heights of the cell above and below
LEAST_AROUND = 0.06  # of the page's height
MOST_PIXELS = 12_000  # in height; a longer page is drawn smaller

Pixels = NDArray[np.uint8]


def page_picture(
    data: bytes, page: int, box: Box | None, *, width: int = 1200, around: bool = False
) -> bytes:
    """Draw a page (from 1) as PNG with the cell in box (shares of the page) framed in red.

    around: only the rows about the cell, over the full width. Unreadable for a PDF that cannot be opened, ValueError
    for a page it does not have.
    """
    with opened(data) as document:
        if not 1 <= page <= pdfium.FPDF_GetPageCount(document):
            raise ValueError(f"the PDF has no page {page}")
        with page_of(document, page - 1) as handle:
            pixels = _drawn(handle, width)
    if box is None:
        return png(pixels)
    left, top, right, bottom = _in_pixels(box, pixels)
    _frame(pixels, left - APART - THICK, top - APART - THICK, right + APART + THICK, bottom + APART + THICK)
    if around:
        margin = int(max((bottom - top) * ROWS_AROUND, pixels.shape[0] * LEAST_AROUND))
        pixels = pixels[max(top - margin, 0) : bottom + margin]
    return png(pixels)


def _drawn(page: object, width: int) -> Pixels:
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(width / max(wide, 1.0), MOST_PIXELS / max(high, 1.0))
    columns, rows = max(round(wide * scale), 1), max(round(high * scale), 1)
    bitmap = pdfium.FPDFBitmap_Create(columns, rows, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, pdfium.FPDF_ANNOT)
        stride, address = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetBuffer(bitmap)
        lines = np.frombuffer(ctypes.string_at(address, stride * rows), np.uint8).reshape(rows, stride)[
            :, : columns * 4
        ]
        return np.ascontiguousarray(lines.reshape(rows, columns, 4)[:, :, 2::-1])  # from blue-green-red
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _in_pixels(box: Box, pixels: Pixels) -> tuple[int, int, int, int]:
    rows, columns = pixels.shape[:2]
    left, top, right, bottom = box
    return round(left * columns), round(top * rows), round(right * columns), round(bottom * rows)


def _frame(pixels: Pixels, left: int, top: int, right: int, bottom: int) -> None:
    """Draw the frame; what would lie outside the picture is moved to its edge."""
    rows, columns = pixels.shape[:2]
    left, right = max(left, 0), min(right, columns)
    top, bottom = max(top, 0), min(bottom, rows)
    pixels[top : top + THICK, left:right] = RED
    pixels[max(bottom - THICK, 0) : bottom, left:right] = RED
    pixels[top:bottom, left : left + THICK] = RED
    pixels[top:bottom, max(right - THICK, 0) : right] = RED


def png(pixels: Pixels) -> bytes:
    """Write pixels (rows, columns, red-green-blue) as PNG."""
    rows, columns = pixels.shape[:2]
    lines = pixels.reshape(rows, columns * 3)
    above = np.vstack([np.zeros((1, columns * 3), np.uint8), lines[:-1]])
    filtered = np.empty((rows, columns * 3 + 1), np.uint8)
    filtered[:, 0] = 2  # each line as its difference from the one above: white stays nothing
    filtered[:, 1:] = lines - above
    head = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(filtered.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
