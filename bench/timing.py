"""Best of several runs, in CPU seconds and wall seconds."""

import resource
import time
from collections.abc import Callable, Mapping
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


@dataclass(frozen=True)
class Said:
    """A figure that is no time: a ratio, a size, what was compared."""

    name: str
    figure: str

    def line(self) -> str:
        """One line of the table."""
        return f"{self.name:<58}  {self.figure}"


HEAD = f"{'what':<58}{'count':>10}{'wall s':>10}{'cpu s':>10}{'µs each':>14}{'per s':>14}"


def timed(name: str, count: int, task: Callable[[], object], runs: int = 5) -> Timed:
    """Run the task once to warm up, then several times, and keep the fastest."""
    return side_by_side({name: (count, task)}, runs)[name]


def side_by_side(tasks: Mapping[str, tuple[int, Callable[[], object]]], runs: int = 5) -> dict[str, Timed]:
    """Time several tasks by turns, so that whatever else the machine does meets all of them alike."""
    for _, task in tasks.values():
        task()
    best = dict.fromkeys(tasks, (float("inf"), float("inf")))
    for _ in range(runs):
        for name, (_, task) in tasks.items():
            wall, cpu = time.perf_counter(), cpu_seconds()
            task()
            best[name] = min(best[name], (time.perf_counter() - wall, cpu_seconds() - cpu))
    return {name: Timed(name, count, *best[name]) for name, (count, _) in tasks.items()}


def cpu_seconds() -> float:
    """What this process and the ended ones it began have used so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
