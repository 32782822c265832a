"""Form tokens and lookup codes: the code follows from the token, and only a salted hash of it is kept."""

import hashlib
import secrets
import unicodedata
from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from gongkai.casework.online.policy import policy

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
LENGTH = 12
GROUP = 4
ROUNDS = 1_000  # the code itself holds 59 bits
_TOKEN = "gongkai.casework.online.token"  # noqa: S105 - the name of a purpose
_CODE = "gongkai.casework.online.code"


class Expired(ValueError):
    """A form token that is too old, or that nobody gave out."""


def new_token(at: datetime) -> str:
    """Make the token of a form that is opened: it says when, signed, and can be sent once."""
    return signing.dumps([secrets.token_urlsafe(18), int(at.timestamp())], salt=_TOKEN)


def opened_at(token: str, now: datetime) -> datetime:
    """Give when the form of a token was opened. Expired for one too old or made up."""
    try:
        _name, stamp = signing.loads(token, salt=_TOKEN)
    except signing.BadSignature:
        raise Expired from None
    opened = datetime.fromtimestamp(stamp, now.tzinfo)
    if now - opened > timedelta(hours=policy().form_hours):
        raise Expired
    return opened


def token_digest(token: str) -> str:
    """Give what is kept of a token."""
    return salted_hmac(_TOKEN, token, algorithm="sha256").hexdigest()


def code_of(token: str) -> str:
    """Give the lookup code of a form: the same however often the form is sent."""
    drawn = int.from_bytes(salted_hmac(_CODE, token, algorithm="sha256").digest())
    letters = []
    for _place in range(LENGTH):
        drawn, letter = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def shown_code(code: str) -> str:
    """Write a code in groups, as it is read out and copied."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def typed_code(text: str) -> str:
    """Read a code as somebody typed it: small letters, full-width ones, blanks and hyphens do not matter."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if letter in ALPHABET)


def code_digest(code: str, salt: str) -> str:
    """Give what is kept of a code."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), bytes.fromhex(salt), ROUNDS).hex()


def new_salt() -> str:
    """Draw the salt of one code."""
    return secrets.token_hex(16)


def same_code(typed: str, salt: str, digest: str) -> bool:
    """Compare a typed code with what is kept, in a time that tells nothing."""
    return constant_time_compare(code_digest(typed_code(typed), salt), digest)
