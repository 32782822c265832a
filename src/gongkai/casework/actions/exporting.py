"""A list of cases leaves as an Excel ledger: with who asked only for who may read the applicants, and recorded."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.audit.actions import record, record_read
from gongkai.audit.verbs import Verb
from gongkai.casework.access import may
from gongkai.casework.ledger.writer import ledger
from gongkai.casework.models import Application
from gongkai.kit.dates import day_of


@transaction.atomic
def export_ledger(*, cases: Iterable[Application], actor: Person, at: datetime, whole: bool = False) -> bytes:
    """Write cases the actor may see into a workbook. whole: with the applicants of those agencies where the actor
    may read them; of the others the masked name stands alone. Every agency whose cases leave is told in its audit.
    """
    found = list(cases)
    today = day_of(at)
    agencies = {case.agency_id: case for case in found}
    open_to = {pk for pk, case in agencies.items() if whole and may(actor, "read_applicant", case, today)}
    for pk in sorted(agencies):
        count = sum(case.agency_id == pk for case in found)
        chain: dict[str, Any] = {
            "chain_agency_id": pk,
            "verb": Verb.APPLICATIONS_EXPORTED,
            "actor_id": actor.pk,
            "at": at,
        }
        if pk in open_to:
            record_read(**chain, subject_kind="agency", subject_id=pk, fields=["applicants"])
        record(**chain, subject_kind="agency", subject_id=pk, fields={"count": count, "whole": pk in open_to})
    return ledger(found, whole_for=open_to)
