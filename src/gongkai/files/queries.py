"""Reading stored files: the one way from a row to its bytes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from gongkai.files.keys import ring
from gongkai.files.models import StoredFile
from gongkai.files.places import place_of
from gongkai.kit.keyring import KeyMissing
from gongkai.kit.sealing import CHUNK, MAGIC, BadSeal, unseal_stream


class Damaged(RuntimeError):
    """The bytes of a stored file are gone or are not those that came in."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(f"“{name}”{zh}")
        self.zh = f"“{name}”{zh}"
        self.en = f"'{name}' {en}"


def content(stored: StoredFile) -> bytes:
    """Give the bytes of a stored file, compared with their digest. Damaged where they are gone or another's."""
    return b"".join(_checked(stored))


def chunks(stored: StoredFile) -> Iterator[bytes]:
    """Give the bytes of a stored file a piece at a time, all of them checked before the first one leaves. Damaged."""
    for _piece in _checked(stored):
        pass
    return _checked(stored)


def _checked(stored: StoredFile) -> Iterator[bytes]:
    seen = hashlib.sha256()
    try:
        for piece in plain(place_of(stored.sha256)):
            seen.update(piece)
            yield piece
    except OSError:
        raise Damaged(
            stored.name, "的内容不在数据目录中，请从备份恢复", "is not in the data directory; restore it"
        ) from None
    except KeyMissing as missing:
        raise Damaged(stored.name, f"打不开：{missing.zh}", f"cannot be opened: {missing.en}") from None
    except BadSeal:
        raise _another(stored) from None
    if seen.hexdigest() != stored.sha256:
        raise _another(stored)


def _another(stored: StoredFile) -> Damaged:
    return Damaged(stored.name, "的内容与登记的摘要不符，请从备份恢复", "is not what was stored; restore it")


def plain(place: Path) -> Iterator[bytes]:
    """Give what lies in a place, opened; what was stored before there were keys lies there plain. OSError, KeyProblem."""
    with place.open("rb") as file:
        sealed = file.read(len(MAGIC)) == MAGIC
        file.seek(0)
        if sealed:
            yield from unseal_stream(ring(), file)
        else:
            yield from iter(lambda: file.read(CHUNK), b"")
