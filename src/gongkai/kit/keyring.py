"""A key ring: 256-bit keys, one of them active, kept in one file beside the database and never in it."""

import os
import re
import secrets
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

State = Literal["active", "reading", "retired"]
STATES: tuple[State, ...] = ("active", "reading", "retired")
SECRET_BYTES = 32
PRIVATE_DIRECTORY, PRIVATE_FILE = 0o700, 0o600
_ID = re.compile(r"[0-9a-f]{8}")
_HEAD = """\
# Key ring of Gongkai. Without it nothing personal in the database and the stored files can be read.
# Keep a copy apart from the backup of the database (gongkai key sheet). 密钥环：请与数据库备份分开保存。
"""


class KeyProblem(RuntimeError):
    """Something cannot be sealed or opened; says why and what to do, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


class NoRing(KeyProblem):
    """The file of the ring is not there."""


class KeyMissing(KeyProblem):
    """What is to be opened lies under a key whose secret the ring does not hold."""

    def __init__(self, key_id: str) -> None:
        super().__init__(
            f"密钥环中没有密钥 {key_id} 的内容，用它加密的数据打不开。"
            f"请从备份放回密钥环文件，或者按恢复单录入：gongkai key restore",
            f"The key ring does not hold key {key_id}, so that what lies under it cannot be opened. "
            f"Put the ring back from the backup, or type in its sheet: gongkai key restore",
        )
        self.key_id = key_id


@dataclass(frozen=True, slots=True)
class Key:
    """One key. active: seals and opens; reading: opens; retired: nothing lies under it, and its secret is gone."""

    id: str
    made: date
    state: State
    secret: bytes = field(repr=False, default=b"")

    @classmethod
    def new(cls, made: date) -> Self:
        """Draw a key at random."""
        return cls(secrets.token_hex(4), made, "active", secrets.token_bytes(SECRET_BYTES))


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys, oldest first; every change gives a new ring."""

    keys: tuple[Key, ...]

    @property
    def active(self) -> Key:
        """The key that seals what is written now."""
        for key in self.keys:
            if key.state == "active":
                return key
        raise KeyProblem(
            "密钥环中没有在用的密钥。请从备份放回密钥环文件，或者按恢复单录入：gongkai key restore",
            "No key of the ring is active. Put the ring back from the backup, or: gongkai key restore",
        )

    @property
    def usable(self) -> tuple[Key, ...]:
        """The keys that open something, the active one first."""
        held = [key for key in self.keys if key.secret]
        return tuple(sorted(held, key=lambda key: key.state != "active"))

    def find(self, key_id: str) -> Key:
        """Give the key with an id, its secret at hand. KeyMissing otherwise."""
        for key in self.keys:
            if key.id == key_id and key.secret:
                return key
        raise KeyMissing(key_id)

    def rotated(self, made: date) -> "Ring":
        """Give the ring with a new active key; what was active only reads from now on."""
        read_only = (replace(key, state="reading") if key.state == "active" else key for key in self.keys)
        return Ring((*read_only, Key.new(made)))

    def retired(self, key_id: str) -> "Ring":
        """Give the ring without the secret of a key that only reads. KeyMissing; KeyProblem for the active one."""
        if self.find(key_id).state == "active":
            raise KeyProblem(
                f"密钥 {key_id} 正在使用，不能停用。请先更换：gongkai key rotate",
                f"Key {key_id} is active and cannot be retired. Rotate first: gongkai key rotate",
            )
        return Ring(
            tuple(replace(key, state="retired", secret=b"") if key.id == key_id else key for key in self.keys)
        )

    def restored(self, key: Key) -> "Ring":
        """Give the ring with a key from its sheet: reading where another one is active, else active."""
        taken = any(one.state == "active" and one.id != key.id for one in self.keys)
        back = replace(key, state="reading" if taken else "active")
        others = tuple(one for one in self.keys if one.id != key.id)
        return Ring(tuple(sorted((*others, back), key=lambda one: (one.state == "active", one.made))))


def read_ring(path: Path) -> Ring:
    """Read the file of a ring. NoRing where it is not there; KeyProblem where it cannot be understood."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise NoRing(
            f"没有找到密钥环 {path}。已有数据的，请从备份放回，或者按恢复单录入：gongkai key restore；"
            "尚无数据的，运行 gongkai setup 建立。",
            f"There is no key ring at {path}. Put it back from the backup or run gongkai key restore; "
            "where there is no data yet, gongkai setup makes one.",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise _unreadable(path) from None
    try:
        found = [_key(one) for one in tomllib.loads(text)["key"]]
    except (KeyError, TypeError, ValueError):
        raise _unreadable(path) from None
    if len({key.id for key in found}) < len(found) or sum(key.state == "active" for key in found) > 1:
        raise _unreadable(path)
    return Ring(tuple(found))


def _unreadable(path: Path) -> KeyProblem:
    return KeyProblem(
        f"密钥环 {path} 读不出来：请核对文件的权限和内容，必要时从备份放回，切勿删除。",
        f"The key ring {path} cannot be read: check its permissions and content; never delete it.",
    )


def _key(table: dict[str, Any]) -> Key:
    secret = bytes.fromhex(table.get("secret", ""))
    key = Key(table["id"], table["made"], table["state"], secret)
    known = _ID.fullmatch(key.id) and key.state in STATES and isinstance(key.made, date)
    if not known or len(secret) != (0 if key.state == "retired" else SECRET_BYTES):
        raise ValueError(key.id)
    return key


def _text(ring: Ring) -> str:
    lines = [_HEAD]
    for key in ring.keys:
        lines.append(f'[[key]]\nid = "{key.id}"\nmade = {key.made}\nstate = "{key.state}"\n')
        if key.secret:
            lines.append(f'secret = "{key.secret.hex()}"\n')
        lines.append("\n")
    return "".join(lines)


def write_ring(path: Path, ring: Ring) -> None:
    """Write a ring in the place of the one before; a reader sees the old one or the new one, never half of one."""
    draft = _draft(path, ring)
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync(path.parent)


def make_ring(path: Path, made: date) -> Ring:
    """Make a ring with one key where there is none yet; of two who do so at once, both get the ring of the first."""
    draft = _draft(path, Ring((Key.new(made),)))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    _sync(path.parent)
    return read_ring(path)


def _draft(path: Path, ring: Ring) -> Path:
    """Write a ring beside its place, for its owner alone, and bring it to the disk."""
    path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_text(ring))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
