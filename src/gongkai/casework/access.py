"""Who may do what to an application: each verb of the lifecycle asks for one permission of roles.toml."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency, AgencyParent, Person, Tie
from gongkai.agencies.queries import Scopes, parent_of, scopes
from gongkai.casework.models import Application, Held, ReviewChain, chain_of

PERMISSIONS: Mapping[str, str] = {
    "register": "casework.register",
    "assign": "casework.assign",
    "claim": "casework.decide",
    "give_back": "casework.decide",
    "hand_over": "agencies.staff",
    "split": "casework.register",
    "tell_apart": "casework.decide",
    "confirm": "casework.register",
    "ask_supplement": "casework.decide",
    "receive_supplement": "casework.register",
    "extend": "casework.decide",
    "consult": "casework.decide",
    "end_consultation": "casework.register",
    "ask_fee": "casework.decide",
    "note_fee_delivery": "casework.register",
    "receive_fee": "casework.register",
    "ask_reason": "casework.decide",
    "receive_reason": "casework.decide",
    "draft": "casework.decide",
    "submit": "casework.decide",
    "pass": "casework.decide",
    "review": "casework.review",
    "receive_ruling": "casework.register",
    "return": "casework.approve",
    "approve": "casework.approve",
    "approve_on_paper": "casework.deliver",
    "reopen": "casework.approve",
    "deliver": "casework.deliver",
    "withdraw": "casework.register",
    "lapse": "casework.decide",
    "archive": "casework.register",
    "propose": "casework.decide",
    "import": "casework.register",
    "attach": "casework.decide",
    "write_letter": "casework.decide",
    "issue_letter": "casework.decide",
    "issue_decision": "casework.deliver",
    "keep_register": "casework.deliver",
    "read": "casework.read",
    "read_applicant": "casework.personal",
}


# The verbs that the government above may hold for its towns, by the column of the chain that says so.
HELD: Mapping[str, str] = {
    "review": "secrecy_held",
    "approve": "approval_held",
    "return": "approval_held",
    "reopen": "approval_held",
}


def holder(verb: str, application: Application, on: date) -> Agency:
    """Give the agency whose posts do a verb: the application's own, or the government above where the chain says so."""
    column = HELD.get(verb)
    if column is None or getattr(chain_of(application.agency_id, on), column) != Held.ABOVE:
        return application.agency
    return parent_of(application.agency, on) or application.agency


def may(person: Person, verb: str, application: Application, on: date) -> bool:
    """Tell whether a person may do a verb to an application on a day; whether it is lawful is the law's question."""
    return may_through(scopes(person, on), verb, application)


def may_through(over: Scopes, verb: str, application: Application) -> bool:
    """Tell what may() tells, for several verbs of one person whose posts were read once."""
    return over.reaches(PERMISSIONS[verb], holder(verb, application, over.on))


def left_to_itself(scope: QuerySet[Agency], verb: str, on: date) -> QuerySet[Agency]:
    """Give the agencies in scope that do a verb themselves on a day."""
    return scope.exclude(pk__in=_held_above(verb, on))


def held_below(scope: QuerySet[Agency], verb: str, on: date) -> QuerySet[Agency]:
    """Give the agencies for which those in scope, the government right above them, do a verb on a day."""
    ties = AgencyParent.objects.on(on).filter(tie=Tie.GOVERNMENT, parent__in=scope)
    return Agency.objects.filter(pk__in=ties.values("agency")).filter(pk__in=_held_above(verb, on))


def _held_above(verb: str, on: date) -> QuerySet[ReviewChain, int]:
    held = ReviewChain.objects.on(on).filter(**{HELD[verb]: Held.ABOVE})
    return held.values_list("agency", flat=True)


def held_for(person: Person, on: date) -> QuerySet[Agency]:
    """Give the agencies whose secrecy review or approval a person does from the government above."""
    over = scopes(person, on)
    found = [held_below(over(PERMISSIONS[verb]), verb, on).values("pk") for verb in ("review", "approve")]
    return Agency.objects.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]))


def reviews_from_above(person: Person, application: Application, on: date) -> bool:
    """Tell whether a person reviews or approves an application of a town from the government above."""
    return any(
        holder(verb, application, on) != application.agency and may(person, verb, application, on)
        for verb in ("review", "approve")
    )
