"""The embedded default, and PostgreSQL by its address; the product's tests pass on both."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.config.database import database
from support.postgres import postgresql

GONGKAI = str(Path(sys.executable).with_name("gongkai"))
ROOT = Path(__file__).resolve().parents[2]


def test_without_an_address_it_is_the_file_of_the_data_directory(tmp_path):
    found = database({}, tmp_path)
    assert found["NAME"] == tmp_path / "gongkai.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_the_server_and_may_hold_any_password(tmp_path):
    found = database({"GONGKAI_DATABASE": "postgresql://gk:p%40ss%2F@db.example.cn:5433/gongkai"}, tmp_path)
    kept = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert kept == ["gk", "p@ss/", "db.example.cn", "5433", "gongkai"]


@pytest.mark.parametrize("wrong", ["mysql://gk:secret@db/gongkai", "postgresql://gk:secret@db", "gongkai"])
def test_another_address_is_refused_without_repeating_its_password(tmp_path, wrong):
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_DATABASE") as problem:
        database({"GONGKAI_DATABASE": wrong}, tmp_path)
    assert "secret" not in str(problem.value)


@pytest.mark.slow
def test_an_installation_on_postgresql_is_set_up_and_looked_after(tmp_path):
    with postgresql() as address:
        env = {
            **os.environ,
            "GONGKAI_DATABASE": address.replace("/gongkai", "/postgres"),
            "GONGKAI_LANG": "en",
        }
        env["GONGKAI_DATA"] = str(tmp_path / "data")
        env.pop("DJANGO_SETTINGS_MODULE", None)
        said = [_gongkai(env, *words) for words in (("setup", "--example"), ("tick",), ("audit", "verify"))]
        away = {**env, "GONGKAI_DATABASE": address.replace("/gongkai", "/nowhere")}
        refused = subprocess.run([GONGKAI, "tick"], env=away, capture_output=True, text=True, check=False)
    assert [one.returncode for one in said] == [0, 0, 0], [one.stderr for one in said]
    assert "0 raised, 0 settled" in said[1].stdout  # the example has run it once
    assert refused.returncode == 2
    assert 'database "nowhere" does not exist' in refused.stderr


def _gongkai(env, *words):
    return subprocess.run([GONGKAI, *words], env=env, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "tests",
    [
        "tests/casework/test_many_online.py",
        "tests/audit tests/agencies tests/calendars tests/files tests/notices tests/publishing tests/reporting",
        "tests/casework",
        "tests/desk tests/portal",
    ],
    ids=["five hundred at once", "rooms below", "casework", "pages"],
)
def test_what_passes_on_sqlite_passes_on_postgresql(tests):
    with postgresql() as address:
        env = {**os.environ, "GONGKAI_DATABASE": address}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", *tests.split()]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
