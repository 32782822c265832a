"""A folder of many files run through `gongkai check --record`: speed, memory, breaking off and going on."""

import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.samples import TOWN, samples
from bench.start import GONGKAI
from bench.timing import Said, Timed, cpu_seconds

MIX = ("html", "json", "html", "txt", "json", "html", "txt", "json", "html-pasted", "md", "txt-wrong")
SELDOM = ("docx", "xlsx", "pdf")  # one of them every so many files
EVERY = 40
BROKEN = 250  # one file in so many is cut off
EARLY = 1000  # files after which memory is looked at, to be compared with the end
LOOK = 0.05  # seconds between two looks


def folder(count: int) -> Iterator[Timed | Said]:
    """Make the files, check them all, then once more broken off twice."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        files = Path(home) / "files"
        _fill(files, count)
        run = _Run(files, Path(home) / "whole.jsonl").watch()
        yield Timed(f"gongkai check --record of {count:,} files", count, run.seconds, run.cpu)
        yield from run.memory(count)
        yield from _broken_off(files, Path(home) / "broken.jsonl", count, run.last_line)


def _fill(files: Path, count: int) -> None:
    """Write files of every format, mostly the small ones; no two of plain text are the same."""
    seldom = cycle(SELDOM)
    for number in range(count):
        fmt = next(seldom) if number % EVERY == EVERY - 1 else MIX[number % len(MIX)]
        data = samples()[fmt]
        if fmt not in SELDOM:
            data = data.replace(TOWN.encode(), f"示例{number}镇".encode())
        if number % BROKEN == BROKEN - 1:
            data = data[: len(data) // 3]
        path = files / f"{number // 500:03}" / f"{number:06}.{fmt.partition('-')[0]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@dataclass
class _Run:
    """One run of the command; what it holds in memory is looked at while it goes on."""

    files: Path
    notes: Path
    seconds: float = 0.0
    cpu: float = 0.0
    noted: int = 0
    _looked_at: int = 0
    early: int = 0
    peak: int = 0
    child_peaks: dict[int, int] = field(default_factory=dict)
    last_line: str = ""
    said: str = ""

    def watch(self, stop_at: int = 0, stop_with: int = signal.SIGINT) -> "_Run":
        """Run until the end, or until so many files are noted; the time is that of the whole process."""
        began, used = time.perf_counter(), cpu_seconds()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            command = [GONGKAI, "check", "--record", str(self.notes), str(self.files)]
            process = subprocess.Popen(command, stdout=out, stderr=err)
            while process.poll() is None:
                self._look(process.pid)
                if stop_at and self.noted >= stop_at:
                    process.send_signal(stop_with)
                    process.wait(30)
                time.sleep(LOOK)
            self.seconds, self.cpu = time.perf_counter() - began, cpu_seconds() - used
            out.seek(0), err.seek(0)
            self.last_line = out.read().decode().rstrip().rpartition("\n")[2]
            self.said = err.read().decode().strip()
        self._count()
        return self

    def _count(self) -> None:
        """Count the lines that have been noted since the last look, and those of an earlier run at the first."""
        with suppress(FileNotFoundError), self.notes.open("rb") as notes:
            notes.seek(self._looked_at)
            new = notes.read()
            self._looked_at += len(new)
            self.noted += new.count(b"\n")

    def _look(self, process: int) -> None:
        self._count()
        self.peak = _memory(process, "VmHWM") or self.peak
        if self.noted < EARLY:
            self.early = self.peak
        for child in _children(process):
            self.child_peaks[child] = max(self.child_peaks.get(child, 0), _memory(child, "VmHWM"))

    def memory(self, count: int) -> Iterator[Said]:
        """Say what the parent and its children held."""
        name = f"memory of the parent after {min(EARLY, count):,} and {count:,} files"
        yield Said(name, f"{self.early / 1024:.0f} MB, {self.peak / 1024:.0f} MB at most")
        most = max(self.child_peaks.values(), default=0)
        yield Said(
            f"memory of its {len(self.child_peaks)} children, one after another",
            f"{most / 1024:.0f} MB at most",
        )


def _broken_off(files: Path, notes: Path, count: int, tally: str) -> Iterator[Said]:
    """Interrupt a run, kill the next, let the third end; it must come to the same tally."""
    first = _Run(files, notes).watch(count // 3, signal.SIGINT).noted
    second = _Run(files, notes).watch(count * 2 // 3, signal.SIGKILL).noted
    last = _Run(files, notes).watch()
    if last.last_line != tally:
        raise RuntimeError(f"another tally after a break: {last.last_line} instead of {tally}")
    yield Said("notes after an interrupt, a kill, the end", f"{first:,}, {second:,}, {last.noted:,}")
    yield Said("said when it went on; tally, the same as without a break", f"{last.said}; {last.last_line}")


def _memory(process: int, what: str) -> int:
    """Kilobytes, 0 where the process has ended or the machine does not say."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
            if line.startswith(what):
                return int(line.split()[1])
    return 0


def _children(process: int) -> list[int]:
    with suppress(OSError):
        tasks = Path(f"/proc/{process}/task").iterdir()
        return [int(one) for task in tasks for one in (task / "children").read_text("ascii").split()]
    return []
