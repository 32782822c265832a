"""Sealing with the keys of a ring: short texts as tokens, files in chunks, digests by which equal values are found.

A token reads gk1:<key id>:<base64url of nonce, ciphertext, tag> (AES-256-GCM); its label, such as casework.applicant.name,
is authenticated with it, so that no value can be moved to another column. Each use has a subkey of its own (HKDF-SHA256).
"""

import hmac
import io
import os
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gongkai.kit.keyring import Key, KeyProblem, Ring

MARK = "gk1"
NONCE, TAG = 12, 16  # bytes
CHUNK = 64 * 2**10  # bytes of plaintext
MAGIC, KEY_ID, SALT = b"GKF1", 8, 32
DIGEST = 32  # hex digits: 128 bits, so that two values never meet by chance


class BadSeal(KeyProblem):
    """What is to be opened was altered, cut short, or belongs elsewhere."""

    def __init__(self) -> None:
        super().__init__(
            "加密的内容被改动、截断，或者不在它原来的位置，打不开。请从备份恢复。",
            "What is sealed was altered, cut short or moved, and cannot be opened. Restore it from the backup.",
        )


@lru_cache(maxsize=4096)
def subkey(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Derive the key of one purpose from the secret of a ring's key."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=purpose.encode()).derive(secret)


@lru_cache(maxsize=64)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(subkey(secret, "gongkai/text"))


# texts -------------------------------------------------------------------------------------------------------------


def seal(ring: Ring, text: str, label: str) -> str:
    """Seal a text under the active key; the same text gives another token each time."""
    key, nonce = ring.active, os.urandom(NONCE)
    sealed = _cipher(key.secret).encrypt(nonce, text.encode(), label.encode())
    return f"{MARK}:{key.id}:{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(ring: Ring, token: str, label: str) -> str:
    """Open a token. KeyMissing where its key is not at hand; BadSeal where token or label are not those sealed."""
    _, key_id, body = _parts(token)
    key = ring.find(key_id)
    try:
        raw = b64decode(body, altchars=b"-_", validate=True)
        return _cipher(key.secret).decrypt(raw[:NONCE], raw[NONCE:], label.encode()).decode()
    except (InvalidTag, BadBase64, ValueError):
        raise BadSeal from None


def is_token(text: str) -> bool:
    """Tell whether a text looks sealed."""
    return text.startswith(f"{MARK}:")


def key_id_of(token: str) -> str:
    """Give the id of the key that a token lies under. BadSeal for what is none."""
    return _parts(token)[1]


def _parts(token: str) -> list[str]:
    parts = token.split(":")
    if len(parts) != 3 or parts[0] != MARK:
        raise BadSeal
    return parts


# digests -----------------------------------------------------------------------------------------------------------


def digest(key: Key, value: str, *, of: str, owner: str) -> str:
    """Give the digest by which equal values are found; of: what it is of, owner: within whose records it may be found.

    The digests of two owners, or under two keys, say nothing of each other.
    """
    secret = subkey(key.secret, f"gongkai/index/{of}/{owner}")
    return hmac.digest(secret, value.encode(), "sha256").hex()[:DIGEST]


# files -------------------------------------------------------------------------------------------------------------


def seal_stream(ring: Ring, source: BinaryIO, target: BinaryIO) -> str:
    """Seal all that source gives, a chunk at a time, into target; give the id of the key.

    Every chunk is authenticated with its place and whether it is the last, so that none can be cut off or moved.
    """
    key, salt = ring.active, os.urandom(SALT)
    head = MAGIC + key.id.encode() + salt
    cipher = AESGCM(subkey.__wrapped__(key.secret, "gongkai/file", salt))
    target.write(head)
    for place, (chunk, last) in enumerate(_chunks(source, CHUNK)):
        target.write(cipher.encrypt(_nonce(place, last=last), chunk, head))
    return key.id


def unseal_stream(ring: Ring, source: BinaryIO) -> Iterator[bytes]:
    """Give what was sealed, a chunk at a time. BadSeal as soon as something is not as it was sealed; KeyMissing.

    Only the end says that nothing was cut off: who keeps the chunks must throw them away where BadSeal comes later.
    """
    head = source.read(len(MAGIC) + KEY_ID + SALT)
    key = ring.find(_key_id_in(head))
    cipher = AESGCM(subkey.__wrapped__(key.secret, "gongkai/file", head[-SALT:]))
    for place, (chunk, last) in enumerate(_chunks(source, CHUNK + TAG)):
        try:
            yield cipher.decrypt(_nonce(place, last=last), chunk, head)
        except (InvalidTag, ValueError):
            raise BadSeal from None


def seal_bytes(ring: Ring, data: bytes) -> bytes:
    """Seal a content that is in memory."""
    target = io.BytesIO()
    seal_stream(ring, io.BytesIO(data), target)
    return target.getvalue()


def unseal_bytes(ring: Ring, sealed: bytes) -> bytes:
    """Open a sealed content in memory."""
    return b"".join(unseal_stream(ring, io.BytesIO(sealed)))


def sealed_under(head: bytes) -> str:
    """Give the id of the key that a file lies under, told by its first bytes; "" for one that is not sealed."""
    return head[len(MAGIC) : len(MAGIC) + KEY_ID].decode("ascii", "replace") if head.startswith(MAGIC) else ""


def _key_id_in(head: bytes) -> str:
    if len(head) != len(MAGIC) + KEY_ID + SALT or not head.startswith(MAGIC):
        raise BadSeal
    return sealed_under(head)


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(NONCE - 1, "big") + bytes([last])


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Give what source holds in pieces of a size, each with whether it is the last; an empty source gives one."""
    here = source.read(size)
    while True:
        following = source.read(size)
        yield here, not following
        if not following:
            return
        here = following
