"""Bytes become text: what a file claims to be is checked by its content first."""

import codecs

from gongkai.report.readers.errors import Unreadable

MAGIC = {
    b"%PDF": "PDF 文件",
    b"PK\x03\x04": "压缩包或 Office 文件",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件",
    b"\x89PNG": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF8": "GIF 图片",
}
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 with a mark, or GB18030; Unreadable for an empty, a binary or a broken file."""
    if not data.strip():
        raise Unreadable("文件是空的", "the file is empty")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"内容是{kind}，与扩展名不符", "its content is not what its ending says")
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\x00" in data:
        raise Unreadable("不是文本文件（含有二进制内容）", "is not a text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(
            f"编码已损坏（第{problem.start + 1}字节处），请用 UTF-8 或 GBK 另存后再试",
            f"broken encoding at byte {problem.start + 1}; save it as UTF-8 or GBK",
        ) from None
