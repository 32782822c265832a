"""The document numbers of an agency's letters: one register a year, no number twice, none left out."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.casework.models import Letter, LetterCounter, LetterNumbering
from gongkai.kit.entry import BadEntry

YEAR, SERIAL = "{年}", "{号}"
EXAMPLE = f"示例信公开〔{YEAR}〕{SERIAL}号"
BLANK = "　　"
LONGEST = 60


def numbering(agency: Agency) -> LetterNumbering:
    """Give how an agency numbers its letters: what it has set, or what follows from its short name (not saved)."""
    kept = LetterNumbering.objects.filter(agency=agency).first()
    return kept or LetterNumbering(agency=agency, pattern=default_pattern(agency))


def default_pattern(agency: Agency) -> str:
    """Give the pattern of an agency that has set none: 示例镇信公开〔{年}〕{号}号."""
    return f"{agency.short_name or agency.name}信公开〔{YEAR}〕{SERIAL}号"


def check_pattern(pattern: str) -> None:
    """Raise BadEntry unless the pattern has the year and the serial once each and nothing else in braces."""
    rest = pattern.replace(YEAR, "", 1).replace(SERIAL, "", 1)
    if pattern.count(YEAR) != 1 or pattern.count(SERIAL) != 1 or set("{}\n\r\t") & set(rest):
        says = _("发文字号格式：须写有%(year)s和%(serial)s各一次，如 %(example)s；不能有其他花括号。")
        raise BadEntry({"pattern": says % {"year": YEAR, "serial": SERIAL, "example": EXAMPLE}})
    if len(pattern) > LONGEST:
        raise BadEntry({"pattern": _("发文字号格式：过长，请不超过%(most)s字。") % {"most": LONGEST}})


def number_text(pattern: str, year: int, serial: int | None) -> str:
    """Write a number by its pattern; before issue the place of the serial is left open."""
    return pattern.replace(YEAR, str(year)).replace(SERIAL, str(serial) if serial else BLANK)


def draw(agency: Agency, on: date) -> int:
    """Draw the next serial of the year within the transaction that uses it: if that fails, none was drawn."""
    counter = locked_counter(agency, on.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def locked_counter(agency: Agency, year: int) -> LetterCounter:
    """Give the counter of a year, locked until the transaction ends."""
    return LetterCounter.objects.select_for_update().get_or_create(agency=agency, year=year)[0]


def next_serial(agency: Agency, year: int) -> int:
    """Give the serial that would be drawn next, for the screen; only the draw itself is sure."""
    counter = LetterCounter.objects.filter(agency=agency, year=year).first()
    return counter.last + 1 if counter else 1


def gaps(agency: Agency, year: int) -> Sequence[int]:
    """Give the serials up to the last that no row of the register holds; none is as it should be."""
    held = set(Letter.objects.filter(agency=agency, year=year).numbered().values_list("serial", flat=True))
    last = max([next_serial(agency, year) - 1, *(one for one in held if one)])
    return [serial for serial in range(1, last + 1) if serial not in held]
