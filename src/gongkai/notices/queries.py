"""Reading reminders: what stands for a person, how much of it is new, when they were last looked after."""

from datetime import datetime, timedelta

from gongkai.agencies.models import Person
from gongkai.notices.models import Notice, NoticeSet, Reach, Tick

SILENT_FOR = timedelta(days=3)  # a weekend


def standing(person: Person) -> NoticeSet:
    """Give what stands for a person, the most pressing first."""
    return Notice.objects.standing().filter(person=person).most_pressing_first()


def unread(person: Person) -> int:
    """Count what stands for a person and was not opened yet."""
    return Notice.objects.standing().filter(person=person, read_at=None).count()


def reach_of(person: Person) -> Reach:
    """Give how a person wants to be reached; unsaved, by nothing, where they never said."""
    return Reach.objects.filter(person=person).first() or Reach(person=person)


def last_tick() -> datetime | None:
    """Give when gongkai tick last ran."""
    return Tick.objects.values_list("at", flat=True).first()


def is_silent(at: datetime) -> bool:
    """Tell whether gongkai tick has not run for so long that reminders cannot be trusted."""
    last = last_tick()
    return last is None or at - last > SILENT_FOR
