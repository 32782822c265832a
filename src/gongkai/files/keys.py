"""The ring of this installation at run time: read again when its file changes, so that keys change while the server runs."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.kit.keyring import Ring, read_ring


def ring_path() -> Path:
    """Give where the ring lies (GONGKAI_KEYRING)."""
    return Path(settings.KEYRING)


def ring() -> Ring:
    """Give the ring as its file now says. NoRing, KeyProblem."""
    path = settings.KEYRING  # asked for with every value, so that a Path is not made each time
    try:
        found = os.stat(path)
    except OSError:
        return read_ring(Path(path))
    return _read(path, found.st_mtime_ns, found.st_ino, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path | str, _changed: int, _inode: int, _size: int) -> Ring:
    return read_ring(Path(path))
