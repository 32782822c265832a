"""Adding to the audit: record() is the last statement of an act, inside the act's transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from gongkai.audit.hashing import ALGORITHM, event_hash, field_digests, head_seal
from gongkai.audit.models import Event, Head
from gongkai.audit.verbs import Verb

SYSTEM = "system"


def record(
    *,
    chain_agency_id: int | None,
    verb: Verb,
    actor_id: int | None,
    subject_kind: str,
    subject_id: int | str,
    fields: Mapping[str, Any] | Iterable[str] = (),
    at: datetime,
) -> Event:
    """Add one act to the agency's chain (None: the chain of the system) and return its event.

    actor_id is None for what the program does by itself; fields maps names to new values, of which only keyed
    digests are kept, or lists names alone. RuntimeError outside a transaction: act and event stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(
            "An act and its audit event belong in one transaction: wrap them in transaction.atomic()."
        )
    chain = SYSTEM if chain_agency_id is None else f"agency:{chain_agency_id}"
    subject = (subject_kind, str(subject_id))
    return _append(_event(chain, verb, actor_id, subject, at), field_digests(chain, subject, fields))


def record_read(
    *,
    chain_agency_id: int,
    verb: Verb,
    actor_id: int,
    subject_kind: str,
    subject_id: int | str,
    fields: Iterable[str] = (),
    at: datetime,
) -> Event:
    """Add to the agency's chain of reads that a person looked at personal data; fields names what was shown."""
    chain = f"reads:{chain_agency_id}"
    subject = (subject_kind, str(subject_id))
    with transaction.atomic():
        return _append(
            _event(chain, verb, actor_id, subject, at), field_digests(chain, subject, list(fields))
        )


def _event(chain: str, verb: Verb, actor_id: int | None, subject: tuple[str, str], at: datetime) -> Event:
    return Event(
        chain=chain, at=at, verb=verb.value, actor_id=actor_id, subject_kind=subject[0], subject_id=subject[1]
    )


def _append(event: Event, fields: dict[str, str]) -> Event:
    """Lock the head of the event's chain, add the event behind it, move the head."""
    head = _locked_head(event.chain, event.at)
    event.fields = fields
    event.algorithm = ALGORITHM
    event.seq, event.previous = head.seq + 1, head.hash
    event.hash = event_hash(event)
    event.save(force_insert=True)
    head.seq, head.hash = event.seq, event.hash
    head.seal = head_seal(head)
    head.save()
    return event


def _locked_head(chain: str, at: datetime) -> Head:
    """Lock the chain's head (a row lock on PostgreSQL; SQLite's transaction is immediate and holds the file)."""
    head = Head.objects.select_for_update().filter(chain=chain).first()
    if head is not None:
        return head
    if chain != SYSTEM:
        # The opening stands on the system's chain, so that a chain removed as a whole is missed. All who open take
        # the system's head first, and the second of two openers then finds the chain made.
        _locked_head(SYSTEM, at)
        opened = Head.objects.select_for_update().filter(chain=chain).first()
        if opened is not None:
            return opened
        _append(_event(SYSTEM, Verb.CHAIN_OPENED, None, ("chain", chain), at), {})
    return Head.objects.select_for_update().get_or_create(chain=chain)[0]
