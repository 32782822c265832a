"""Reading who works on what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.agencies.models import Agency, Post
from gongkai.agencies.queries import staffed
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.models import OPEN, Application, ApplicationSet, Assignment, SplitPart, overdue_on

HELD = Q(ended_at=None)


def current_of(case: Application) -> Assignment | None:
    """Give whose an application is now, or None where it is nobody's."""
    return case.assignments.filter(HELD).select_related("post", "department").first()


def holders_of(cases: Iterable[Application]) -> dict[int, Assignment]:
    """Give whose applications are, by their ids; what is nobody's is not in it. One query."""
    found = Assignment.objects.filter(HELD, application__in=[case.pk for case in cases])
    return {one.application_id: one for one in found.select_related("post", "department")}


def _held(*given: Q, **facts: Any) -> Q:
    """What lies with somebody now; asked case by case, since few of those that ever lay with a post are in a list."""
    return Q(Exists(Assignment.objects.filter(HELD, *given, application=OuterRef("pk"), **facts)))


def held_by(posts: Iterable[int]) -> Q:
    """The applications that lie with posts."""
    return _held(post__in=list(posts))


def held_in(departments: Iterable[int]) -> Q:
    """The applications that lie with departments, or with posts of theirs."""
    found = list(departments)
    posts = list(Post.objects.filter(department__in=found).values_list("pk", flat=True))
    return _held(Q(department__in=found) | Q(post__in=posts))


def held_until(day: date) -> Q:
    """The applications that the office wants done by a day."""
    return _held(inner_due_on=day)


NOBODYS = OPEN & ~_held()


def work_counts(scope: QuerySet[Agency], posts: Iterable[int]) -> tuple[int, int]:
    """Count the open applications that lie with posts, and those in scope that are nobody's."""
    lying = Count("pk", filter=held_by(posts))
    found = (
        Application.objects.of(scope)
        .open()
        .order_by()
        .aggregate(mine=lying, nobodys=Count("pk", filter=NOBODYS))
    )
    return found["mine"], found["nobodys"]


def open_work(post: Post) -> ApplicationSet:
    """Give the open applications of a post, the most urgent first."""
    found = Application.objects.open().filter(held_by([post.pk]), agency=post.agency_id)
    return found.select_related("agency", "applicant").order_by("warn_on", "pk")


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with its people and how much open work it has."""

    post: Any
    open: int
    overdue: int


def seats(scope: QuerySet[Agency], today: date) -> list[Seat]:
    """Give the posts of agencies in scope that work on applications, with their open work; four queries at most."""
    posts = list(staffed(scope, PERMISSIONS["claim"], today))
    lying = {"assignments__ended_at": None, "assignments__post__in": posts}
    counted = Application.objects.of(scope).open().filter(**lying).order_by().values("assignments__post")
    sums = counted.annotate(n=Count("pk"), n_late=Count("pk", filter=overdue_on(today)))
    found = {one["assignments__post"]: (one["n"], one["n_late"]) for one in sums}
    return [Seat(post, *found.get(post.pk, (0, 0))) for post in posts]


def chosen_cases(scope: QuerySet[Agency], keys: Iterable[int]) -> list[Application]:
    """Give the applications in scope with these ids, in the order of the ids given; others are not there."""
    wanted = list(keys)
    found = Application.objects.of(scope).select_related("agency", "applicant").in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def split_with(part: SplitPart) -> list[Application]:
    """Give the other applications that came of the same letter, in the order of its matters."""
    others = part.letter.parts.exclude(pk=part.pk).select_related("application")
    return [one.application for one in others]
