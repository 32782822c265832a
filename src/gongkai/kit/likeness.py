"""How alike two short Chinese texts are: the pairs of neighbouring characters they share."""

import re
import unicodedata
from operator import add

_NO_WORD = re.compile(r"[\W_]+")


def pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring letters and digits of a text, width and case folded, everything else left out.

    A text of one character gives that character, so that two of them can still be compared.
    """
    plain = _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
    return frozenset(map(add, plain, plain[1:])) or frozenset(plain)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give from 0 (no pair in common) to 1 (the same pairs): twice the shared over the sum of both (Dice)."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0
