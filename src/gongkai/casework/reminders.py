"""Whom to remind of which application today: who has the work, who assigns it, who heads the office, who decides next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q

from gongkai.agencies.models import AgencyParent, Person, Tie
from gongkai.agencies.queries import OnDuty, on_duty, scopes
from gongkai.agencies.roles import standard
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.confirming import late_through
from gongkai.casework.models import (
    OPEN,
    Application,
    ApplicationSet,
    Assignment,
    Held,
    ReviewChain,
    due_between,
)
from gongkai.casework.queries import soon
from gongkai.casework.review_queries import awaiting_approval, awaiting_pass, awaiting_review
from gongkai.kit.dates import SHANGHAI
from gongkai.law.workdays import WorkCalendar
from gongkai.notices.reminders import Reminder

NEW_FOR = timedelta(days=7)
CHUNK = 1000
FACTS = ("pk", "number", "agency_id", "state", "due_on", "spare_days", "received_on", "submitted_on")
CLOCK = ("waits_until", "suspended_until")
DECISIONS = {
    "pass": ("to_pass", awaiting_pass),
    "review": ("to_review", awaiting_review),
    "approve": ("to_approve", awaiting_approval),
}
HELD_ABOVE = Q(secrecy_held=Held.ABOVE) | Q(approval_held=Held.ABOVE)
Reason = tuple[str, date | None]


def reminders(today: date, within: WorkCalendar) -> Iterator[Reminder]:
    """Give every reminder that holds today, for the whole installation.

    Of its period an application is in one place alone (overdue, due today, soon). What is overdue is told to the head as
    well; what lies with a department, to all its posts; what is nobody's, to who assigns.
    """
    cases = _pressing(today, within)
    agencies = cases.order_by().values_list("agency", flat=True).distinct()
    people = People(on_duty(agencies, today))
    near, late = soon(today, within)[1], late_through(today, within)
    for case in cases.iterator(chunk_size=CHUNK):
        lies_with = next(iter(case.lying), None)  # type: ignore[attr-defined]
        who = people.working_on(case, lies_with)
        for kind, day in _reasons(case, today, near, late):
            told = who | people.granted("approve", case.agency_id) if kind == "overdue" else who
            yield from _each(told, case, kind, day)
        yield from _of_the_office(case, lies_with, who, today)
        if case.state == "approved":
            yield from _each(people.granted("deliver", case.agency_id), case, "to_deliver", None)
    yield from _decisions(today)


def _pressing(today: date, within: WorkCalendar) -> ApplicationSet:
    """Everything open that there may be something to say about."""
    near, late = soon(today, within)[1], late_through(today, within)
    given = Assignment.objects.filter(ended_at=None)
    lying = given.filter(Q(inner_due_on__lte=today) | Q(given_at__gte=_new_since(today)))
    why = (
        due_between(date.min, near)
        | Q(received_on=None, submitted_on__lte=late)
        | Q(waits_until__lt=today)
        | Q(suspended_until__lt=today, state="consulting")
        | Q(state="approved")
        | Q(pk__in=lying.values("application"))
    )
    found = Application.objects.filter(OPEN & why).only(*FACTS, *CLOCK)
    return found.prefetch_related(Prefetch("assignments", given.select_related("post"), "lying")).order_by(
        "pk"
    )


def _new_since(today: date) -> datetime:
    return datetime.combine(today - NEW_FOR, time(), SHANGHAI)


def _reasons(case: Application, today: date, near: date, late: date) -> Iterator[Reason]:
    """Where the clock of a case calls for somebody."""
    due = case.due_on if case.spare_days is None else None
    if due is not None and due <= near:
        yield "overdue" if due < today else "due_today" if due == today else "soon", due
    if case.received_on is None and case.submitted_on <= late:
        yield "unconfirmed_late", case.submitted_on
    if case.waits_until and case.waits_until < today:
        yield "lapsed", case.waits_until
    if case.state == "consulting" and case.suspended_until and case.suspended_until < today:
        yield "opinion_over", case.suspended_until


def _of_the_office(
    case: Application, lies_with: Assignment | None, who: frozenset[int], today: date
) -> Iterator[Reminder]:
    """What the office itself has set: its own date, and whose an application newly is."""
    if lies_with is None:
        return
    if lies_with.inner_due_on and lies_with.inner_due_on <= today:
        yield from _each(who, case, "inner_due", lies_with.inner_due_on)
    if lies_with.given_at >= _new_since(today):
        yield from _each(who - {lies_with.given_by_id}, case, "assigned", None)


def _each(who: Iterable[int], case: Application, kind: str, day: date | None) -> Iterator[Reminder]:
    return (Reminder(one, case.agency_id, kind, case.pk, case.number, day) for one in sorted(who))


class People:
    """Who is on duty, by post, by department, and by what they may do in their agency."""

    def __init__(self, found: Iterable[OnDuty]) -> None:
        self._in_post: dict[int, set[int]] = defaultdict(set)
        self._in_department: dict[int, set[int]] = defaultdict(set)
        self._granted: dict[tuple[str, int], set[int]] = defaultdict(set)
        granting = {
            verb: standard().granting(PERMISSIONS[verb]) for verb in ("approve", "deliver", "assign", "claim")
        }
        for one in found:
            self._in_post[one.post_id].add(one.person_id)
            for verb in (verb for verb, roles in granting.items() if one.role in roles):
                self._granted[verb, one.agency_id].add(one.person_id)
            if one.department_id is not None and one.role in granting["claim"]:
                self._in_department[one.department_id].add(one.person_id)

    def granted(self, verb: str, agency_id: int) -> frozenset[int]:
        """Give who may do a verb through a post in the agency itself."""
        return frozenset(self._granted[verb, agency_id])

    def working_on(self, case: Application, lies_with: Assignment | None) -> frozenset[int]:
        """Give whose work a case is: of its post, of its department, or of who assigns it; of an empty post as well."""
        found: set[int] = set()
        if lies_with is not None and lies_with.post_id is not None:
            found = self._in_post[lies_with.post_id]
        elif lies_with is not None and lies_with.department_id is not None:
            found = self._in_department[lies_with.department_id]
        return (
            frozenset(found)
            or self.granted("assign", case.agency_id)
            or self.granted("claim", case.agency_id)
        )


def _decisions(today: date) -> Iterator[Reminder]:
    """What waits for a step between draft and answer, for each person who could take it."""
    offices = set(Application.objects.filter(state="in_review").values_list("agency", flat=True))
    held = ReviewChain.objects.on(today).filter(HELD_ABOVE, agency__in=offices).values("agency")
    ties = AgencyParent.objects.on(today).filter(tie=Tie.GOVERNMENT, agency__in=held)
    deciding = {role for verb in DECISIONS for role in standard().granting(PERMISSIONS[verb])}
    duty = on_duty({*offices, *ties.values_list("parent", flat=True)}, today)
    for person in Person.objects.filter(
        pk__in={one.person_id for one in duty if one.role in deciding}
    ).order_by("pk"):
        over = scopes(person, today)
        for kind, awaiting in DECISIONS.values():
            for case in awaiting(person, over, today):
                yield Reminder(person.pk, case.agency_id, kind, case.pk, case.number, case.due_on)
