"""The recovery sheet: the keys of a ring in groups that can be typed from paper, each line with its own check digits."""

import hashlib
import re
from datetime import date

from gongkai.kit.keyring import SECRET_BYTES, Key, KeyProblem, Ring

PER_LINE, GROUP = 8, 4  # bytes in a line, hex digits in a group
LINES = SECRET_BYTES // PER_LINE
STATE_LABELS = {"active": "在用", "reading": "只读", "retired": "停用"}
_HEAD = re.compile(r"密钥\s*([0-9a-f]{8})\s+(\d{4}-\d{2}-\d{2})")
_LINE = re.compile(rf"([1-{LINES}])\s+([0-9A-F\s]+)-\s*([0-9A-F\s]+)")
_MISREAD = str.maketrans("OIL", "011")


class BadSheet(KeyProblem):
    """A typed sheet cannot be taken; names the line."""


def sheet_lines(key: Key) -> list[str]:
    """Give the lines of one key: its id and day, then the secret in groups of four, two check digits at the end."""
    head = f"密钥 {key.id}  {key.made}  {STATE_LABELS[key.state]}"
    parts = [key.secret[at : at + PER_LINE] for at in range(0, SECRET_BYTES, PER_LINE)]
    return [head, *(_line(key.id, number, part) for number, part in enumerate(parts, 1))]


def sheet(ring: Ring) -> list[list[str]]:
    """Give the lines of every key whose secret the ring holds, the active one first."""
    return [sheet_lines(key) for key in ring.usable]


def _line(key_id: str, number: int, part: bytes) -> str:
    digits = part.hex().upper()
    groups = " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
    return f"{number}  {groups}  - {_check(key_id, number, part)}"


def _check(key_id: str, number: int, part: bytes) -> str:
    """The check digits depend on the key and the line, so that lines cannot be swapped."""
    return hashlib.sha256(f"{key_id}/{number}/".encode() + part).hexdigest()[:2].upper()


def read_sheet(text: str) -> list[Key]:
    """Read the keys of a typed sheet; small letters and O, I, L for 0 and 1 are taken. BadSheet names a wrong line."""
    keys: list[Key] = []
    found: dict[int, bytes] = {}
    head: re.Match[str] | None = None
    for line in [*text.splitlines(), "密钥 00000000 2000-01-01"]:
        opened = _HEAD.search(line)
        if opened:
            if head:
                keys.append(_key(head, found))
            head, found = opened, {}
        elif head and line.strip()[:1].isdigit():
            number, part = _read_line(head[1], line)
            found[number] = part
    if not keys:
        raise BadSheet(
            "没有读到密钥：恢复单以“密钥 编号 日期”一行开头，接着四行内容。",
            "No key was read: a sheet begins with the line 密钥 id date, and four lines follow.",
        )
    return keys


def _read_line(key_id: str, line: str) -> tuple[int, bytes]:
    typed = _LINE.search(line.upper().translate(_MISREAD))
    try:
        number, part = int(typed[1]), bytes.fromhex(typed[2])  # type: ignore[index]
        right = len(part) == PER_LINE and "".join(typed[3].split()) == _check(key_id, number, part)  # type: ignore[index]
    except (TypeError, ValueError):
        right = False
    if not right:
        place = line.strip()[:1]
        raise BadSheet(
            f"密钥 {key_id} 第{place}行的校验位不符，请逐字核对这一行。",
            f"Line {place} of key {key_id} does not agree with its check digits; compare it once more.",
        )
    return number, part


def _key(head: re.Match[str], found: dict[int, bytes]) -> Key:
    missing = [str(number) for number in range(1, LINES + 1) if number not in found]
    if missing:
        raise BadSheet(
            f"密钥 {head[1]} 缺第{'、'.join(missing)}行。", f"Key {head[1]} lacks line {', '.join(missing)}."
        )
    try:
        made = date.fromisoformat(head[2])
    except ValueError:
        raise BadSheet(
            f"密钥 {head[1]} 的日期 {head[2]} 不存在，请核对第一行。", f"Key {head[1]}: {head[2]} is no day."
        ) from None
    return Key(head[1], made, "reading", b"".join(found[number] for number in range(1, LINES + 1)))
