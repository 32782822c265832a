"""Reading the requests beside applications."""

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import Scopes
from gongkai.casework.models import SideRequest

OPEN_STATES = ("registered", "drafted", "approved")


def sides(agencies: QuerySet[Agency], *, show: str = "open", kind: str = "") -> QuerySet[SideRequest]:
    """Give the requests of agencies in scope, newest first; show: open, or all."""
    found = SideRequest.objects.filter(agency__in=agencies).select_related("agency")
    if show == "open":
        found = found.filter(state__in=OPEN_STATES)
    return found.filter(kind=kind) if kind else found


def sides_waiting(person: Person, over: Scopes) -> QuerySet[SideRequest]:
    """Give the requests whose next step is the person's: drafts of others to approve, letters to deliver; oldest first."""
    mine = Q(state="drafted", agency__in=over("casework.approve")) & ~Q(drafted_by=person)
    mine |= Q(state="approved", agency__in=over("casework.deliver"))
    return SideRequest.objects.filter(mine).order_by("received_on", "pk")


def find_side(agencies: QuerySet[Agency], pk: int) -> SideRequest:
    """Give one request in scope. SideRequest.DoesNotExist for any other."""
    related = ("agency", "application", "letter", "evidence", "docx", "pdf", "drafted_by", "approved_by")
    return SideRequest.objects.filter(agency__in=agencies).select_related(*related).get(pk=pk)
