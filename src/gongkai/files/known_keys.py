"""Which keys this installation knows of: a ring is made once, and one that is gone is missed."""

from datetime import date, datetime
from typing import Any

from gongkai.files.keys import ring_path
from gongkai.files.models import KnownKey
from gongkai.kit.keyring import NoRing, Ring, make_ring, read_ring


def ensure_ring(*, today: date, at: datetime, known: Any = KnownKey) -> Ring:
    """Make the ring of an installation that has none and never had one; note the ids of its keys in the database.

    NoRing where the database knows of keys and the file is gone: a new ring would open nothing of what is there.
    known: the table of known keys, as a migration sees it.
    """
    path = ring_path()
    if path.exists():
        found = read_ring(path)
    else:
        _refuse_lost(known)
        found = make_ring(path, today)
    note_keys(found, at=at, known=known)
    return found


def _refuse_lost(known: Any) -> None:
    ids, path = "、".join(known.objects.values_list("key_id", flat=True)), ring_path()
    if ids:
        raise NoRing(
            f"没有找到密钥环 {path}，而数据已经用密钥 {ids} 加密。"
            "请从备份放回密钥环文件，或者按恢复单录入：gongkai key restore。",
            f"There is no key ring at {path}, and the data is sealed under {ids}. "
            "Put it back from the backup, or type in its sheet: gongkai key restore",
        )


def note_keys(found: Ring, *, at: datetime, known: Any = KnownKey) -> None:
    """Note the ids of the keys of a ring, never their secrets."""
    for key in found.keys:
        known.objects.get_or_create(key_id=key.id, defaults={"made": key.made, "noted_at": at})


def known_ids() -> list[str]:
    """Give the ids of all keys that something here was ever sealed under."""
    return list(KnownKey.objects.values_list("key_id", flat=True))
