"""What may be added to a case as a file: told by its content, never by its name."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from gongkai.files.media_types import DOCX, XLSX, media_type
from gongkai.kit.entry import BadEntry

LARGEST = 20 * 2**20  # bytes
SUFFIXES = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}


def check_file(field: str, name: str, data: bytes) -> None:
    """Refuse what is empty, too large, of another kind than is taken, or of another kind than its name says."""
    shown = {"name": name}
    if not data:
        raise BadEntry({field: _("“%(name)s”是空文件，请重新选择。") % shown})
    refuse_large(field, name, len(data))
    suffixes = SUFFIXES.get(media_type(data))
    if suffixes is None:
        raise BadEntry(
            {field: _("“%(name)s”的内容不是 PDF、JPG、PNG、DOCX 或者 XLSX，请转换格式后上传。") % shown}
        )
    if PurePath(name).suffix.lower() not in suffixes:
        shown["is"] = suffixes[0]
        raise BadEntry(
            {
                field: _("“%(name)s”的内容其实是 %(is)s 文件，与文件名不符；请核对后以正确的文件名上传。")
                % shown
            }
        )


def refuse_large(field: str, name: str, size: int) -> None:
    """Refuse a file by its size alone, before it is brought into memory."""
    if size > LARGEST:
        shown = {"name": name, "most": LARGEST // 2**20}
        raise BadEntry({field: _("“%(name)s”超过%(most)s MB，请压缩或者分成几份后上传。") % shown})
