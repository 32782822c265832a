"""The data directory: database, keys, and the mark that says it holds nothing but the example."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

PRIVATE_DIRECTORY = 0o700
DEMO_MARK = "demo"


def data_dir(environment: dict[str, str] | os._Environ[str], project: Path) -> Path:
    """Give the directory named by GONGKAI_DATA, or var/ of the project (of the working directory when installed).

    It is made when it is not there, readable by its owner only.
    """
    home = project if (project / "pyproject.toml").exists() else Path.cwd()
    folder = Path(environment.get("GONGKAI_DATA") or home / "var").expanduser().resolve()
    folder.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    return folder


def secret(folder: Path, name: str) -> str:
    """Read the key kept in folder/name, making it on first use: 64 hex digits in a file only its owner reads."""
    path = folder / name
    if not path.exists():
        _make_secret(path)
    text = path.read_text("ascii").strip()
    if len(text) < 64:
        raise ValueError(
            f"{path} holds no key. Restore it from the backup; a new key breaks what the old one signed."
        )
    return text


def _make_secret(path: Path) -> None:
    """Write a new key under another name and link it, so that two processes starting at once agree on one."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def is_demo(folder: Path) -> bool:
    """Tell whether the directory is marked as holding the example."""
    return (folder / DEMO_MARK).exists()


def mark_demo(folder: Path) -> None:
    """Mark the directory: from the next start every page says 演示 and only loopback is answered."""
    (folder / DEMO_MARK).write_text("This directory holds the example only. 仅供演示。\n", "utf-8")
