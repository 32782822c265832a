"""Run the gongkai command in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai.cli.group import app
from gongkai.report.writers import write
from support.reports import make_report


@pytest.fixture
def gongkai(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Call the command with arguments: gongkai("check", path, lang="en")."""

    def _call(*args: object, lang: str = "zh") -> object:
        monkeypatch.setenv("GONGKAI_LANG", lang)
        return CliRunner().invoke(app, [str(one) for one in args])

    return _call


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A report without any error, in the machine format."""
    path = tmp_path / "clean.json"
    path.write_bytes(write(make_report(), "json"))
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A report whose totals were never filled in."""
    path = tmp_path / "wrong.json"
    requests = {
        key: (*cells[:6], make_report().requests["open"][0]) for key, cells in make_report().requests.items()
    }
    path.write_bytes(write(make_report(requests=requests), "json"))
    return path
