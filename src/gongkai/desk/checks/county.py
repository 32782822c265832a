"""The overview of a county at the desk: which one is asked for, its rows, its bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import posts_of
from gongkai.desk.applications.shown import Chip
from gongkai.desk.checks.forms import OverviewForm
from gongkai.desk.checks.shown import query
from gongkai.reporting.checking.overview import Overview, OverviewRow, Seen, Standing, overview

STANDING_TONES = {
    Standing.ON_TIME: "done",
    Standing.LATE: "urgent",
    Standing.UNDATED: "soon",
    Standing.MISSING: "urgent",
    Standing.AWAITED: "draft",
}
SEEN_TONES = {
    Seen.READ: "done",
    Seen.OWN: "done",
    Seen.UNREADABLE: "draft",
    Seen.WAITING: "waiting",
    Seen.NONE: "draft",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An office in the overview, with the length of its bar of errors (of 100); numbers only of what was read."""

    office: OverviewRow
    standing: Chip
    seen: Chip
    length: int

    @property
    def errors(self) -> str:
        """What is wrong."""
        return self._number(self.office.errors)

    @property
    def hints(self) -> str:
        """What need not be wrong: hints, and what is to be verified."""
        return self._number(self.office.hints + self.office.to_verify)

    @property
    def doubts(self) -> str:
        """What we could not read."""
        return self._number(self.office.doubts)

    def _number(self, number: int) -> str:
        return str(number) if self.office.seen in (Seen.READ, Seen.OWN) else "—"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the bar of the county: how many stand so; start and length are of 100."""

    standing: Standing
    count: int
    start: float
    length: float


def own(person: Person, scope: QuerySet[Agency], today: date) -> Agency | None:
    """Give the office that a person works for, where it is in scope, else the first one in scope."""
    offices = [post.agency_id for post in posts_of(person, today)]
    return scope.filter(pk__in=offices).order_by("code").first() or scope.order_by("code").first()


def asked(form: OverviewForm, scope: QuerySet[Agency], today: date) -> Overview:
    """Read the overview that a form asks for."""
    data = form.cleaned_data
    return overview(scope, top=data["agency"], year=data["year"], today=today, order=data["order"])


def page(seen: Overview, data: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the page shows."""
    most = max((row.errors for row in seen.rows), default=0)
    return {
        "seen": seen,
        "sums": seen.sums,
        "rows": [_row(one, most) for one in seen.rows],
        "pieces": pieces(seen),
        "query": query(agency=data["agency"].pk, year=data["year"], order=data["order"]),
    }


def _row(one: OverviewRow, most: int) -> Row:
    return Row(
        one,
        Chip(str(one.standing.label), STANDING_TONES[one.standing]),
        Chip(str(one.seen.label), SEEN_TONES[one.seen]),
        round(100 * one.errors / most) if most else 0,
    )


def pieces(seen: Overview) -> list[Piece]:
    """Give the pieces of the bar, those who were on time first; none that nobody stands in."""
    found: list[Piece] = []
    start, owed = 0.0, max(len(seen.rows), 1)
    for standing in Standing:
        count = sum(one.standing == standing for one in seen.rows)
        if count:
            length = round(100 * count / owed, 2)
            found.append(Piece(standing, count, round(start, 2), length))
            start += length
    return found
