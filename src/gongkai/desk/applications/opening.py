"""The case a page is about: one of the agencies in scope, or one that the person reviews or approves from above."""

from gongkai.casework import queries
from gongkai.casework.access import held_for
from gongkai.casework.models import Application
from gongkai.desk.forms import found
from gongkai.web.access import DeskRequest
from gongkai.web.today import today


def opened(request: DeskRequest, pk: int) -> Application:
    """Give the case. Http404 for any other, so that nobody learns of it."""
    held = held_for(request.user, today())
    return found(lambda: queries.find(request.scope, pk, held=held))
