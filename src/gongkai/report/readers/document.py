"""What every reader hands on: the lines of prose and the rows of tables of a document, in its order."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai.report.cells import squeeze
from gongkai.report.model import Place

REMEMBERED = 8192  # the same labels come again in every report
_ALIKE = str.maketrans("“”„、．", '"""..')


@lru_cache(maxsize=REMEMBERED)
def bare(text: str) -> str:
    """Fold a label for comparing: no blanks, brackets and digits of one width, one kind of quotation mark."""
    folded = unicodedata.normalize("NFKC", squeeze(text)).replace(" ", "")
    return folded.translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell before it is understood: its text, where it starts, and how many rows and columns it spans."""

    text: str
    place: Place | None = None
    rows: int = 1
    columns: int = 1

    @property
    def bare(self) -> str:
        """The text without any blanks, full width folded."""
        return bare(self.text)


Row = tuple[
    Printed, ...
]  # the cells that start in a row, left to right; one covered by a span from above is not among them


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose: a paragraph, a heading, a caption."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Lines and rows in the order of the document; title is what the file itself is called inside, "" where it says none."""

    blocks: tuple[Line | Row, ...]
    title: str = ""

    def lines(self) -> Iterator[Line]:
        """Give the prose."""
        return (block for block in self.blocks if isinstance(block, Line))

    def rows(self) -> Iterator[Row]:
        """Give the rows of all tables."""
        return (block for block in self.blocks if not isinstance(block, Line))
