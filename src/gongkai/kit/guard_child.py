"""What runs in a guarded child process: import, give up every right, then answer one task after another."""

import gc
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from gongkai.kit.guard_limits import die_with_parent, give_up_rights
from gongkai.kit.guard_wire import ANSWER, DONE, NO_MEMORY, PIECE, PROTECTIONS, RAISED, READY, REQUEST

Task = Callable[[str, bytes], bytes]


def _load(spec: dict[str, Any]) -> Task:
    """Import the function and what it will need, while files may still be opened freely."""
    sys.path.extend(spec["paths"])
    for module in spec["preload"]:
        importlib.import_module(module)
    module, _, name = spec["function"].partition(":")
    function: Task = getattr(importlib.import_module(module), name)
    return function


def _read(fd: int, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        piece = os.read(fd, min(length - len(found), PIECE))
        if not piece:
            os._exit(0)  # the parent has gone
        found += piece
    return bytes(found)


def _write(fd: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def _arm(cpu_seconds: int) -> None:
    """Let the task that begins now use so many seconds of CPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _answer(function: Task, name: bytes, data: bytes) -> tuple[int, bytes]:
    try:
        return DONE, function(name.decode(), data)
    except MemoryError:
        return NO_MEMORY, b""
    except Exception as problem:
        return RAISED, type(problem).__name__.encode("ascii", "replace")


def main() -> None:
    """Serve the parent until it closes its end."""
    fd, spec = int(sys.argv[1]), json.loads(sys.argv[2])
    die_with_parent(spec["parent"])
    function = _load(spec)
    gc.collect()
    gc.freeze()
    protections = give_up_rights(spec["limits"]["memory"])
    _write(fd, READY)
    while True:
        what, name_length, length = REQUEST.unpack(_read(fd, REQUEST.size))
        name, data = _read(fd, name_length), _read(fd, length)
        _arm(spec["limits"]["cpu_seconds"])
        if what == PROTECTIONS:
            status, answer = DONE, json.dumps(protections).encode()
        else:
            status, answer = _answer(function, name, data)
        del data
        _write(fd, ANSWER.pack(status, len(answer)))
        _write(fd, answer)
        if status == NO_MEMORY:
            os._exit(0)


if __name__ == "__main__":
    main()
