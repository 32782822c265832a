"""Run every measurement and print one table."""

import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import numpy as np

from bench.desk import desk
from bench.timing import HEAD, Timed, timed
from gongkai.law.clock import run
from gongkai.law.clock_events import ConsultationAnswered, ConsultationSent, Extension, Received
from gongkai.law.workdays import official
from gongkai.law.workdays_bulk import BulkCalendar
from gongkai.report.checks import check
from gongkai.report.readers import read
from gongkai.report.writers import WRITERS, write

ROOT = Path(__file__).parents[1]
TITLES = count()  # never the same twice, so that no writer meets what it has made before
MILLION = 1_000_000


def law() -> Iterator[Timed]:
    """Working days and the clock."""
    calendar = official()
    bulk = BulkCalendar(calendar)
    days = np.datetime64("2010-01-01") + np.random.default_rng(1).integers(0, 5000, MILLION)
    yield timed("deadlines of 20 working days, one call", MILLION, lambda: bulk.add(days, 20))
    day = date(2026, 9, 18)
    yield timed(
        "deadlines of 20 working days, one by one",
        100_000,
        lambda: [calendar.add(day, 20) for _ in range(100_000)],
    )
    events = [
        Received(day),
        ConsultationSent(date(2026, 9, 22)),
        ConsultationAnswered(date(2026, 9, 30)),
        Extension(date(2026, 10, 14), date(2026, 10, 15), 20, head_agreed=True),
    ]
    today = date(2026, 10, 16)
    yield timed(
        "response clock of four events, with derivation",
        1000,
        lambda: [run(events, today=today, calendar=calendar) for _ in range(1000)],
    )


def reports() -> Iterator[Timed]:
    """Reading, checking and writing a report."""
    path = next(one for one in sorted((ROOT / "examples/reports").glob("*.txt")))
    report = read(path)
    yield timed(f"read {path.name}", 100, lambda: [read(path) for _ in range(100)])
    yield timed("check a report", 1000, lambda: [check(report) for _ in range(1000)])
    for fmt in WRITERS:
        yield timed(
            f"write {fmt}, another title each time",
            10,
            lambda fmt=fmt: [write(replace(report, title=f"示例{next(TITLES)}"), fmt) for _ in range(10)],
        )


def start() -> Iterator[Timed]:
    """How long a command takes from the shell."""
    command = [str(Path(sys.executable).parent / "gongkai"), "check", str(ROOT / "examples/reports")]
    first = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    yield Timed("gongkai check examples/reports, whole process", 1, time.perf_counter() - first, 0.0)


def main() -> None:
    """Print the table."""
    print(f"Python {platform.python_version()} on {platform.machine()}, best of five runs\n{HEAD}")
    for group in (law, reports, start, desk):
        for one in group():
            print(one.line())


main()
