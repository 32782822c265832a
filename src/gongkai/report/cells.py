"""What a printed cell means: number, blank, not applicable, annotated, with a unit, signed, or unreadable."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from gongkai.report.model import Cell, Meaning, Number, Place

SHORT = 40  # characters; a longer cell is hardly ever met twice
_BLANKS = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")
_NOT_APPLICABLE = {"/", "／", "-", "—", "－", "–", "——", "--", "\\", "无此项"}
_PLAIN = re.compile(r"(?P<sign>[+\-−－减增])?\s*(?P<number>\d+(?:\.\d+)?)")
_UNIT = re.compile(
    r"(?P<sign>[+\-−－减增])?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>万元|亿元|元|万|件|项|次|个|份|条)"
)
_ANNOTATED = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)\s*[件项]?\s*[(（\[【].*[)）\]】]")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NEGATIVE = {"-", "−", "－", "减"}


def squeeze(text: str) -> str:
    """Strip outer blanks and make inner runs of blanks one space; non-breaking and full-width blanks are blanks."""
    return text if text.isalnum() else _BLANKS.sub(" ", text).strip()


def _number(text: str) -> Number:
    return Decimal(text) if "." in text else int(text)


def _signed(match: re.Match[str]) -> Number:
    value = _number(match["number"])
    return -value if match["sign"] in _NEGATIVE else value


def _read(text: str) -> tuple[Number | None, Meaning]:
    plain = _PLAIN.fullmatch(text)
    if plain:
        value = _signed(plain)
        if plain["sign"]:
            return value, Meaning.SIGNED
        return value, Meaning.NUMBER if value else Meaning.ZERO
    unit = _UNIT.fullmatch(text)
    if unit:
        return _signed(unit), Meaning.WITH_UNIT
    annotated = _ANNOTATED.fullmatch(text)
    if annotated:
        return _number(annotated["number"]), Meaning.ANNOTATED
    return None, Meaning.UNREADABLE


def _meant(raw: str) -> tuple[str, Number | None, Meaning]:
    shown = squeeze(raw)
    if not shown:
        return "", None, Meaning.BLANK
    if shown in _NOT_APPLICABLE:
        return shown, None, Meaning.NOT_APPLICABLE
    return shown, *_read(_GROUPED.sub("", unicodedata.normalize("NFKC", shown)))


_remembered = lru_cache(maxsize=4096)(_meant)  # most cells of most reports are a 0


def parse(raw: str, place: Place | None = None) -> Cell:
    """Read one printed cell; the number is the one meant: 22（其中修订 16 件） is 22, 减4 is −4, blank or "/" is None."""
    shown, value, meaning = (_remembered if len(raw) <= SHORT else _meant)(raw)
    return Cell(shown, value, meaning, place)


def of(number: Number) -> Cell:
    """Make the cell of a number that we write ourselves."""
    if number == 0:
        return Cell("0", 0, Meaning.ZERO)
    return Cell(str(number), number, Meaning.SIGNED if number < 0 else Meaning.NUMBER)


def not_applicable() -> Cell:
    """Make the cell of a power that the agency does not have."""
    return Cell("/", None, Meaning.NOT_APPLICABLE)


def counted(cell: Cell) -> Number:
    """The number a sum takes: a blank and a "/" count 0."""
    return 0 if cell.value is None else cell.value


def is_readable(cell: Cell) -> bool:
    """Tell whether the cell may stand in a sum."""
    return cell.meaning is not Meaning.UNREADABLE
