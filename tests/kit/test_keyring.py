"""A ring is changed by making a new one, and its file is never half written, never public, never silently replaced."""

import stat
import threading
from datetime import date

import pytest

from gongkai.kit import keyring
from gongkai.kit.keyring import Key, KeyMissing, KeyProblem, NoRing, Ring, make_ring, read_ring, write_ring

DAY, LATER = date(2026, 3, 2), date(2027, 3, 2)


def _ring():
    return Ring((Key.new(DAY),))


def test_a_ring_is_made_once_and_read_as_it_was_made(tmp_path):
    path = tmp_path / "keys" / "ring.toml"
    made = make_ring(path, DAY)
    assert made.active.made == DAY
    assert len(made.active.secret) == 32
    assert make_ring(path, LATER) == made == read_ring(path)


def test_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "keys" / "ring.toml"
    make_ring(path, DAY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["ring.toml"]


def test_two_who_make_it_at_once_get_the_same(tmp_path):
    path = tmp_path / "ring.toml"
    found = []
    threads = [threading.Thread(target=lambda: found.append(make_ring(path, DAY))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({ring.active.secret for ring in found}) == 1


def test_secrets_stay_out_of_what_is_printed():
    ring = _ring()
    assert ring.active.secret.hex() not in repr(ring)
    assert repr(ring.active.secret) not in repr(ring)


def test_after_a_rotation_the_new_key_seals_and_the_old_one_reads():
    first = _ring()
    second = first.rotated(LATER)
    assert [key.state for key in second.keys] == ["reading", "active"]
    assert second.active.id != first.active.id
    assert second.find(first.active.id).secret == first.active.secret
    assert [key.id for key in second.usable] == [second.active.id, first.active.id]


def test_a_retired_key_is_remembered_without_its_secret(tmp_path):
    old = _ring().active.id
    ring = Ring(_ring().keys)
    old = ring.active.id
    ring = ring.rotated(LATER).retired(old)
    write_ring(tmp_path / "ring.toml", ring)
    assert read_ring(tmp_path / "ring.toml") == ring
    assert [(key.state, key.secret == b"") for key in ring.keys] == [("retired", True), ("active", False)]
    with pytest.raises(KeyMissing, match=old):
        ring.find(old)


def test_the_active_key_is_not_retired():
    ring = _ring()
    with pytest.raises(KeyProblem, match="请先更换：gongkai key rotate"):
        ring.retired(ring.active.id)


def test_a_key_that_is_not_there_is_named():
    with pytest.raises(KeyMissing, match="00000000") as said:
        _ring().find("00000000")
    assert said.value.key_id == "00000000"
    assert "gongkai key restore" in said.value.en


def test_a_restored_key_reads_where_another_is_active_and_is_active_where_none_is():
    lost = _ring().active
    ring = _ring()
    both = ring.restored(lost)
    assert {key.id: key.state for key in both.keys} == {lost.id: "reading", ring.active.id: "active"}
    assert Ring(()).restored(lost).active.id == lost.id
    assert both.restored(lost) == both


def test_a_ring_without_an_active_key_says_so():
    with pytest.raises(KeyProblem, match="没有在用的密钥"):
        _ = Ring(()).active


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(NoRing, match="gongkai key restore") as said:
        read_ring(tmp_path / "ring.toml")
    assert "gongkai setup" in said.value.en


KEY = '[[key]]\nid = "0a0a0a0a"\nmade = 2026-03-02\nstate = "{state}"\n'
SECRET = f'secret = "{"ab" * 32}"\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[key",
        "key = 3",
        KEY.format(state="active"),
        KEY.format(state="retired") + SECRET,
        KEY.format(state="lost") + SECRET,
        KEY.format(state="active") + 'secret = "ab"\n',
        KEY.format(state="active") + 'secret = "zz"\n',
        (KEY.format(state="active") + SECRET) * 2,
        KEY.format(state="active")
        + SECRET
        + KEY.format(state="active").replace("0a0a0a0a", "0b0b0b0b")
        + SECRET,
        KEY.format(state="active").replace("0a0a0a0a", "0A:") + SECRET,
        KEY.format(state="active").replace("2026-03-02", '"x"') + SECRET,
    ],
)
def test_a_file_that_is_no_ring_is_refused_and_left_alone(tmp_path, text):
    path = tmp_path / "ring.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(KeyProblem, match="切勿删除"):
        read_ring(path)
    assert path.read_text("utf-8") == text


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "ring.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyProblem, match="读不出来"):
        read_ring(path)


def test_a_failed_write_leaves_the_ring_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "ring.toml"
    before = make_ring(path, DAY)

    def _full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(keyring.os, "fsync", _full)
    with pytest.raises(OSError, match="disk full"):
        write_ring(path, before.rotated(LATER))
    monkeypatch.undo()
    assert read_ring(path) == before
