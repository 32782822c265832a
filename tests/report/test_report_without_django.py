"""The report room runs where Django cannot be imported."""

import subprocess
import sys

from report.changes import EXAMPLES

BLOCKED = """
import sys
sys.modules["django"] = None
import importlib, pathlib, pkgutil
import gongkai.report
for module in pkgutil.walk_packages(gongkai.report.__path__, "gongkai.report."):
    importlib.import_module(module.name)
from gongkai.report.checks import check
from gongkai.report.readers import read
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    print(path.name, len(check(read(path))))
"""


def test_reports_are_read_and_checked_without_django():
    run = subprocess.run(
        [sys.executable, "-c", BLOCKED, str(EXAMPLES)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "five-cell-rows.txt 22" in run.stdout
