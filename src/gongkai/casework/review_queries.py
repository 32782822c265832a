"""What waits for a step between draft and answer, for one person: in their own office, or in a town they hold it for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from gongkai.agencies.models import Agency, Person, Post, Tenure
from gongkai.agencies.queries import Scopes
from gongkai.agencies.roles import standard
from gongkai.casework.access import PERMISSIONS, held_below, left_to_itself
from gongkai.casework.models import (
    Application,
    ApplicationSet,
    CaseEvent,
    Held,
    ItemVerdict,
    ReviewChain,
    SecrecyReview,
)


def awaiting_pass(person: Person, over: Scopes, on: date) -> ApplicationSet:
    """Give the drafts of others that the person's department has still to pass (业务审核)."""
    found = _waiting(over(PERMISSIONS["pass"])).filter(_department(on)).exclude(_passed())
    return found.exclude(drafted_by=person)


def awaiting_review(person: Person, over: Scopes, on: date) -> ApplicationSet:
    """Give the drafts whose secrecy the person has still to review (保密审查)."""
    found = _waiting(_agencies("review", over, on)).filter(~_department(on) | _passed()).exclude(_clear())
    return found.exclude(drafted_by=person)


def awaiting_approval(person: Person, over: Scopes, on: date) -> ApplicationSet:
    """Give the drafts the person can approve: reviewed, or with nobody else posted who could review them (合并审查)."""
    found = _waiting(_agencies("approve", over, on)).filter(~_department(on) | _passed())
    above = Q(agency__in=ReviewChain.objects.on(on).filter(secrecy_held=Held.ABOVE).values("agency"))
    return found.filter(_clear() | ~(_reviewer_besides(person, on) | above)).exclude(drafted_by=person)


def _waiting(agencies: QuerySet[Agency]) -> ApplicationSet:
    found = Application.objects.of(agencies).filter(state="in_review")
    return found.order_by(F("warn_on").asc(nulls_last=True), "pk")


def _agencies(verb: str, over: Scopes, on: date) -> QuerySet[Agency]:
    """Give the agencies for which somebody with these scopes does a verb: those that do it themselves, those held."""
    scope = over(PERMISSIONS[verb])
    return Agency.objects.filter(
        Q(pk__in=left_to_itself(scope, verb, on).values("pk"))
        | Q(pk__in=held_below(scope, verb, on).values("pk"))
    )


# what a draft has behind it ------------------------------------------------------------------------------------------


def _draft(of: str) -> Subquery:
    """The number of the event that wrote the present draft."""
    written = CaseEvent.objects.filter(application=OuterRef(of), kind="drafted").order_by("-seq")
    return Subquery(written.values("seq")[:1])


def _clear() -> Q:
    reviews = SecrecyReview.objects.filter(application=OuterRef("pk"), verdict=ItemVerdict.CLEAR)
    return Q(Exists(reviews.filter(draft=_draft("application"))))


def _passed() -> Q:
    passed = CaseEvent.objects.filter(application=OuterRef("pk"), kind="passed")
    return Q(Exists(passed.filter(seq__gt=_draft("application"))))


def _department(on: date) -> Q:
    return Q(agency__in=ReviewChain.objects.on(on).filter(department_review=True).values("agency"))


def _reviewer_besides(person: Person, on: date) -> Q:
    """Somebody is posted in the agency to review secrecy who is neither the person nor the drafter."""
    posts = Post.objects.on(on).filter(role__in=standard().granting(PERMISSIONS["review"]))
    held = Tenure.objects.on(on).filter(
        post__in=posts, post__agency=OuterRef("agency"), person__is_active=True
    )
    return Q(Exists(held.exclude(person=person).exclude(person=OuterRef("drafted_by"))))


# the chains themselves -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChainRow:
    """An agency with its chain; combined: it reviews secrecy itself and has nobody posted only for that."""

    agency: Agency
    chain: ReviewChain
    combined: bool


def chains(scope: QuerySet[Agency], on: date) -> list[ChainRow]:
    """Give the agencies in scope with the steps their drafts go through on a day, in three queries."""
    agencies = list(scope.order_by("name"))
    held = {row.agency_id: row for row in ReviewChain.objects.on(on).filter(agency__in=agencies)}
    posts = Post.objects.on(on).filter(role__in=standard().granting(PERMISSIONS["review"]))
    posted = set(Tenure.objects.on(on).filter(post__in=posts).values_list("post__agency", flat=True))
    found = [(one, held.get(one.pk) or ReviewChain(agency=one, since=on)) for one in agencies]
    return [
        ChainRow(one, chain, chain.secrecy_held == Held.OWN and one.pk not in posted) for one, chain in found
    ]
