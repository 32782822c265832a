"""Prose of a PDF: running heads and page numbers left out, wrapped lines put together to paragraphs, over pages too."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.report.readers.pdf_text import TextLine, join

EDGE = 0.12  # of the height: what may be head or foot of a page
_NUMBER = re.compile(
    r"[\W_]*第?\s*(?:\d{1,3}|[ivxIVX]{1,5})\s*页?(?:\s*[/／,，]?\s*共?\s*(?:of)?\s*\d{1,3}\s*页?)?[\W_]*"
)
_CONTINUED = re.compile(r"[（(【]?(?:接上表|接上页|续上表|续上页|续前表|续表)\d*[）)】]?[:：]?")
_HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:[、.．]|部分)|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_ENDINGS = tuple("。；：！？;:!?")
_TITLE_LENGTH = 60
_LARGER = 1.15  # times the size of the text: a title
_SIZES_ALIKE = 1.3  # the same paragraph may begin in a face that stands higher


class Located(NamedTuple):
    """A line of text with its page's number and size."""

    line: TextLine
    page: int
    width: float
    height: float


def without_running(pages: Sequence[Sequence[Located]]) -> list[list[Located]]:
    """Drop page numbers, heads and feet that come on page after page, and the words that a table goes on."""
    seen = Counter(_fold(one.line.text) for lines in pages for one in _at_edges(lines))
    often = max(2, (len(pages) + 1) // 2)
    kept = []
    for lines in pages:
        edges = _at_edges(lines)
        kept.append(
            [
                one
                for one in lines
                if not _CONTINUED.fullmatch(one.line.text.replace(" ", ""))
                and not (one in edges and (_is_number(one.line.text) or seen[_fold(one.line.text)] >= often))
            ]
        )
    return kept


def _is_number(text: str) -> bool:
    return len(text) <= 20 and _NUMBER.fullmatch(text) is not None


def _fold(text: str) -> str:
    return re.sub(r"\d+", "#", text.replace(" ", ""))


def _at_edges(lines: Sequence[Located]) -> list[Located]:
    outer = [*lines[:2], *lines[2:][-2:]]
    return [
        one for one in outer if one.line.bottom < EDGE * one.height or one.line.top > (1 - EDGE) * one.height
    ]


class Margins(NamedTuple):
    """Where the text of a document starts and ends on the line, and how large most of it is."""

    left: float
    right: float
    size: float


def margins_of(lines: Iterable[Located]) -> dict[int, Margins]:
    """Measure the margins of every page width."""
    by_width: dict[int, list[TextLine]] = {}
    for one in lines:
        by_width.setdefault(round(one.width), []).append(one.line)
    return {width: _margins(found) for width, found in by_width.items()}


def _margins(lines: list[TextLine]) -> Margins:
    sizes = Counter(round(line.size * 2) / 2 for line in lines for _ in line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or lines
    starts = sorted(line.left for line in body)
    shared = [one for one, other in pairwise(starts) if other - one < 0.3 * size]  # one alone may hang out
    return Margins((shared or starts)[0], _right(body, size), size)


def _right(lines: list[TextLine], size: float) -> float:
    """Where full lines end; a sign that hangs out of a few of them does not count."""
    ends = sorted((line.right for line in lines if len(line.text) >= 8), reverse=True)
    for end in ends:
        if sum(end - 0.3 * size <= other <= end for other in ends) >= max(2, len(ends) * 0.15):
            return end
    return max(line.right for line in lines)


def paragraphs(lines: Sequence[Located], margins: dict[int, Margins]) -> list[tuple[str, Located]]:
    """Put wrapped lines together: each paragraph's text with its first line."""
    found: list[tuple[str, Located]] = []
    before: Located | None = None
    for one in lines:
        if before is not None and _goes_on(found[-1][0], before, one, margins[round(one.width)]):
            found[-1] = join(found[-1][0], one.line.text), found[-1][1]
        else:
            found.append((one.line.text, one))
        before = one
    return found


def _goes_on(text: str, before: Located, one: Located, margins: Margins) -> bool:
    """Tell whether a line goes on with the paragraph of the line before."""
    first, second = before.line, one.line
    if max(first.size, second.size) > _SIZES_ALIKE * min(first.size, second.size):
        return False
    if before.page == one.page and second.top - first.bottom > 1.5 * first.size:
        return False
    if _in_title(before, margins) and _in_title(one, margins):
        return len(text) + len(second.text) <= _TITLE_LENGTH
    ended = text.rstrip().endswith(_ENDINGS)
    indented = second.left > margins.left + 1.2 * second.size
    if _HEADING.match(second.text) and (ended or indented):
        return False
    if indented and (ended or abs(second.left - first.left) > 0.5 * second.size):
        return False
    limit = min(second.first_width, 1.2 * second.size) if ended else second.first_width
    return margins.right - first.right < limit + 0.3 * second.size


def _in_title(one: Located, margins: Margins) -> bool:
    """Tell whether a line stands in the middle and is larger than the text."""
    middle = (one.line.left + one.line.right) / 2
    centred = abs(middle - (margins.left + margins.right) / 2) < 1.5 * one.line.size
    return centred and one.line.size > _LARGER * margins.size and not _HEADING.match(one.line.text)
