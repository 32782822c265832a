"""Bytes become text: what a file claims to be is checked by its content first."""

import codecs
import re

from gongkai.report.readers.errors import Unreadable

MAGIC = {
    b"%PDF": ("PDF 文件", "a PDF"),
    b"PK\x03\x04": ("压缩包或 Office 文件", "an archive or an Office file"),
    b"\xd0\xcf\x11\xe0": ("旧版 Office 文件", "an old Office file"),
    b"\x89PNG": ("PNG 图片", "a PNG picture"),
    b"\xff\xd8\xff": ("JPEG 图片", "a JPEG picture"),
    b"GIF8": ("GIF 图片", "a GIF picture"),
    b"Rar!": ("RAR 压缩包", "a RAR archive"),
    b"7z\xbc\xaf": ("7z 压缩包", "a 7z archive"),
}
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 or GB18030; Unreadable for an empty, a binary or a broken file."""
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable(
            "文件是空的，请核对是否下载完整", "the file is empty; check whether it was downloaded whole"
        )
    for magic, (zh, en) in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(
                f"内容是{zh}，与扩展名不符，请改回原来的扩展名或换一个文件",
                f"holds {en}, not what its ending says; rename it or choose another file",
            )
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return _strict(data, encoding)
    return _unmarked(data)


def _unmarked(data: bytes) -> str:
    if b"\x00" in data:
        return _utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030")


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark is known by its Chinese; everything else with zero bytes is no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore")
        if 3 * len(_CHINESE.findall(text)) > len(text):
            return _strict(data, encoding)
    raise Unreadable(
        "不是文本文件（含有二进制内容），请换一个文件", "is not a text file; choose another file"
    )


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(
            f"编码已损坏（第{problem.start + 1}字节处），请从原文另存为 UTF-8 或 GBK 后再试",
            f"broken encoding at byte {problem.start + 1}; save it again as UTF-8 or GBK",
        ) from None


_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHINESE_NAMES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def decode_html(data: bytes) -> str:
    """Decode a page by its mark, then by what its bytes are, then by what it declares; a stray byte is replaced.

    A page that declares UTF-8 and is GBK, or the reverse, is decoded as what it is.
    """
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    declared = _declared(data)
    for encoding in dict.fromkeys(("utf-8", declared, "gb18030")):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _least_damaged(data, declared)


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    name = found[1].decode("ascii", "replace").lower() if found else "gb18030"
    return _CHINESE_NAMES.get(name, name)


def _least_damaged(data: bytes, declared: str) -> str:
    """Every encoding fails somewhere: take the one that loses the fewest characters, the declared one first."""
    texts = [data.decode(one, "replace") for one in (declared, "utf-8", "gb18030") if _known(one)]
    return min(texts, key=lambda text: text.count("\ufffd"))


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
