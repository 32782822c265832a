"""The ring of keys changes: another key becomes active, one is retired, one comes back from its sheet; each is audited."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from django.db import transaction

from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.blind_index import reindex
from gongkai.casework.key_queries import Standing, standing
from gongkai.files.keys import ring, ring_path
from gongkai.files.known_keys import known_ids, note_keys
from gongkai.files.resealing import seal_column, seal_files, sealed_columns
from gongkai.kit.dates import day_of
from gongkai.kit.key_sheet import sheet
from gongkai.kit.keyring import Key, KeyProblem, NoRing, Ring, read_ring, write_ring

LONGEST_PAUSE = 0.5  # seconds


def _change(changed: Ring, verb: Verb, key_ids: Sequence[str], at: datetime) -> Ring:
    """Note and audit, then write the file: a ring that could not be written leaves no trace of having been."""
    note_keys(changed, at=at)
    for key_id in key_ids:
        _record(verb, key_id, at)
    write_ring(ring_path(), changed)
    return changed


def _record(verb: Verb, key_id: str, at: datetime) -> None:
    record(chain_agency_id=None, verb=verb, actor_id=None, subject_kind="key", subject_id=key_id, at=at)


@transaction.atomic
def rotate_key(*, at: datetime) -> Ring:
    """Draw a new key that seals from now on; what lies under the old ones follows by reseal(). KeyProblem."""
    changed = ring().rotated(day_of(at))
    return _change(changed, Verb.KEY_ROTATED, [changed.active.id], at)


def reseal() -> Iterator[int]:
    """Bring values, digests and files under the active key, chunk by chunk while the server runs.

    Gives how many each chunk was, and -1 for a file that is not what its digest says, which stays as it is. What was broken
    off goes on where it stopped. KeyMissing, BadSeal for a value that cannot be opened.
    """
    columns = chain.from_iterable(seal_column(column) for column in sealed_columns())
    files = (-1 if damaged else 1 for damaged in seal_files())
    yield from _leaving_room(chain(columns, reindex(), files))


def _leaving_room(steps: Iterator[int]) -> Iterator[int]:
    """Wait as long after each step as it took: SQLite lets in nobody who asks while another writes without a pause."""
    begun = time.monotonic()
    for step in steps:
        yield step
        time.sleep(min(time.monotonic() - begun, LONGEST_PAUSE))
        begun = time.monotonic()


@transaction.atomic
def retire_key(*, key_id: str, at: datetime) -> Ring:
    """Forget the secret of a key that nothing lies under any more. KeyProblem where something does, or it is active.

    Backups from before the rotation can be read with the sheet of the key alone afterwards.
    """
    before = ring()
    changed = before.retired(key_id)
    _refuse_in_use(standing(), key_id)
    _change(changed, Verb.KEY_RETIRED, [key_id], at)
    try:
        _refuse_in_use(standing(), key_id)  # somebody who still held the old ring may have written meanwhile
    except KeyProblem:
        write_ring(ring_path(), before)
        raise
    return changed


def _refuse_in_use(now: Standing, key_id: str) -> None:
    count = now.under(key_id)
    if count:
        raise KeyProblem(
            f"密钥 {key_id} 下还有 {count} 项数据，不能停用。请先运行：gongkai key seal",
            f"{count} values and files still lie under key {key_id}. Run first: gongkai key seal",
        )


@transaction.atomic
def restore_keys(*, keys: Sequence[Key], at: datetime) -> Ring:
    """Take keys from their sheet into the ring, the first one as active where none is.

    KeyProblem for a key that nothing here was ever sealed under, and for a ring that is there and cannot be read.
    """
    known = known_ids()
    for key in keys:
        if known and key.id not in known:
            raise KeyProblem(
                f"恢复单上的密钥 {key.id} 不是本系统的密钥（本系统：{'、'.join(known)}）。请核对恢复单。",
                f"Key {key.id} on the sheet is none of this installation ({', '.join(known)}).",
            )
    try:
        changed = read_ring(ring_path())
    except NoRing:
        changed = Ring(())
    for key in keys:
        changed = changed.restored(key)
    return _change(changed, Verb.KEY_RESTORED, [key.id for key in keys], at)


@transaction.atomic
def make_sheet(*, at: datetime) -> list[list[str]]:
    """Give the lines of the recovery sheet, and record that it was made."""
    held = ring()
    for key in held.usable:
        _record(Verb.KEY_SHEET_MADE, key.id, at)
    return sheet(held)
