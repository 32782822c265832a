"""What an office may change about applying online: shipped values, single ones replaced by a file of its own."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAME = "GONGKAI_APPLY_POLICY"
SHIPPED = Path(__file__).with_name("apply-policy.toml")


def apply_policy(environment: Mapping[str, str]) -> dict[str, int]:
    """Give every value. ImproperlyConfigured for a file that cannot be read, an unknown name, or no number above 0."""
    shipped: dict[str, int] = tomllib.loads(SHIPPED.read_text("utf-8"))
    path = environment.get(NAME, "")
    own = _own(path) if path else {}
    wrong = [name for name, value in own.items() if name not in shipped or not _usable(value)]
    if wrong:
        listed = "、".join(sorted(wrong))
        raise ImproperlyConfigured(
            f"{NAME}：{path} 中的 {listed} 没有这一项，或者不是大于0的整数。Unknown, or not a whole number above 0."
        )
    return {**shipped, **own}


def _own(path: str) -> dict[str, int]:
    try:
        return tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ImproperlyConfigured(f"{NAME}：读不出 {path}。Cannot read it: {problem}") from problem


def _usable(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
