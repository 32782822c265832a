"""The derivation: one line for each thing that moved the due date, in Chinese and in English."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.notices import SpecialDay


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what happened on the day, by which rule and article, the arithmetic, and what is due after it.

    special lists every skipped holiday and worked weekend of this count.
    """

    on: date
    rule: str
    article: str
    zh: str
    en: str
    arithmetic: str = ""
    due_on: date | None = None
    special: tuple[SpecialDay, ...] = ()
    provisional: bool = False

    @property
    def skipped(self) -> tuple[SpecialDay, ...]:
        """The weekdays that were holidays."""
        return tuple(one for one in self.special if one.kind == "rest")

    @property
    def worked(self) -> tuple[SpecialDay, ...]:
        """The weekend days that were worked."""
        return tuple(one for one in self.special if one.kind == "work")


def sum_of(start: date, days: int, due: date) -> str:
    """Write an addition of working days."""
    return f"{start.isoformat()} ＋ {days}个工作日 ＝ {due.isoformat()}"
