"""What a file is, told by its content; its ending decides only between kinds of plain text."""

import io
import re
import zipfile
from pathlib import Path

from gongkai.report.kinds import BY_ENDING, Kind
from gongkai.report.readers.errors import Unreadable

LARGEST = (
    100 * 2**20
)  # bytes; a published report of text is a few hundred kilobytes, a scanned one a few megabytes
HEAD = 4096

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table|div|p|ucapcontent)\b", re.IGNORECASE)
_REFUSED = {
    b"\xd0\xcf\x11\xe0": (
        "是旧版 Office 文件（.doc、.xls、.wps）或者加密的 Office 文件，请用 Word 或 WPS 去掉密码、另存为 .docx 或 .xlsx 后再试",
        "is an old Office file or an encrypted one; remove its password and save it as .docx or .xlsx",
    ),
    b"\x89PNG": (
        "是图片，没有文字可读，请换成原网页或可复制文字的文件",
        "is a picture without text; use the original page",
    ),
    b"\xff\xd8\xff": (
        "是图片，没有文字可读，请换成原网页或可复制文字的文件",
        "is a picture without text; use the original page",
    ),
    b"GIF8": (
        "是图片，没有文字可读，请换成原网页或可复制文字的文件",
        "is a picture without text; use the original page",
    ),
    b"Rar!": ("是 RAR 压缩包，请先解压", "is a RAR archive; unpack it first"),
    b"7z\xbc\xaf": ("是 7z 压缩包，请先解压", "is a 7z archive; unpack it first"),
    b"{\\rtf": ("是 RTF 文件，请用 Word 或 WPS 另存为 .docx 后再试", "is an RTF file; save it as .docx"),
    b"%!PS": ("是 PostScript 文件，请转成 PDF 后再试", "is PostScript; convert it to PDF"),
}


def kind_of(data: bytes, name: str) -> Kind:
    """Tell the kind; Unreadable for what is empty, far too large, or of a kind that holds no text."""
    _measure(data)
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, (zh, en) in _REFUSED.items():
        if head.startswith(magic):
            raise Unreadable(zh, en)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _archive(data)
    return _plain(head, data[:HEAD], name)


def _measure(data: bytes) -> None:
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable(
            "文件是空的，请核对是否下载完整", "the file is empty; check whether it was downloaded whole"
        )
    if len(data) > LARGEST:
        raise Unreadable(
            f"文件有 {len(data) // 2**20} MB，超过 {LARGEST // 2**20} MB，不像年度报告，请核对选的文件",
            f"holds {len(data) // 2**20} MB, more than {LARGEST // 2**20} MB; check which file you chose",
        )


def _archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable(
            "文件已损坏（压缩结构不完整），请重新下载", "is damaged (a broken archive); download it again"
        ) from None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise Unreadable(
        "是压缩包或者其他 Office 文件，不是 Word、Excel 报告，请解压或另存为 .docx 后再试",
        "is an archive or another Office file; unpack it or save it as .docx",
    )


def _plain(head: bytes, start: bytes, name: str) -> Kind:
    ending = Path(name).suffix.lower()
    kind = BY_ENDING.get(ending)
    if kind in ("pdf", "docx", "xlsx"):
        kind = None  # it claims to be what its content is not
    if kind in ("markdown", "json"):
        return kind
    if _HTML.search(start.replace(b"\x00", b"")):
        return "html"
    if head[:1] == b"{" and kind is None:
        return "json"
    return kind or "text"
