"""The database of an installation: SQLite in the data directory, or the PostgreSQL that GONGKAI_DATABASE names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = "GONGKAI_DATABASE"
SCHEMES = ("postgresql", "postgres")


def database(environment: Mapping[str, str], data_dir: Path) -> dict[str, Any]:
    """Give Django's settings of the database. ImproperlyConfigured for an address that names none."""
    address = environment.get(NAME, "")
    return _postgresql(address) if address else _sqlite(data_dir)


def _sqlite(data_dir: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "gongkai.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    name = parts.path.lstrip("/")
    if parts.scheme not in SCHEMES or not name:
        # the address may hold a password: it is not repeated
        raise ImproperlyConfigured(
            f"{NAME}：应写作 postgresql://用户:口令@主机:端口/数据库名。Not an address of PostgreSQL."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
