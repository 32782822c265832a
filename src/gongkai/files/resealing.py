"""Sealing what lies there already, chunk by chunk while the server runs: columns of the database and stored files.

Each step finds what still lies otherwise than it should, so that a run that was broken off goes on where it stopped.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

from gongkai.files.keys import ring
from gongkai.files.places import everything, put_sealed
from gongkai.files.queries import plain
from gongkai.files.sealed import EncryptedTextField
from gongkai.kit.keyring import KeyProblem, Ring
from gongkai.kit.sealing import KEY_ID, MAGIC, MARK, BadSeal, is_token, seal, sealed_under, unseal

CHUNK = 500
PLAIN = ""
_HEAD = len(MARK) + 1 + 8 + 1  # gk1:<key id>:


@dataclass(frozen=True, slots=True)
class Column:
    """A column of sealed texts: where it is, and the label its values are sealed with."""

    table: str
    key: str
    name: str
    label: str


def sealed_columns() -> list[Column]:
    """Give all columns of sealed texts."""
    return [
        Column(model._meta.db_table, str(model._meta.pk.column), str(field.column), field.label)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def count_keys(column: Column) -> Counter[str]:
    """Count the values of a column under each key; under PLAIN those that are not sealed."""
    name = _quoted(column.name)
    sql = f"SELECT substr({name}, 1, {_HEAD}), count(*) FROM {_quoted(column.table)} WHERE {name} <> '' GROUP BY 1"  # noqa: S608
    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for head, count in cursor.fetchall():
            found[_key_id(head)] += count
    return found


def _key_id(head: str) -> str:
    return head[len(MARK) + 1 : -1] if is_token(head) and head.endswith(":") and len(head) == _HEAD else PLAIN


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def seal_column(column: Column) -> Iterator[int]:
    """Bring the values of a column under the active key; plain ones too. Gives the number of each chunk."""
    keys = ring()
    wanted = f"{MARK}:{keys.active.id}:"
    yield from _change(
        column, f"substr({{0}}, 1, {_HEAD}) <> %s", wanted, lambda one: _sealed(keys, one, column.label)
    )


def unseal_column(column: Column) -> Iterator[int]:
    """Give the values of a column back as plain texts, for the way back of a migration."""
    keys = ring()
    yield from _change(
        column, "substr({0}, 1, 4) = %s", f"{MARK}:", lambda one: unseal(keys, one, column.label)
    )


def _sealed(keys: Ring, value: str, label: str) -> str:
    try:
        text = unseal(keys, value, label) if is_token(value) else value
    except BadSeal:
        if _key_id(value[:_HEAD]):  # a token that was spoiled stays as it is: sealing it anew would hide that
            raise
        text = value
    return seal(keys, text, label)


def _change(column: Column, condition: str, wanted: str, change: Callable[[str], str]) -> Iterator[int]:
    last = None
    while True:
        with transaction.atomic():
            rows = _rows(column, condition, wanted, last)
            _write(column, [(change(value), pk, value) for pk, value in rows])
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows)


def _rows(column: Column, condition: str, wanted: str, last: int | None) -> list[tuple[int, str]]:
    key, name = _quoted(column.key), _quoted(column.name)
    after = "" if last is None else f" AND {key} > %s"
    sql = (
        f"SELECT {key}, {name} FROM {_quoted(column.table)} WHERE {name} <> '' AND {condition.format(name)}{after}"  # noqa: S608
        f" ORDER BY {key} LIMIT {CHUNK}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted] if last is None else [wanted, last])
        return list(cursor.fetchall())


def _write(column: Column, changed: list[tuple[str, int, str]]) -> None:
    """Write where the value is still the one that was read: what somebody changed meanwhile is sealed already."""
    key, name = _quoted(column.key), _quoted(column.name)
    sql = f"UPDATE {_quoted(column.table)} SET {name} = %s WHERE {key} = %s AND {name} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, changed)


def purge() -> None:
    """Write the database file anew, so that no freed page still holds what was plain; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# files ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileKeys:
    """How many stored files lie under each key (PLAIN: not sealed)."""

    under: Counter[str]
    size: int


def count_files() -> FileKeys:
    """Count the stored files by the key they lie under; reads the first bytes of each."""
    under: Counter[str] = Counter()
    size = 0
    for _sha256, place in everything():
        under[_file_key(place)] += 1
        size += place.stat().st_size
    return FileKeys(under, size)


def _file_key(place: Path) -> str:
    with place.open("rb") as file:
        return sealed_under(file.read(len(MAGIC) + KEY_ID))


def seal_files() -> Iterator[str]:
    """Bring the stored files under the active key; gives the digest of each that could not be, "" for one that was.

    What is not what its digest says stays where it is, as evidence, and is said.
    """
    wanted = ring().active.id
    for sha256, place in everything():
        if sha256 and _file_key(place) != wanted:
            yield "" if _sealed_anew(sha256, place) else sha256


class Pieces:
    """What comes in pieces, read as a file is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""

    def read(self, size: int) -> bytes:
        """Give the next bytes, fewer only at the end."""
        while len(self._held) < size and (piece := next(self._pieces, b"")):
            self._held += piece
        given, self._held = self._held[:size], self._held[size:]
        return given


def _sealed_anew(sha256: str, place: Path) -> bool:
    """Open to the end, compare, and only then put the newly sealed one in its place."""
    seen = hashlib.sha256()
    try:
        for piece in plain(place):
            seen.update(piece)
    except (KeyProblem, FileNotFoundError):
        return False
    if seen.hexdigest() != sha256:
        return False
    put_sealed(place, Pieces(plain(place)))  # type: ignore[arg-type]
    return True
