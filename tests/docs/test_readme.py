"""What the README tells a newcomer to type works."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "README.zh-CN.md", "docs/how-to/commands.md")
NEEDS_DATA = ("compile", "serve", "setup", "audit", "manage", "office")
OWN_FILES = re.compile(r"[A-Z]{2,}")


def _commands() -> list[str]:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8").replace("\\\n", " ")
        for block in re.findall(r"```sh\n(.*?)```", text, re.S):
            found += [line.split("#")[0].strip() for line in block.splitlines() if "gongkai " in line]
    return sorted({one.strip().removeprefix(".venv/bin/") for one in found})


@pytest.mark.parametrize("line", [one for one in _commands() if one.split()[1] not in NEEDS_DATA])
def test_a_command_of_the_readme_runs(line):
    name, *args = shlex.split(line)
    assert not OWN_FILES.search(line), "an example is a command one can type"
    program = str(Path(sys.executable).parent / name)
    result = subprocess.run(
        [program, *args], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode in {0, 1}, result.stderr
    assert result.stdout


@pytest.mark.parametrize("page", PAGES)
def test_every_file_a_page_links_exists(page):
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_make_target_named_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    text = "".join((ROOT / page).read_text("utf-8") for page in (*PAGES, "CONTRIBUTING.md"))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.M))
    assert [name for name in sorted(named) if f"\n{name}:" not in makefile] == []
