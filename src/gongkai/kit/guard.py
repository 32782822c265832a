"""Guarded child processes: what an untrusted file does to its parser never reaches the caller.

A child has limits on memory, CPU time, wall time and the size of its answer, no network, no writing of files and no
processes of its own. It answers with bytes, never with objects. Its death is an Outcome, and the next task gets
another child. guard_child.py is what runs in it, guard_limits.py what it may not do, guard_wire.py how they talk.
"""

import json
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from gongkai.kit.guard_wire import ANSWER, DONE, NO_MEMORY, PIECE, PROTECTIONS, READY, REQUEST, TASK

START_SECONDS = 30.0  # a child that is not ready by then will not be

DeathKind = Literal["memory", "cpu", "wall", "crash", "output", "error", "size", "gone"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use: bytes of memory beyond the start, seconds of CPU and of wall time, bytes of answer."""

    memory: int = 2**30
    cpu_seconds: int = 20
    wall_seconds: float = 60.0
    output: int = 64 * 2**20
    size: int = 100 * 2**20  # bytes of a file; a larger one is not even opened


@dataclass(frozen=True, slots=True)
class Death:
    """Why there is no answer; detail names a signal or an exception, never anything of the file."""

    kind: DeathKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one task: its answer, or how the child died of it."""

    name: str
    data: bytes | None
    death: Death | None = None


_STARTER = ThreadPoolExecutor(1, thread_name_prefix="guard-starter")


class _Dead(Exception):
    """The child gives no answer."""

    def __init__(self, kind: DeathKind, detail: str = "") -> None:
        super().__init__(kind)
        self.death = Death(kind, detail)


class _Child:
    """One process, started when it is first needed and again after each death."""

    def __init__(self, spec: str, limits: Limits, tasks: int) -> None:
        self._spec, self._limits, self._tasks = spec, limits, tasks
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._done = 0
        self._ready = False

    def start(self) -> None:
        """Begin a process if there is none; it imports what it needs while the caller goes on."""
        if self._process is not None:
            return
        # The kernel ends a child with the thread that began it: one thread begins them all and lasts as long as we do.
        self._process, self._socket = _STARTER.submit(self._begin).result()
        self._done, self._ready = 0, False

    def _begin(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-I", "-m", "gongkai.kit.guard_child", str(theirs.fileno()), self._spec],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"LC_ALL": "C.UTF-8"},
                start_new_session=True,
            )
        return process, ours

    def ask(self, what: int, name: str, data: bytes) -> bytes:
        """Send one task and wait for the answer; _Dead for everything else."""
        self.start()
        try:
            self._await_ready()
            answer = self._exchange(what, name.encode(), data, time.monotonic() + self._limits.wall_seconds)
        except _Dead:
            self.end()
            raise
        self._done += 1
        if self._done >= self._tasks:
            self.end()
        return answer

    def _await_ready(self) -> None:
        """Wait until the child has imported what it needs; the clock of the task does not run meanwhile."""
        if self._ready:
            return
        try:
            self._ready = self._receive(len(READY), time.monotonic() + START_SECONDS) == READY
        except (TimeoutError, OSError):
            raise self._how_it_died() from None

    def _exchange(self, what: int, name: bytes, data: bytes, until: float) -> bytes:
        try:
            self._send(REQUEST.pack(what, len(name), len(data)), name, data, until=until)
            status, length = ANSWER.unpack(self._receive(ANSWER.size, until))
            if length > self._limits.output:
                raise _Dead("output", str(length))
            answer = self._receive(length, until)
        except TimeoutError:
            raise _Dead("wall") from None
        except (OSError, struct.error):
            raise self._how_it_died() from None
        if status == DONE:
            return answer
        raise _Dead("memory" if status == NO_MEMORY else "error", answer.decode("ascii", "replace")[:200])

    def _send(self, *pieces: bytes, until: float) -> None:
        # The child may answer and be gone before an empty piece is sent, which then would look like a crash.
        for piece in filter(None, pieces):
            self._open_socket(until).sendall(piece)

    def _open_socket(self, until: float) -> socket.socket:
        """The socket with the time that is left; an OSError where the process has ended."""
        if self._socket is None:
            raise ConnectionError
        self._socket.settimeout(max(until - time.monotonic(), 0.001))
        return self._socket

    def _receive(self, length: int, until: float) -> bytes:
        found = bytearray()
        while len(found) < length:
            piece = self._open_socket(until).recv(min(length - len(found), PIECE))
            if not piece:
                raise ConnectionError
            found += piece
        return bytes(found)

    def _how_it_died(self) -> _Dead:
        if self._process is None:
            return _Dead("crash", "ended")
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return _Dead("crash", "closed its end")
        if code == -signal.SIGXCPU:
            return _Dead("cpu")
        return _Dead("crash", signal.Signals(-code).name if code < 0 else f"exit {code}")

    def end(self) -> None:
        """End the process, by its own id, and wait until it is gone."""
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
        self._process = self._socket = None


Item = tuple[str, bytes | Path]


class Guard:
    """A few guarded children that call function(name: str, data: bytes) -> bytes, named "package.module:function".

    Thread-safe: a caller waits for a free child, and the wait does not count. paths: folders the child imports from
    besides the environment's own. tasks: after how many a child is replaced, so that no leak grows.
    """

    def __init__(
        self,
        function: str,
        *,
        processes: int = 0,
        limits: Limits | None = None,
        preload: Iterable[str] = (),
        paths: Iterable[str] = (),
        tasks: int = 500,
    ) -> None:
        self.limits = limits or Limits()
        self._tasks = tasks
        self._spec = json.dumps(
            {
                "function": function,
                "limits": asdict(self.limits),
                "preload": list(preload),
                "paths": list(paths),
                "parent": os.getpid(),
            }
        )
        self._children: list[_Child] = []
        self._free: queue.LifoQueue[_Child] = queue.LifoQueue()
        self.widen(processes or os.cpu_count() or 1)

    @property
    def processes(self) -> int:
        """How many tasks can be under way."""
        return len(self._children)

    def widen(self, processes: int) -> None:
        """Have at least so many children; each begins when it is needed."""
        for _ in range(processes - len(self._children)):
            child = _Child(self._spec, self.limits, self._tasks)
            self._children.append(child)
            self._free.put(child)

    def __enter__(self) -> "Guard":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            child.end()

    def warm(self, count: int = 1) -> None:
        """Begin that many children now, those that get the first tasks, while the caller prepares these."""
        for child in self._children[-count:]:
            child.start()

    @contextmanager
    def _child(self) -> Iterator[_Child]:
        child = self._free.get()
        try:
            yield child
        except BaseException:
            child.end()  # interrupted in the middle of a task: the rest of its answer must not reach the next
            raise
        finally:
            self._free.put(child)

    def run(self, name: str, data: bytes) -> Outcome:
        """Run one task in a free child."""
        if len(data) > self.limits.size:
            return Outcome(name, None, Death("size", str(len(data))))
        with self._child() as child:
            try:
                return Outcome(name, child.ask(TASK, name, data))
            except _Dead as dead:
                return Outcome(name, None, dead.death)

    def protections(self) -> tuple[str, ...]:
        """Ask a child what holds it on this machine."""
        with self._child() as child:
            return tuple(json.loads(child.ask(PROTECTIONS, "", b"")))

    def map(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Run many tasks, all children busy, answers in the order of the items; items are drawn as they are needed."""
        pending: deque[Future[Outcome]] = deque()
        waiting = iter(items)
        with ThreadPoolExecutor(self.processes, thread_name_prefix="guard") as pool:
            try:
                while True:
                    while len(pending) < 2 * self.processes and (item := next(waiting, None)) is not None:
                        pending.append(pool.submit(self._item, item))
                    if not pending:
                        return
                    yield pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()

    def _item(self, item: Item) -> Outcome:
        name, source = item
        if isinstance(source, bytes):
            return self.run(name, source)
        try:
            size = source.stat().st_size
            if size > self.limits.size:
                return Outcome(name, None, Death("size", str(size)))
            return self.run(name, source.read_bytes())
        except OSError as problem:
            return Outcome(name, None, Death("gone", problem.strerror or ""))
