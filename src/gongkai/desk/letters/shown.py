"""What the pages on letters show: a state as word and tone, the panel of a case, a row of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.agencies.models import Person
from gongkai.casework.access import may
from gongkai.casework.case_papers import printable
from gongkai.casework.letter_offers import Wanted, wanted
from gongkai.casework.letter_queries import of_case
from gongkai.casework.models import Application, Delivery, Letter

TONES = {"draft": "draft", "issued": "active", "delivered": "done", "voided": "done", "outside": "waiting"}


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in a list."""

    letter: Letter
    tone: str
    delivery: Delivery | None


@dataclass(frozen=True, slots=True)
class Panel:
    """The letters of a case: those there are, those it asks for (待拟), those it allows; papers to print."""

    rows: list[Row]
    asked: list[Wanted]
    allowed: list[Wanted]
    papers: list[tuple[str, str]]
    may_write: bool
    may_read: bool


def row(letter: Letter) -> Row:
    """Give a letter as a list shows it."""
    return Row(letter, TONES[letter.state], getattr(letter, "delivery", None))


def rows(letters: Iterable[Letter]) -> list[Row]:
    """Give the rows of a list."""
    return [row(one) for one in letters]


def panel(case: Application, person: Person, today: date) -> Panel:
    """Give the panel 文书 of a case page."""
    could = wanted(case, today) if case.state != "archived" else ()
    return Panel(
        rows=rows(of_case(case)),
        asked=[one for one in could if one.asked],
        allowed=[one for one in could if not one.asked],
        papers=list(printable(case).items()),
        may_write=may(person, "write_letter", case, today),
        may_read=may(person, "read_applicant", case, today),
    )


def states() -> dict[str, str]:
    """Give the states that the register can be filtered by."""
    return {
        "": _("全部"),
        "issued": _("已签发"),
        "delivered": _("已送达"),
        "voided": _("作废"),
        "outside": _("系统外使用"),
    }
