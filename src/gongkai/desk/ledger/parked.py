"""An uploaded ledger between upload and import: stored as a file, known to its uploader's session alone."""

from dataclasses import dataclass

from django.http import HttpRequest

from gongkai.agencies.models import Agency
from gongkai.files.actions import discard, store
from gongkai.files.models import StoredFile
from gongkai.files.queries import Damaged, content
from gongkai.web.access import DeskRequest
from gongkai.web.today import now

KEY = "parked_ledger"


@dataclass(frozen=True, slots=True)
class Parked:
    """The file, whose it is to be, and its bytes."""

    agency: Agency
    name: str
    data: bytes


def park(request: DeskRequest, agency: Agency, name: str, data: bytes) -> None:
    """Keep an uploaded file for the next step, in place of the one before."""
    unpark(request)
    stored = store(data=data, name=name, at=now(), by=request.user.pk, agency_id=agency.pk)
    request.session[KEY] = stored.pk


def parked(request: DeskRequest) -> Parked | None:
    """Give the file of this session, or None where there is none, or none for an agency in scope."""
    stored = _stored(request)
    if stored is None or stored.agency_id is None:
        return None
    agency = request.scope.filter(pk=stored.agency_id).first()
    if agency is None:
        return None
    try:
        return Parked(agency, stored.name, content(stored))
    except Damaged:
        return None


def unpark(request: HttpRequest) -> None:
    """Forget the file of this session."""
    stored = _stored(request)
    request.session.pop(KEY, None)
    if stored:
        discard(stored=stored)


def _stored(request: HttpRequest) -> StoredFile | None:
    known = int(request.session.get(KEY, 0))
    return StoredFile.objects.filter(pk=known, created_by_id=request.user.pk).first()
