"""Readers: a published report in some format becomes a Report."""

from collections.abc import Callable
from pathlib import Path

from gongkai.report.model import Report
from gongkai.report.readers.decoding import decode
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.json_reader import read_json
from gongkai.report.readers.text_reader import read_text

__all__ = ["SUFFIXES", "Unreadable", "read", "read_bytes"]

READERS: dict[str, Callable[[bytes, str], Report]] = {
    ".json": lambda data, name: read_json(decode(data), name),
    ".txt": lambda data, name: read_text(decode(data), name),
}
SUFFIXES = frozenset(READERS)


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
    """Read the report in data; the ending of the name tells the format, the stem becomes the report's name."""
    suffix = Path(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = "、".join(sorted(SUFFIXES))
        raise Unreadable(
            f"不能读“{suffix or name}”格式，可读 {known}，请先转换",
            f"cannot read the format '{suffix or name}'; convert it to one of {', '.join(sorted(SUFFIXES))}",
        )
    return reader(data, Path(name).stem)
