"""How long the command takes from the shell, beside a bare interpreter in the same run."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.samples import ROOT, samples
from bench.timing import Said, Timed, side_by_side, timed

GONGKAI = str(Path(sys.executable).parent / "gongkai")


def start() -> Iterator[Timed | Said]:
    """Check one file, and the folder of examples."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        commands = {"python -c pass": [sys.executable, "-c", "pass"]}
        for fmt in ("json", "html"):
            path = Path(folder) / f"one.{fmt}"
            path.write_bytes(samples()[fmt])
            commands[f"gongkai check one.{fmt}, whole process"] = [GONGKAI, "check", str(path)]
        found = side_by_side({name: (1, lambda c=c: _run(c)) for name, c in commands.items()}, runs=10)
        yield from found.values()
    bare, *ours = found.values()
    said = ", ".join(f"{one.wall / bare.wall:.0f}" for one in ours)
    yield Said("the same against the bare interpreter", f"{said} times")
    examples = [GONGKAI, "check", str(ROOT / "examples/reports")]
    yield timed("gongkai check examples/reports, whole process", 1, lambda: _run(examples), runs=3)


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=False)
