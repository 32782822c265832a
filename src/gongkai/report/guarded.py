"""Reports read and checked in guarded child processes: what a file does to its reader never reaches the caller."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gongkai.kit.guard import Death, DeathKind, Guard, Limits, Outcome

if TYPE_CHECKING:  # the command that only passes files on starts without it
    from gongkai.report.model import Place

LIMITS = Limits()
MEGABYTE = 2**20
_DEATHS: dict[DeathKind, tuple[str, str]] = {
    "memory": (
        f"读取时内存超过 {LIMITS.memory // MEGABYTE} MB，文件可能已损坏，请从原网页重新下载",
        f"needed more than {LIMITS.memory // MEGABYTE} MB of memory; the file may be damaged, download it again",
    ),
    "cpu": (
        f"读取超过 {LIMITS.cpu_seconds} 秒仍未完成，文件可能已损坏，请从原网页重新下载",
        f"took more than {LIMITS.cpu_seconds} seconds; the file may be damaged, download it again",
    ),
    "wall": (
        f"读取超过 {LIMITS.wall_seconds:.0f} 秒仍未完成，文件可能已损坏，请从原网页重新下载",
        f"took more than {LIMITS.wall_seconds:.0f} seconds; the file may be damaged, download it again",
    ),
    "crash": (
        "读取程序因这份文件中断，文件可能已损坏，请用 Word、WPS 或浏览器打开后另存一份再试",
        "broke its reader; the file may be damaged, open it and save it again",
    ),
    "error": (
        "读取程序因这份文件出错，请用 Word、WPS 或浏览器打开后另存一份再试",
        "made its reader fail; open it and save it again",
    ),
    "output": (
        "读出的内容过多，不像年度报告，请核对选的文件",
        "holds far more than a report; check which file you chose",
    ),
    "size": (
        f"文件超过 {LIMITS.size // MEGABYTE} MB，不像年度报告，请核对选的文件",
        f"is larger than {LIMITS.size // MEGABYTE} MB; check which file you chose",
    ),
}
_GONE = {
    "No such file or directory": ("没有这个文件，请核对路径", "no such file; check the path"),
    "Is a directory": ("这是文件夹，请给出其中的文件", "is a folder; name a file in it"),
}


class Judge:
    """Reads and checks files in guarded processes; a file that ends its process is a result like any other."""

    def __init__(self, processes: int = 1) -> None:
        self._guard = Guard("gongkai.report.judging:judge", processes=processes, limits=LIMITS)

    def __enter__(self) -> Judge:
        self._guard.warm(self._guard.processes)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._guard.close()

    def judge(self, data: bytes, name: str) -> dict[str, Any]:
        """Give {"report": the machine format with its findings} or {"problem": {"zh", "en"}}."""
        return _result(self._guard.run(name, data))

    def files(self, paths: Iterable[Path], processes: int = 1) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Judge files in their order, all processes busy, no more of them in memory than are being read."""
        paths = list(paths)
        self._guard.widen(processes)
        self._guard.warm(processes)
        outcomes = self._guard.map((path.name, path) for path in paths)
        yield from ((path, _result(outcome)) for path, outcome in zip(paths, outcomes, strict=True))


class Sources:
    """Shows where a cell stands in its file, in a guarded process."""

    def __init__(self) -> None:
        self._guard = Guard("gongkai.report.sources:source", processes=1, limits=LIMITS)

    def show(self, data: bytes, name: str, place: Place, printed: str = "") -> dict[str, Any]:
        """Give the picture, the table or the lines around a place (see report.sources); {"kind": "none"} where none."""
        asked = {"name": name, "place": _plain(place), "printed": printed}
        outcome = self._guard.run(json.dumps(asked), data)
        found: dict[str, Any] = json.loads(outcome.data) if outcome.data else {"kind": "none"}
        return found


def _plain(place: Place) -> dict[str, Any]:
    names = ("page", "table", "row", "column", "line", "box")
    return {name: value for name in names if (value := getattr(place, name)) is not None}


def _result(outcome: Outcome) -> dict[str, Any]:
    if outcome.data is not None:
        found: dict[str, Any] = json.loads(outcome.data)
        return found
    zh, en = _words(outcome.death or Death("crash"))
    return {"problem": {"zh": zh, "en": en}}


def _words(death: Death) -> tuple[str, str]:
    if death.kind != "gone":
        return _DEATHS[death.kind]
    return _GONE.get(
        death.detail,
        (
            f"文件打不开（{death.detail}），请核对权限",
            f"cannot be opened ({death.detail}); check its permissions",
        ),
    )
