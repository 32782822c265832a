"""The notes of a long run: one line of JSON a file, so that a run that was broken off goes on where it stopped."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from gongkai.cli.lang import t


class Record:
    """Results by file; a file whose size or time has changed since is read again. Without a path it notes nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, int] = {}
        if path:
            self._append(path, b"")  # said before hours of reading, not after the first file
            if path.is_file():
                self._load(path)

    def _load(self, path: Path) -> None:
        """Remember where each line starts; a line that was cut off when the run broke is left out and cut away."""
        at = 0
        with path.open("rb") as notes:
            for line in notes:
                if not line.endswith(b"\n"):
                    break
                self._known[_stamped(line, path)] = at
                at += len(line)
        if at < path.stat().st_size:
            with path.open("r+b") as notes:
                notes.truncate(at)

    def known(self, paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
        """Give the results of the files that were read before and have not changed."""
        if not self._path or not self._known:
            return
        with self._path.open("rb") as notes:
            for path in paths:
                if (at := self._known.get(_stamp(path))) is not None:
                    notes.seek(at)
                    yield json.loads(notes.readline())

    def unknown(self, paths: Iterable[Path]) -> list[Path]:
        """Give the files still to be read."""
        return [path for path in paths if not self._known or _stamp(path) not in self._known]

    def add(self, path: Path, result: dict[str, Any]) -> dict[str, Any]:
        """Note the result of a file, at once, and give it back."""
        if self._path:
            line = json.dumps({"stamp": _stamp(path), **result}, ensure_ascii=False) + "\n"
            self._append(self._path, line.encode())
        return result

    def _append(self, path: Path, line: bytes) -> None:
        try:
            with path.open("ab") as notes:
                notes.write(line)
        except OSError as problem:
            raise _unusable(
                f"{path} 不能写入（{problem.strerror}）；请换一个位置，或者腾出空间后再运行，已记下的不必重读",
                f"{path} cannot be written ({problem.strerror}); choose another place or make room, what is noted stays",
            ) from None


def _stamped(line: bytes, path: Path) -> str:
    try:
        return str(json.loads(line)["stamp"])
    except (ValueError, KeyError, TypeError):
        raise _unusable(
            f"{path} 不是检查记录，未作改动；请换一个文件名",
            f"{path} holds no notes of a check and was left as it is; choose another name",
        ) from None


def _unusable(zh: str, en: str) -> typer.Exit:
    """Say in one line why the notes are no good; the exit to raise."""
    typer.echo(f"✗ {t(zh, en)}", err=True)
    return typer.Exit(2)


def _stamp(path: Path) -> str:
    """What a file is known by: its full path, size and time; a file that is gone has neither."""
    try:
        found = path.stat()
    except OSError:
        return f"{path.absolute()}|gone"
    return f"{path.absolute()}|{found.st_size}|{found.st_mtime_ns}"
