"""docs/how-to/guard.md says the limits and the deaths as they are."""

import re
from pathlib import Path
from typing import get_args

from gongkai.kit.guard import DeathKind, Limits

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/guard.md").read_text("utf-8")
MEGABYTE = 2**20


def test_every_way_to_die_is_told_and_no_other():
    told = re.findall(r"^\|[^|]*\|[^|]*\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(told) == sorted(get_args(DeathKind))


def test_the_limits_are_those_in_force():
    limits = Limits()
    told = {kind: value for value, kind in re.findall(r"\| (\d+) (?:MB|s) \| `(\w+)` \|", PAGE)}
    assert told == {
        "size": str(limits.size // MEGABYTE),
        "memory": str(limits.memory // MEGABYTE),
        "cpu": str(limits.cpu_seconds),
        "wall": f"{limits.wall_seconds:.0f}",
        "output": str(limits.output // MEGABYTE),
    }
