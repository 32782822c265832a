"""Reading tables of the law: those that ship with the product and those of an operator."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.law.errors import BadData


def shipped(name: str) -> dict[str, Any]:
    """Read a table of gongkai/law/data."""
    return tomllib.loads((files("gongkai.law") / "data" / name).read_text("utf-8"))


def read(path: Path) -> dict[str, Any]:
    """Read an operator's TOML file; BadData, naming the file, where it is missing, not UTF-8 or not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as problem:
        raise BadData(path.name, "不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise BadData(path.name, f"不是正确的 TOML（{problem}）", f"not valid TOML: {problem}") from problem
    except OSError as problem:
        raise BadData(
            path.name, f"读不到（{problem.strerror}）", f"cannot be read: {problem.strerror}"
        ) from problem
