"""The lists of the desk: whose work, in which state, of which kind; one page at a time, counted cheaply."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import posts_of
from gongkai.calendars.queries import calendar
from gongkai.casework.models import OPEN, ApplicantKind, ApplicationSet, SavedFilter, due_between
from gongkai.casework.queries import CHOICES, PER_PAGE, Listed, chosen, in_scope, rows_of, shown
from gongkai.casework.work_queries import NOBODYS, held_by, held_in, held_until
from gongkai.law.outcomes import standard
from gongkai.law.receipt import Channel

COUNTED = 1000  # beyond it a list says "1000+"
WHO = ("office", "mine", "department", "nobody")
YEARS = range(2008, 2100)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; every field by itself narrows it, "" narrows nothing.

    show: a key of queries.CHOICES; who: one of WHO; year: of registration; number: any part of the number or of the
    former number; due: the day on which the period ends; inner: the office's own date.
    """

    show: str = "open"
    who: str = "office"
    kind: str = ""
    channel: str = ""
    outcome: str = ""
    year: str = ""
    number: str = ""
    due: str = ""
    inner: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, Any]) -> Self:
        """Take what an address or a kept filter says; what nobody can ask for is left out."""
        found = {one.name: str(asked[one.name]).strip()[:60] for one in fields(cls) if asked.get(one.name)}
        return cls(**{name: value for name, value in found.items() if _KNOWN[name](value)})

    @property
    def narrowed(self) -> dict[str, str]:
        """Give what differs from the plain list of open applications, as an address says it."""
        plain = asdict(Wanted())
        return {name: value for name, value in asdict(self).items() if value != plain[name]}

    @property
    def condition(self) -> Q:
        """The fields that need neither a day nor a person."""
        found = Q(**{column: getattr(self, name) for name, column in _COLUMNS.items() if getattr(self, name)})
        if self.due:
            day = date.fromisoformat(self.due)
            found &= due_between(day, day)
        if self.inner:
            found &= OPEN & held_until(date.fromisoformat(self.inner))
        if self.number:
            found &= Q(number__contains=self.number) | Q(former_number__contains=self.number)
        return found


_COLUMNS = {
    "kind": "applicant_kind",
    "channel": "channel",
    "outcome": "outcome_code",
    "year": "year",
}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_KNOWN: Mapping[str, Any] = {
    "show": CHOICES.__contains__,
    "who": WHO.__contains__,
    "kind": ApplicantKind.values.__contains__,
    "channel": list(Channel).__contains__,
    "outcome": {one.code for one in standard().all()}.__contains__,
    "year": lambda text: text.isdigit() and int(text) in YEARS,
    "number": bool,
    "due": _is_day,
    "inner": _is_day,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. count: how many there are, at most COUNTED; more: there are more than that."""

    number: int
    count: int
    more: bool
    has_next: bool

    @property
    def pages(self) -> int:
        """How many pages the counted ones fill, at least one."""
        return max(1, -(-self.count // PER_PAGE))


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and where it stands among the others."""

    rows: list[Listed]
    page: Page


def whose(who: str, person: Person, today: date) -> Q:
    """Give the applications that a person means by one of WHO: their posts', their departments', nobody's, all."""
    if who in ("office", "nobody"):
        return NOBODYS if who == "nobody" else Q()
    posts = list(posts_of(person, today))
    if who == "mine":
        return held_by(post.pk for post in posts)
    return held_in(post.department_id for post in posts if post.department_id)


def found(scope: QuerySet[Agency], today: date, wanted: Wanted, person: Person) -> ApplicationSet:
    """Give all that a list is asked for, in its order."""
    chosen_ones = chosen(scope, today, wanted.show, calendar())
    return chosen_ones.filter(whose(wanted.who, person, today) & wanted.condition)


def listing(
    scope: QuerySet[Agency], today: date, wanted: Wanted, person: Person, *, page: str | None = None
) -> Listing:
    """Give one page of a list; for a page that does not exist the nearest one. Only ids are sorted and skipped."""
    keys = found(scope, today, wanted, person).values_list("pk", flat=True)
    first = list(keys[: COUNTED + 1])
    number = _nearest(page, keys, len(first))
    begin, end = (number - 1) * PER_PAGE, number * PER_PAGE
    some = first[begin : end + 1] if end <= COUNTED else list(keys[begin : end + 1])
    at = Page(number, min(len(first), COUNTED), len(first) > COUNTED, has_next=len(some) > PER_PAGE)
    rows = in_scope(scope).in_bulk(some[:PER_PAGE])
    return Listing(rows_of((rows[pk] for pk in some[:PER_PAGE]), today), at)


def _nearest(page: str | None, keys: Any, counted: int) -> int:
    """The page asked for; beyond those counted everything is counted, which costs, and seldom happens."""
    asked = max(1, int(page)) if page and page.isdecimal() else 1
    if counted > COUNTED and asked * PER_PAGE > COUNTED:
        counted = keys.order_by().count()
    return min(asked, max(1, -(-counted // PER_PAGE)))


def exported(scope: QuerySet[Agency], today: date, wanted: Wanted, person: Person) -> ApplicationSet:
    """Give a whole list with its events, for an export."""
    return shown(found(scope, today, wanted, person)).prefetch_related("events")


def kept_filters(scope: QuerySet[Agency], person: Person) -> QuerySet[SavedFilter]:
    """Give the lists a person kept, and those that others keep for the whole office."""
    mine_or_shared = Q(person=person) | Q(shared=True)
    return SavedFilter.objects.filter(mine_or_shared, agency__in=scope).select_related("person")


def own_filter(scope: QuerySet[Agency], person: Person, pk: int) -> SavedFilter:
    """Give a list that the person kept. SavedFilter.DoesNotExist for any other."""
    return kept_filters(scope, person).filter(person=person).get(pk=pk)
