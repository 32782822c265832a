"""How alike two short Chinese texts are: the pairs of neighbouring characters they share."""

import unicodedata


def pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring letters and digits of a text, width and case folded, everything else left out.

    A text of one character gives that character, so that two of them can still be compared.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(character for character in folded if character.isalnum())
    return frozenset(plain[n : n + 2] for n in range(max(1, len(plain) - 1))) - {""}


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give from 0 (no pair in common) to 1 (the same pairs): twice the shared over the sum of both (Dice)."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0
