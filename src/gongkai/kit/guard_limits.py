"""What a guarded child gives up before it sees its first file. Each measure that a machine lacks is left out and said.

Linux has all of them; elsewhere the resource limits and the audit hook of the interpreter remain.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

FILES = 64
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 4, 38, 22
CLONE_NEWUSER, CLONE_NEWNET, CLONE_THREAD = 0x10000000, 0x40000000, 0x00010000
SECCOMP_MODE_FILTER = 2
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

# numbers of system calls, from the kernel's tables of each machine
_X86_64 = {
    "arch": 0xC000003E,
    "clone": 56,
    "no_such_call": (435, 437),  # clone3, openat2: the C library falls back to calls that can be looked into
    "open": ((2, 1), (257, 2)),  # open, openat: (number, which argument holds the flags)
    "refused": (
        *(41, 42, 43, 49, 50, 53, 288),  # socket, connect, accept, bind, listen, socketpair, accept4
        *(57, 58, 59, 322, 101, 62, 310, 311),  # fork, vfork, execve, execveat, ptrace, kill, process_vm_*
        *(
            82,
            83,
            84,
            85,
            86,
            87,
            88,
            90,
            92,
            76,
        ),  # rename, mkdir, rmdir, creat, link, unlink, symlink, chmod, chown
        *(258, 259, 260, 263, 264, 265, 266, 268, 316, 133),  # the same with *at
        *(155, 161, 165, 166, 169, 175, 246, 248, 249, 250, 272, 298, 308, 313, 319, 321, 323, 425, 434),
    ),
}
_AARCH64 = {
    "arch": 0xC00000B7,
    "clone": 220,
    "no_such_call": (435, 437),
    "open": ((56, 2),),
    "refused": (
        *(198, 199, 200, 201, 202, 203, 242),
        *(221, 281, 117, 129, 270, 271),
        *(33, 34, 35, 36, 37, 38, 45, 53, 54, 276),
        *(39, 40, 41, 51, 97, 104, 105, 142, 217, 218, 219, 241, 268, 273, 279, 280, 282, 425, 434),
    ),
}
_CALLS: dict[str, dict[str, Any]] = {"x86_64": _X86_64, "aarch64": _AARCH64}
_LOAD, _EQUAL, _HAS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _REFUSE, _NO_SUCH_CALL = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_X32 = 0x40000000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def give_up_rights(memory: int) -> list[str]:
    """Take every measure there is; the names of those that hold."""
    measures: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("memory", lambda: _limit_memory(memory)),
        ("no_files_written", lambda: _limit(resource.RLIMIT_FSIZE, 0)),
        ("no_core", lambda: _limit(resource.RLIMIT_CORE, 0)),
        ("few_files", lambda: _limit(resource.RLIMIT_NOFILE, FILES)),
        ("no_network_namespace", _leave_network),
        ("no_new_rights", lambda: _control(PR_SET_NO_NEW_PRIVS, 1)),
        ("not_dumpable", lambda: _control(PR_SET_DUMPABLE, 0)),
        ("system_calls", _filter_calls),
        ("audit_hook", _hook),
    )
    return [name for name, take in measures if take()]


def _limit(what: int, value: int) -> bool:
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (value, value))
        return True
    return False


def _limit_memory(memory: int) -> bool:
    """Address space on top of what the interpreter and its libraries have taken already."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return False
    return _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)


def _control(option: int, value: int) -> bool:
    return sys.platform == "linux" and bool(_libc().prctl(option, value, 0, 0, 0) == 0)


def _leave_network() -> bool:
    """Move into a network of its own, which has no way out; not every machine lets an ordinary user do that."""
    if sys.platform != "linux":
        return False
    libc = _libc()
    return any(libc.unshare(flags) == 0 for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET))


def _instruction(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("HBBI", code, then, otherwise, value)


def _argument(index: int) -> int:
    return _ARGUMENTS + 8 * index  # the lower half of the argument on a little-endian machine


def program(calls: dict[str, Any]) -> bytes:
    """The filter of system calls as the kernel takes it: refused ones fail with EPERM, all others go on."""
    lines = [
        _instruction(_LOAD, _ARCH),
        _instruction(_EQUAL, calls["arch"], 1, 0),
        _instruction(_RETURN, _REFUSE),
        _instruction(_LOAD, _NUMBER),
        _instruction(_AT_LEAST, _X32, 0, 1),
        _instruction(_RETURN, _REFUSE),
    ]
    for number in calls["no_such_call"]:
        lines += [_instruction(_EQUAL, number, 0, 1), _instruction(_RETURN, _NO_SUCH_CALL)]
    for number in calls["refused"]:
        lines += [_instruction(_EQUAL, number, 0, 1), _instruction(_RETURN, _REFUSE)]
    for number, flags in calls["open"]:
        lines += _looked_into(number, flags, WRITING, _REFUSE, _ALLOW)
    lines += _looked_into(calls["clone"], 0, CLONE_THREAD, _ALLOW, _REFUSE)
    return b"".join([*lines, _instruction(_RETURN, _ALLOW)])


def _looked_into(number: int, argument: int, bits: int, with_bits: int, without: int) -> list[bytes]:
    """Decide a call by the bits of one of its arguments."""
    return [
        _instruction(_EQUAL, number, 0, 4),
        _instruction(_LOAD, _argument(argument)),
        _instruction(_HAS, bits, 0, 1),
        _instruction(_RETURN, with_bits),
        _instruction(_RETURN, without),
    ]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _filter_calls() -> bool:
    calls = _CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None:
        return False
    code = program(calls)
    buffer = ctypes.create_string_buffer(code, len(code))
    given = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    return bool(_libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(given), 0, 0) == 0)


_REFUSED_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.truncate",
    "shutil.",
)


def _hook() -> bool:
    """The interpreter's own refusal, for machines without the kernel's."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            flags = arguments[2]
            if isinstance(flags, int) and flags & WRITING:
                raise PermissionError("no files are written here")
        elif event.startswith(_REFUSED_EVENTS):
            raise PermissionError(event)

    sys.addaudithook(refuse)
    return True
