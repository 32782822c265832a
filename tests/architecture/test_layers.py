"""The rooms: imports and foreign keys run one way, and nothing grows too long to read."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src/gongkai").rglob("*.py") if "migrations" not in path.parts)
LONGEST_FUNCTION = 40
LONGEST_FILE = 400


def _depths() -> dict[str, int]:
    """How deep each room lies, from the contract in pyproject.toml: config 0, law the deepest."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one["id"] == "rooms")
    return {room.strip(" ()"): depth for depth, layer in enumerate(layers) for room in layer.split("|")}


def _relations():
    ours = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]
    pairs = [(model, field) for model in ours for field in model._meta.get_fields()]
    return [(model, field) for model, field in pairs if field.is_relation and field.concrete]


def _label(one):
    return one._meta.label if isinstance(one, type) else one.name


def test_imports_keep_the_contracts(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    broken = lint_imports(no_cache=True)
    assert broken == 0, capsys.readouterr().out


@pytest.mark.parametrize(("model", "field"), _relations(), ids=_label)
def test_a_foreign_key_points_down(model, field):
    depths = _depths()
    here, there = model._meta.app_label, field.related_model._meta.app_label
    assert here == there or depths[here] < depths[there], (
        f"{model.__name__}.{field.name} points up to {there}"
    )


def test_an_audit_event_has_no_foreign_key():
    assert [field.name for model, field in _relations() if model._meta.app_label == "audit"] == []


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_files_and_functions_stay_short(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}
