"""How long what is personal stays: shipped values, single ones replaced by a file of the installation's own."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NAME = "GONGKAI_RETENTION"
SHIPPED = Path(__file__).with_name("retention.toml")


def retention(environment: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Give the years by agency code, "" for all others. ImproperlyConfigured for what cannot be read or is not known."""
    default: dict[str, int] = tomllib.loads(SHIPPED.read_text("utf-8"))["default"]
    path = environment.get(NAME, "")
    own = _own(path) if path else {}
    everybody = {**default, **_years(path, own.get("default", {}), default)}
    agencies = own.get("agencies", {})
    named = {code: {**everybody, **_years(path, one, default)} for code, one in agencies.items()}
    return {**named, "": everybody}


def _own(path: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ImproperlyConfigured(f"{NAME}：读不出 {path}。Cannot read it: {problem}") from problem
    unknown = set(found) - {"default", "agencies"}
    if unknown or not all(isinstance(one, dict) for one in found.values()):
        raise ImproperlyConfigured(
            f"{NAME}：{path} 只能有 [default] 和 [agencies.机关代码]。Only [default] and [agencies.CODE]."
        )
    return found


def _years(path: str, given: Any, known: Mapping[str, int]) -> dict[str, int]:
    pairs = given.items() if isinstance(given, dict) else [(str(given), 0)]
    wrong = [name for name, value in pairs if name not in known or type(value) is not int or value < 1]
    if wrong:
        listed = "、".join(sorted(wrong))
        raise ImproperlyConfigured(
            f"{NAME}：{path} 中的 {listed} 没有这一项，或者不是大于0的整数。Unknown, or not a whole number above 0."
        )
    return dict(given)
