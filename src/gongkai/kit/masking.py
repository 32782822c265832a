"""Personal data shown with its middle covered (个人信息保护法第五十一条：去标识化)."""

import re

COVER = "*"
LONG = 15  # resident numbers and credit codes have 18 characters
_NUMBER = re.compile(r"\d")


def mask_name(name: str) -> str:
    """Keep the first character of a name: 张三丰 → 张**."""
    text = name.strip()
    return text[:1] + COVER * (len(text) - 1)


def mask_number(number: str, *, head: int = 3, tail: int = 2) -> str:
    """Cover the digits of a telephone or document number between its head and its tail: 138******78.

    A number too short to cover anything is covered whole; blanks and hyphens stay where they are.
    """
    places = [match.start() for match in _NUMBER.finditer(number)]
    if len(places) <= head + tail:
        return COVER * len(number)
    covered = set(places[head : len(places) - tail])
    return "".join(COVER if place in covered else character for place, character in enumerate(number))


def mask_document(number: str) -> str:
    """Keep the ends of the number of a paper, letters covered like digits: 3501**********001X; E1*****78."""
    ends = 4 if len(number) >= LONG else 2
    covered = len(number) - 2 * ends
    return number[:ends] + COVER * covered + number[-ends:] if covered >= ends else COVER * len(number)


def mask_email(address: str) -> str:
    """Keep the first character and the host: z***@example.com."""
    user, at, host = address.partition("@")
    return f"{user[:1]}***{at}{host}" if at else COVER * len(address)


def mask_address(address: str, *, keep: int = 6) -> str:
    """Keep the beginning of a postal address, which names the place and not the house."""
    text = address.strip()
    return text[:keep] + COVER * max(0, len(text) - keep)
