"""Where the bytes lie: files/ab/cdef… of the data directory, sealed, by the digest of the plain content."""

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from gongkai.files.keys import ring
from gongkai.kit.sealing import seal_stream

PRIVATE_DIRECTORY, PRIVATE_FILE = 0o700, 0o600
DRAFT = ".draft-"


def digest(data: bytes) -> str:
    """Give the SHA-256 of a content in hex."""
    return hashlib.sha256(data).hexdigest()


def root() -> Path:
    """Give the folder of all stored bytes."""
    return Path(settings.DATA_DIR) / "files"


def place_of(sha256: str) -> Path:
    """Give where the content with a digest lies."""
    return root() / sha256[:2] / sha256[2:]


def put(data: bytes) -> str:
    """Write a content, sealed, to the disk and give its digest.

    It is written under another name and renamed, so that a reader sees all of it or nothing; what lies there already is
    written anew, which mends it where the disk has spoiled it and tells sweep() that it is wanted.
    """
    sha256 = digest(data)
    put_sealed(place_of(sha256), io.BytesIO(data))
    return sha256


def put_sealed(place: Path, source: BinaryIO) -> None:
    """Seal all that source gives under the active key and put it in its place in one step."""
    place.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    draft = place.with_name(f"{DRAFT}{secrets.token_hex(8)}")
    try:
        _write(draft, source)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
    _sync(place.parent)


def _write(path: Path, source: BinaryIO) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        seal_stream(ring(), source, file)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Bring the new name in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def everything() -> Iterator[tuple[str, Path]]:
    """Walk what lies there, each with the digest its place stands for ("" for an unfinished draft)."""
    for path in root().glob("??/*"):
        yield ("" if path.name.startswith(DRAFT) else path.parent.name + path.name), path
