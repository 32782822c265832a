"""The data directory: where it is, its keys, its mark."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from gongkai.config.data_dir import data_dir, is_demo, mark_demo, secret


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_directory_named_is_made_for_its_owner_only(tmp_path):
    folder = data_dir({"GONGKAI_DATA": str(tmp_path / "a/b")}, tmp_path)
    assert folder == tmp_path / "a/b"
    assert _mode(folder) == 0o700


def test_a_checkout_keeps_its_data_in_var(tmp_path):
    (tmp_path / "pyproject.toml").touch()
    assert data_dir({}, tmp_path) == tmp_path / "var"


def test_an_installed_package_keeps_it_in_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data_dir({"GONGKAI_DATA": ""}, tmp_path / "lib") == tmp_path / "var"


def test_a_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    key = secret(tmp_path, "secret.key")
    assert len(bytes.fromhex(key)) == 32
    assert secret(tmp_path, "secret.key") == key
    assert secret(tmp_path, "audit.key") != key
    assert _mode(tmp_path / "secret.key") == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["audit.key", "secret.key"]


def test_processes_that_start_at_once_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret(tmp_path, "secret.key"), range(8)))
    assert len(keys) == 1


def test_a_damaged_key_is_not_replaced_silently(tmp_path):
    (tmp_path / "audit.key").write_text("short")
    with pytest.raises(ValueError, match=r"audit\.key holds no key\. Restore it"):
        secret(tmp_path, "audit.key")


def test_a_directory_is_the_example_once_marked(tmp_path):
    assert not is_demo(tmp_path)
    mark_demo(tmp_path)
    assert is_demo(tmp_path)
