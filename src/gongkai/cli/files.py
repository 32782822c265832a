"""Which files a command was given: files, folders and patterns, in a stable order."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.cli.lang import t
from gongkai.report.kinds import SUFFIXES


def expand(given: Iterable[str]) -> list[Path]:
    """Turn files, folders (searched for report files, hidden ones left out) and patterns into paths, each once."""
    found = dict.fromkeys(path for text in given for path in _expand(text))
    return list(found)


def _expand(text: str) -> Iterator[Path]:
    path = Path(text)
    if path.is_dir():
        yield from sorted(
            one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and _visible(one, path)
        )
    elif not path.exists() and glob.has_magic(text):
        yield from sorted(Path(one) for one in glob.glob(text, recursive=True) if Path(one).is_file())
    else:
        yield path


def _visible(path: Path, root: Path) -> bool:
    names = path.relative_to(root).parts
    return (
        path.is_file()
        and not any(name.startswith(".") for name in names)
        and not path.name.startswith("README")
    )


def nothing_found(given: Iterable[str]) -> str:
    """Say that the arguments name no report."""
    return t(f"没有找到年报文件：{'、'.join(given)}", f"no report files found: {', '.join(given)}")
