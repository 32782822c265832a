"""The derivation: one line for each thing that moved the due date, in Chinese and in English."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.notices import SpecialDay


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what happened on the day, by which rule and article, the arithmetic, and what is due after it.

    rule: the kind of the event, or receipt | silence | lapsed | recalculated for what follows without one.
    special lists every skipped holiday and worked weekend of this count; provisional: 暂定.
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
    arithmetic_en: str = ""

    @property
    def skipped(self) -> tuple[SpecialDay, ...]:
        """The weekdays that were holidays."""
        return tuple(one for one in self.special if one.kind == "rest")

    @property
    def worked(self) -> tuple[SpecialDay, ...]:
        """The weekend days that were worked."""
        return tuple(one for one in self.special if one.kind == "work")
