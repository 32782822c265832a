"""Run every measurement, or those named, and print one table."""

import argparse
import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count

import numpy as np

from bench.desk import desk
from bench.folder import folder
from bench.keys import keys
from bench.readers import readers
from bench.samples import report
from bench.start import start
from bench.timing import HEAD, Said, Timed, timed
from gongkai.law.clock import run
from gongkai.law.clock_events import ConsultationAnswered, ConsultationSent, Extension, Received
from gongkai.law.workdays import official
from gongkai.law.workdays_bulk import BulkCalendar
from gongkai.report.checks import check
from gongkai.report.writers import WRITERS, write

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


def writers() -> Iterator[Timed]:
    """Checking and writing a report."""
    yield timed("check a report", 1000, lambda: [check(report()) for _ in range(1000)])
    for fmt in WRITERS:
        yield timed(
            f"write {fmt}, another title each time",
            10,
            lambda fmt=fmt: [write(replace(report(), title=f"示例{next(TITLES)}"), fmt) for _ in range(10)],
        )


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "groups", nargs="*", help="law, writers, readers, start, folder, desk, keys; all if none is named"
    )
    parser.add_argument("--files", type=int, default=10_000, help="how many files the folder holds")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    asked = _asked()
    groups: dict[str, Callable[[], Iterable[Timed | Said]]] = {
        "law": law,
        "writers": writers,
        "readers": readers,
        "start": start,
        "folder": partial(folder, asked.files),
        "desk": desk,
        "keys": keys,
    }
    print(f"Python {platform.python_version()} on {platform.machine()}, best of several runs\n{HEAD}")
    for name in asked.groups or groups:
        for one in groups[name]():
            print(one.line(), flush=True)


main()
