"""Office files as archives of XML: opened with limits, so that no bomb unfolds and no entity is fetched."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

MEGABYTE = 2**20
Fault = Literal["broken", "encrypted", "bomb", "missing", "not_xml"]


@dataclass(eq=False)
class BadArchive(Exception):
    """An archive that cannot be used: why, and which part."""

    fault: Fault
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How far an archive may unfold: bytes of one part, of all parts read together, and how many parts there are."""

    part: int = 64 * MEGABYTE
    whole: int = 128 * MEGABYTE
    parts: int = 5000
    ratio: int = (
        400  # unfolded to packed, for parts above a megabyte; XML of a report is packed 10 to 60 times
    )


class Archive:
    """A zip archive whose parts are read one by one within limits."""

    def __init__(self, data: bytes, sizes: Sizes | None = None) -> None:
        self._sizes = sizes or Sizes()
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise BadArchive("broken") from None
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > self._sizes.parts:
            raise BadArchive("bomb")

    def bytes_of(self, name: str) -> bytes:
        """Give a part; BadArchive where it is missing, encrypted, damaged or unfolds too far."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            raise BadArchive("missing", name) from None
        if info.flag_bits & 1:
            raise BadArchive("encrypted", name)
        self._measure(info)
        try:
            with self._zip.open(info) as part:
                data = part.read(
                    self._sizes.part + 1
                )  # what the directory promises need not be what comes out
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            OSError,
            EOFError,
            ValueError,
        ):
            raise BadArchive("broken", name) from None
        self._read += len(data)
        if len(data) > self._sizes.part or self._read > self._sizes.whole:
            raise BadArchive("bomb", name)
        return data

    def _measure(self, info: zipfile.ZipInfo) -> None:
        swollen = info.file_size > MEGABYTE and info.file_size > self._sizes.ratio * max(
            info.compress_size, 1
        )
        if swollen or info.file_size > self._sizes.part or self._read + info.file_size > self._sizes.whole:
            raise BadArchive("bomb", info.filename)

    def xml(self, name: str) -> Any:
        """Give the root of a part of XML; nothing outside the part is ever looked at."""
        return parse_xml(self.bytes_of(name), name)


def parse_xml(data: bytes, name: str = "") -> Any:
    """Parse XML without document types, entities or the network; BadArchive("not_xml") for anything else."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise BadArchive("not_xml", name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        raise BadArchive("not_xml", name) from None
