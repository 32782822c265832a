"""A text without cells as words and runs of numbers in turn, and which label of the form stands before each run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongkai.report.readers.document import bare
from gongkai.report.readers.matching import core, disclosure_cores, nearest, request_cores, request_key

_TAG = re.compile(r"<[^<>\n]{1,200}>")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|#160);")
_BLANK = r"\s\u00a0\u3000\u200b\ufeff|｜"
_NUMERAL = r"[一二三四五六七八九十]{1,2}|\d"
_NOTE = rf"[（(](?!\s*(?:{_NUMERAL})\s*[）)])(?!本列|区分|单位)[^（）()]{{1,60}}[）)]"
_TOKEN = re.compile(
    rf"(?P<mark>[（(]\s*(?:{_NUMERAL})\s*[）)]|第\s*\d+\s*条)"
    rf"|(?P<number>\d+(?:[.．]\d+|[,，]\d{{3}}(?!\d))*(?:万元|亿元|元|[件条份个次]|项(?!目))?(?:{_NOTE})?"
    rf"|(?<!增)[/／\\](?!减)|[-—－–−]|[减增+](?=\d))"
    rf"|(?P<blank>[{_BLANK}]+)"
    rf"|(?P<word>[^\d{_BLANK}/／\\\-—－–−+减增（(第]+|.)"
)
_NUMBERED = re.compile(
    r"(?=[（(][一二三四五六七八九十\d]{1,2}[）)]|\d[.．、]|(?<![一二三四五六七八])[一二三四五六七八]{1,2}[、.．])"
)
_BLANKS = re.compile(rf"[{_BLANK}]+")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_LABEL_SIGN = re.compile(r"[.．、]")
_DATE = re.compile(r"\d\d\d\d[-/.．]\d{1,2}[-/.．]\d{1,2}$")
_YEAR = re.compile(r"20\d\d$")
LONGEST_LABEL = 45
LONGEST_WORD = 300  # of the words before a number only the last can be a label
SHORTEST_SUFFIX = 4
MOST_UNKNOWN = 300  # words that are compared with every label; a report has about ten


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, or of numbers, with its offsets."""

    text: str
    start: int
    end: int
    number: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A label, and what stands before the next one; alone where nothing does."""

    key: str
    label: str
    run: Piece | None
    start: int
    end: int


def cleaned(text: str) -> str:
    """Leave out comments and tags that a copied page carries; the lines stay the same."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _TAG.sub("", "".join(_without_comments(_ENTITY.sub(" ", text))))


def _without_comments(text: str) -> Iterator[str]:
    """Give what stands outside <!-- and -->, and the line ends inside; looked for once each, as one may never close."""
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[done:start]
        yield "\n" * text.count("\n", start, end)
        done = end + len("-->")
    yield text[done:]


def solid(words: str) -> str:
    """Give the last words without their blanks."""
    return _BLANKS.sub("", words[-LONGEST_WORD:])


def pieces(text: str) -> list[Piece]:
    """Cut a text into words and numbers in turn; the number of a label (2.其他…) goes with its words."""
    spans: list[tuple[int, int, bool]] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "blank":
            continue
        number, start = token.lastgroup == "number", token.start()
        if spans and spans[-1][2] == number:
            start = spans.pop()[0]
        spans.append((start, token.end(), number))
    return list(_joined(text, [Piece(text[start:end], start, end, number) for start, end, number in spans]))


def _joined(text: str, found: list[Piece]) -> Iterator[Piece]:
    """Give a label its number back, and make one of the words around an empty run."""
    before: Piece | None = None
    for one, after in pairwise([*found, Piece("", len(text), len(text), False)]):
        current = one
        if one.number and one.text[-1].isdecimal() and _LABEL_SIGN.match(after.text):
            current = _without(text, one, one.end - 1)
            if not current.text:
                continue
        elif not one.number and before is not None:
            start = before.end if before.number else before.start
            start += len(text[start : one.end]) - len(text[start : one.end].lstrip())
            current = Piece(text[start : one.end], start, one.end, False)
        if before is not None and before.number != current.number:
            yield before
        before = current
    if before is not None:
        yield before


def _without(text: str, one: Piece, end: int) -> Piece:
    kept = text[one.start : end].rstrip()
    return Piece(kept, one.start, one.start + len(kept), True)


def ended(text: str, run: Piece, after: str) -> Piece:
    """Leave out of the last run of a table the year or the date with which the text goes on."""
    found = _YEAR.search(run.text) if after.lstrip().startswith("年") else _DATE.search(run.text)
    return _without(text, run, run.start + found.start()) if found else run


class Labels:
    """Finds rows of table three by their labels; compares only so many unknown words that no text can hold it up."""

    def __init__(self) -> None:
        self._left = MOST_UNKNOWN

    def in_words(self, words: str) -> Iterator[tuple[str, str]]:
        """Give (key, label) for every label in a stretch of words, "" as key for what is none."""
        for part in filter(None, _NUMBERED.split(solid(words))):
            yield self._key(part) or ("", part)

    def _key(self, part: str) -> tuple[str, str] | None:
        known = request_cores()
        if exact := known.get(core(part)):
            return exact, part
        folded = bare(part)
        ending = max((label for label in known if folded.endswith(label)), key=len, default="")
        if len(ending) >= SHORTEST_SUFFIX:
            return known[ending], part[-len(ending) :]
        if len(part) > LONGEST_LABEL or len(part) < SHORTEST_SUFFIX or self._left <= 0:
            return None
        self._left -= 1
        like = request_key(part)
        return (like, part) if like else None


def request_hits(found: list[Piece]) -> list[Hit]:
    """Give the labels of table three in the order of the text, each with its run."""
    labels, hits = Labels(), list[Hit]()
    for one, after in pairwise([*found, Piece("", -1, -1, False)]):
        if one.number:
            continue
        parts = list(labels.in_words(one.text))
        for number, (key, label) in enumerate(parts):
            last = number == len(parts) - 1
            if key or last:
                run = after if last and after.number else None
                hits.append(Hit(key, label, run, one.start, run.end if run else one.end))
    return hits


def disclosure_ending(words: str, *, exact: bool) -> tuple[str, str, str] | None:
    """Find the label of table two with which words end: (what stands before it, the label, its key).

    words are solid; exact is whether only the label as the form has it will do.
    """
    known = disclosure_cores()
    plain = _ASIDE.sub("", words)
    folded = bare(plain)
    ending = max((label for label in known if folded.endswith(label)), key=len, default="")
    if ending:
        return plain[: -len(ending)], plain[-len(ending) :], known[ending]
    for size in range(min(12, len(plain)), SHORTEST_SUFFIX, -1) if not exact else ():
        if key := nearest(plain[-size:], disclosure_cores):
            return plain[:-size], plain[-size:], key
    return None
