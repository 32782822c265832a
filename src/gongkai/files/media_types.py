"""What a file is, told by its first bytes; its name and what the browser says of it do not count."""

import io
import re
import zipfile

UNKNOWN = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_INSIDE = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table|div|p)\b", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HEAD = 4096


def media_type(data: bytes) -> str:
    """Tell the media type of a content; application/octet-stream where nothing tells."""
    head = data[:HEAD]
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if _HTML.search(head):
        return "text/html"
    return UNKNOWN if not data or _BINARY.search(head) else "text/plain"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return UNKNOWN
    return next((found for name, found in _INSIDE if name in names), "application/zip")
