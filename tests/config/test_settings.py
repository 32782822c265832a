"""Settings as a fresh process reads them, and the headers they give."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "ALLOWED_HOSTS", "DEBUG", "DEMO", "HTTPS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_TRUSTED_ORIGINS",
    "SECURE_HSTS_SECONDS", "LANGUAGE_CODE", "TIME_ZONE", "SESSION_COOKIE_AGE",
)  # fmt: skip
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def _settings(folder, **environment):
    program = (
        "import json, gongkai.config.settings as s;"
        f"print(json.dumps({{name: getattr(s, name) for name in {NAMES!r}}}))"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**clean, "GONGKAI_DATA": str(folder), **environment},
        capture_output=True,
        check=True,
    )
    return json.loads(answer.stdout)


def test_a_fresh_installation_answers_this_machine_only_and_shows_no_internals(tmp_path):
    seen = _settings(tmp_path)
    assert (seen["ALLOWED_HOSTS"], seen["DEBUG"], seen["DEMO"], seen["HTTPS"]) == (
        LOOPBACK,
        False,
        False,
        False,
    )
    assert (seen["LANGUAGE_CODE"], seen["TIME_ZONE"], seen["SESSION_COOKIE_AGE"]) == (
        "zh-hans",
        "Asia/Shanghai",
        1800,
    )


def test_a_named_site_goes_over_tls(tmp_path):
    seen = _settings(tmp_path, GONGKAI_HOSTS="a.gov.cn, b.gov.cn")
    assert seen["ALLOWED_HOSTS"] == [*LOOPBACK, "a.gov.cn", "b.gov.cn"]
    assert seen["SESSION_COOKIE_SECURE"]
    assert seen["CSRF_COOKIE_SECURE"]
    assert seen["CSRF_TRUSTED_ORIGINS"] == ["https://a.gov.cn", "https://b.gov.cn"]
    assert seen["SECURE_HSTS_SECONDS"] > 0


def test_tls_can_be_left_off_where_there_is_none(tmp_path):
    seen = _settings(tmp_path, GONGKAI_HOSTS="a.gov.cn", GONGKAI_HTTPS="0")
    assert not seen["SESSION_COOKIE_SECURE"]
    assert seen["SECURE_HSTS_SECONDS"] == 0


def test_the_example_never_answers_another_name(tmp_path):
    (tmp_path / "demo").touch()
    seen = _settings(tmp_path, GONGKAI_HOSTS="a.gov.cn")
    assert (seen["DEMO"], seen["ALLOWED_HOSTS"], seen["HTTPS"]) == (True, LOOPBACK, False)


def test_every_variable_is_documented():
    page = (ROOT / "docs/how-to/settings.md").read_text("utf-8")
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    used = {name for path in sources for name in re.findall(r"\bGONGKAI_[A-Z_]+\b", path.read_text("utf-8"))}
    assert sorted(name for name in used if f"`{name}" not in page) == []


@pytest.mark.django_db
def test_headers_are_strict(client):
    answer = client.get("/desk/sign-in/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_database_waits_writes_ahead_and_locks_at_once(settings):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
