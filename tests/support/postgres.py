"""A PostgreSQL of our own on loopback, in a folder of its own; it stops with the test."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from support import needs

ACCOUNT = "postgres"  # the server refuses to run as root


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server and give its address for GONGKAI_DATABASE."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    with TemporaryDirectory(prefix="gongkai-pg-") as made:
        folder, port = Path(made), _free_port()
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
        data = folder / "data"
        _run(initdb, "-D", str(data), "-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--locale=C.UTF-8")
        asked = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c max_connections=60 -c fsync=off"
        _run(pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", asked, "start")
        try:
            yield f"postgresql://{ACCOUNT}@127.0.0.1:{port}/gongkai"
        finally:
            _run(pg_ctl, "-D", str(data), "-w", "-m", "immediate", "stop")


def _program(name: str) -> str:
    """Debian keeps the server's programs off the path, in a folder for each version."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(kept[-1]) if kept else needs.tool(name)


def _run(*command: str) -> None:
    runuser = [str(shutil.which("runuser")), "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*runuser, *command], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr + done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
