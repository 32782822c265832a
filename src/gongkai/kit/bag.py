"""A folder of files packed so that anybody can check it is whole: BagIt 1.0 (RFC 8493) in a zip."""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

ALGORITHM = "sha256"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
LONGEST_NAME = 80
EPOCH = (2020, 1, 1, 0, 0, 0)
PROLOGUE = "bagit.txt"


def safe_name(name: str) -> str:
    """Give a name that every system takes as one file's; "_" where nothing is left of it."""
    return _UNSAFE.sub("_", name).strip(". ")[-LONGEST_NAME:] or "_"


def bag(folder: str, contents: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """Pack contents (path below data/ → bytes) into a zip with one folder; info: the lines of bag-info.txt.

    The same contents and info give the same bytes.
    """
    payload = {f"data/{path}": data for path, data in contents.items()}
    size = sum(map(len, payload.values()))
    told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    tags = {
        PROLOGUE: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in told.items()).encode(),
        f"manifest-{ALGORITHM}.txt": _manifest(payload),
    }
    tags[f"tagmanifest-{ALGORITHM}.txt"] = _manifest(tags)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in {**tags, **payload}.items():
            archive.writestr(zipfile.ZipInfo(f"{folder}/{path}", EPOCH), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """The lines that sha256sum -c reads."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())]
    return "".join(lines).encode()


def faults(data: bytes) -> list[str]:
    """Compare a package with its own manifests: give each path that is missing, altered or not listed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    found: list[str] = []
    listed: set[str] = set()
    for name in (f"tagmanifest-{ALGORITHM}.txt", f"manifest-{ALGORITHM}.txt"):
        for line in files.get(name, b"").decode().splitlines():
            expected, _, path = line.partition("  ")
            listed.add(path)
            if path not in files or hashlib.sha256(files[path]).hexdigest() != expected:
                found.append(path)
    return found + sorted(path for path in files if path.startswith("data/") and path not in listed)
