"""Best of several runs, in CPU seconds and wall seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """The best run of a task that does `count` things."""

    name: str
    count: int
    wall: float
    cpu: float

    def line(self) -> str:
        """One line of the table."""
        each = self.wall / self.count * 1e6
        figures = f"{self.count:>10,}{self.wall:>10.4f}{self.cpu:>10.4f}{each:>14,.2f}{self.count / self.wall:>14,.0f}"
        return f"{self.name:<58}{figures}"


HEAD = f"{'what':<58}{'count':>10}{'wall s':>10}{'cpu s':>10}{'µs each':>14}{'per s':>14}"


def timed(name: str, count: int, task: Callable[[], object], runs: int = 5) -> Timed:
    """Run the task once to warm up, then several times, and keep the fastest."""
    task()
    best = (float("inf"), float("inf"))
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        task()
        best = min(best, (time.perf_counter() - wall, time.process_time() - cpu))
    return Timed(name, count, *best)
