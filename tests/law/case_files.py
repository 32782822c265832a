"""Cases that a lawyer can read: files of [[case]] with a name, the article, the facts and what is expected."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(prefix: str) -> list[Any]:
    """Give every case of the files whose names begin with the prefix, as pytest parameters named by the case."""
    found = [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob(f"{prefix}-*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]
    assert found, f"no cases for {prefix}"
    return found
