"""The append-only triggers stand in the way of emptying the tables after a test, and of tampering inside one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLES = ("audit_event", "audit_head")


@contextmanager
def triggers_off() -> Iterator[None]:
    """Take every trigger of the audit out of force and put them back at the end."""
    with _out_of_force_sqlite() if connection.vendor == "sqlite" else _out_of_force_postgresql():
        yield


@contextmanager
def _out_of_force_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)


@contextmanager
def _out_of_force_postgresql() -> Iterator[None]:
    _all("DISABLE")
    try:
        yield
    finally:
        _all("ENABLE")


def _all(what: str) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")
