"""docs/glossary.md names only what exists; names are looked up in the sources, so that nothing is imported."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "glossary.md"
HEADS = {"name in code", "---"}


def rows():
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in HEADS]


def defined(path):
    names = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        if isinstance(node, ast.ImportFrom) and path.name == "__init__.py":
            names |= {one.name for one in node.names}
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def test_every_name_exists():
    for name, *_ in rows():
        *module, thing = re.fullmatch(r"`([\w.]+)`", name)[1].split(".")
        room = ROOT.joinpath("src", "gongkai", *module)
        path = room / "__init__.py" if room.is_dir() else room.with_suffix(".py")
        assert path.is_file(), name
        assert thing in defined(path), name


def test_every_row_gives_a_chinese_term_its_basis_and_a_word():
    for row in rows():
        assert len(row) == 4, row
        assert re.search("[一-龥]", row[1]), row
        assert all(row), row


def test_no_name_is_told_twice():
    names = [row[0] for row in rows()]
    assert len(names) == len(set(names))
