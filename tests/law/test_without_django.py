"""The law runs without Django: every test of this folder again, in a process where Django cannot be imported."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BLOCKED = """
import sys
sys.modules["django"] = None
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""


def test_the_law_runs_where_django_cannot_be_imported(tmp_path):
    empty = tmp_path / "pytest.ini"
    empty.write_text("[pytest]\nfilterwarnings = error\n", "utf-8")
    options = ["-q", "-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider", "-c", str(empty)]
    where = ["--rootdir", str(HERE.parent), "--confcutdir", str(HERE), f"--ignore={__file__}", str(HERE)]
    run = subprocess.run(
        [sys.executable, "-c", BLOCKED, *options, *where],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
