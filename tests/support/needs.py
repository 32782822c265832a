"""Tests that need a tool or the real reports say so by name; with GONGKAI_NO_SKIP=1 an absent one is a failure."""

import os
import shutil
from pathlib import Path

import pytest

SHARED_REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
APT_PACKAGES = {"chromium": "chromium", "initdb": "postgresql", "pg_ctl": "postgresql"}


def _absent(what: str) -> None:
    if os.environ.get("GONGKAI_NO_SKIP") == "1":
        pytest.fail(f"{what} is missing, and GONGKAI_NO_SKIP=1 allows no skip")
    pytest.skip(f"{what} is missing")


def tool(name: str) -> str:
    """Give the path of a program, or skip the test by the program's name."""
    path = shutil.which(name)
    if path is None:
        _absent(name)
    return str(path)


def real_report(name: str) -> Path:
    """Give the path of a real published report, which lies beside the project and never in it."""
    path = SHARED_REPORTS / name
    if not path.exists():
        _absent(f"the real report {name} (../shared/reports)")
    return path


def advice(reasons: list[str]) -> str:
    """The apt line for the tools that these skips name, or nothing."""
    packages = sorted(
        {
            package
            for name, package in APT_PACKAGES.items()
            for text in reasons
            if f"{name} is missing" in text
        }
    )
    return f"apt-get install -y {' '.join(packages)}" if packages else ""
