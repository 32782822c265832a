"""Many writers at once: each chain stays whole and without gaps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from gongkai.audit.actions import record
from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from gongkai.audit.verbs import Verb

AT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
WRITERS, EACH = 8, 12


def _write(agency_id: int) -> None:
    try:
        for number in range(EACH):
            with transaction.atomic():
                record(
                    chain_agency_id=agency_id,
                    verb=Verb.ITEM_DRAFTED,
                    actor_id=1,
                    subject_kind="item",
                    subject_id=number,
                    fields={"title": number},
                    at=AT,
                )
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_every_chain_whole():
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(_write, [1, 2] * (WRITERS // 2)))
    for chain in ("agency:1", "agency:2"):
        seqs = Event.objects.filter(chain=chain).order_by("seq").values_list("seq", flat=True)
        assert list(seqs) == list(range(1, EACH * WRITERS // 2 + 1))
    assert Event.objects.filter(chain="system").count() == 2
    assert verify() == []
