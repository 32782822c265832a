"""How events are hashed: the chain by a named algorithm, values and heads by a keyed one."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from gongkai.audit.models import Event, Head

ALGORITHM = "sha256"
_HASHES: Mapping[str, Callable[[bytes], str]] = {
    "sha256": lambda data: hashlib.sha256(data).hexdigest(),
}


class UnknownAlgorithm(ValueError):
    """An event names a hash algorithm this version does not have."""


def canonical(value: Any) -> bytes:
    """Write a value as JSON that is the same for the same value; dates and numbers as their text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def keyed(purpose: str, *parts: Any) -> str:
    """HMAC-SHA256 of the parts under the installation's audit key, apart for each purpose."""
    key = bytes.fromhex(settings.AUDIT_KEY)
    return hmac.new(key, canonical([purpose, *parts]), hashlib.sha256).hexdigest()


def field_digests(
    chain: str, subject: tuple[str, str], fields: Mapping[str, Any] | Iterable[str]
) -> dict[str, str]:
    """Give field name → keyed digest of its value; names alone get no digest ("")."""
    if isinstance(fields, Mapping):
        return {name: keyed("value", chain, *subject, name, value) for name, value in sorted(fields.items())}
    return dict.fromkeys(sorted(fields), "")


def event_hash(event: Event) -> str:
    """Hash everything an event says, its place in the chain and the hash before it, by the algorithm it names."""
    if event.algorithm not in _HASHES:
        raise UnknownAlgorithm(event.algorithm)
    said = [
        event.chain,
        event.seq,
        _utc(event.at),
        event.verb,
        event.actor_id,
        event.subject_kind,
        event.subject_id,
        event.fields,
        event.algorithm,
        event.previous,
    ]
    return _HASHES[event.algorithm](canonical(said))


def head_seal(head: Head) -> str:
    """The keyed seal over where a chain ends."""
    return keyed("head", head.chain, head.seq, head.hash)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
