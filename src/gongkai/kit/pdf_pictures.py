"""The pages of a PDF as one picture, for a look at what will be printed."""

import struct
import threading
import zlib

import numpy as np
import pypdfium2 as pdfium

GREY = 225
GAP = 12  # pixels between pages
_lock = threading.Lock()  # PDFium is not made for two threads


def picture(data: bytes, *, scale: float = 1.4, most: int = 8) -> bytes:
    """Draw the first pages of a PDF below one another as a PNG; scale 1 is 72 points an inch. ValueError for no PDF."""
    with _lock:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as problem:
            raise ValueError("not a PDF that can be drawn") from problem
        try:
            numbers = range(min(len(document), most))
            pages = [document[n].render(scale=scale, rev_byteorder=True).to_numpy().copy() for n in numbers]
        finally:
            document.close()
    return _png(_stacked(pages))


def _stacked(pages: list[np.ndarray]) -> np.ndarray:
    """The pages on a grey ground, each as wide as the widest."""
    width = max(one.shape[1] for one in pages)
    height = sum(one.shape[0] for one in pages) + GAP * (len(pages) - 1)
    ground = np.full((height, width, 3), GREY, dtype=np.uint8)
    top = 0
    for one in pages:
        ground[top : top + one.shape[0], : one.shape[1]] = one[:, :, :3]
        top += one.shape[0] + GAP
    return ground


def _png(pixels: np.ndarray) -> bytes:
    height, width, _colours = pixels.shape
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = np.zeros((height, width * 3 + 1), dtype=np.uint8)
    lines[:, 1:] = pixels.reshape(height, width * 3)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
