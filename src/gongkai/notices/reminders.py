"""What a room above says a person should be reminded of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reminder:
    """One person, one thing, one reason; on: the day it is about, where there is one."""

    person_id: int
    agency_id: int
    kind: str
    subject_id: int
    number: str
    on: date | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        """What makes it the same reminder on another day."""
        return self.person_id, self.subject_id, self.kind
