"""What the readers of Word and Excel files share: their archive, and what to say when it is no good."""

from collections.abc import Callable
from typing import TypeVar

from gongkai.kit.archives import Archive, BadArchive, Fault
from gongkai.report.readers.errors import Unreadable

T = TypeVar("T")
STRICT = "http://purl.oclc.org/ooxml/"
_WORDS: dict[Fault, tuple[str, str]] = {
    "broken": (
        "文件已损坏（压缩结构不完整），请重新下载",
        "is damaged (a broken archive); download it again",
    ),
    "encrypted": (
        "文件设有密码，请用 Word 或 WPS 去掉密码后再试",
        "has a password; remove it in Word or WPS",
    ),
    "bomb": (
        "解压后的内容过大，不像年度报告，请核对选的文件",
        "unfolds into far more than a report; check which file you chose",
    ),
    "missing": (
        "文件缺少必要的部分，可能没有保存完整，请用 Word 或 WPS 另存一份再试",
        "lacks a part it must have; save it again in Word or WPS",
    ),
    "not_xml": (
        "文件内部结构已损坏，请用 Word 或 WPS 另存一份再试",
        "is damaged inside; save it again in Word or WPS",
    ),
}


def opened(data: bytes, read: Callable[[Archive], T]) -> T:
    """Read an Office file; Unreadable, in one line, for whatever is wrong with its archive."""
    try:
        return read(Archive(data))
    except BadArchive as bad:
        raise Unreadable(*_WORDS[bad.fault]) from None
