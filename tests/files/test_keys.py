"""The ring is made once, read again when it changes, and missed when it is gone."""

from datetime import date

import pytest

from files.conftest import AT
from gongkai.files.keys import ring, ring_path
from gongkai.files.known_keys import ensure_ring, note_keys
from gongkai.files.models import KnownKey
from gongkai.kit.keyring import KeyProblem, NoRing, write_ring
from support import raw

DAY = date(2026, 3, 2)


def test_a_first_start_makes_a_ring_beside_the_database_and_no_secret_in_it(own_ring):
    assert ring_path().exists()
    assert list(KnownKey.objects.values_list("key_id", flat=True)) == [own_ring.active.id]
    assert own_ring.active.secret.hex() not in raw.whole()


def test_a_second_start_changes_nothing(own_ring):
    assert ensure_ring(today=DAY, at=AT) == own_ring
    assert KnownKey.objects.count() == 1


def test_a_ring_that_changes_is_read_again_while_the_program_runs(own_ring):
    assert ring() == own_ring
    rotated = own_ring.rotated(DAY)
    write_ring(ring_path(), rotated)
    assert ring() == rotated


def test_a_ring_that_is_gone_is_missed_and_no_new_one_made(own_ring):
    ring_path().unlink()
    with pytest.raises(NoRing, match=f"{own_ring.active.id} 加密。请从备份放回") as said:
        ensure_ring(today=DAY, at=AT)
    assert own_ring.active.id in said.value.en
    assert not ring_path().exists()
    with pytest.raises(NoRing, match="没有找到密钥环"):
        ring()


def test_a_ring_that_cannot_be_read_is_not_replaced(own_ring):
    ring_path().write_text("x", "utf-8")
    with pytest.raises(KeyProblem, match="切勿删除"):
        ensure_ring(today=DAY, at=AT)
    assert ring_path().read_text("utf-8") == "x"


def test_new_keys_are_noted(own_ring):
    rotated = own_ring.rotated(DAY)
    note_keys(rotated, at=AT)
    assert [one.key_id for one in KnownKey.objects.all()] == [key.id for key in rotated.keys]
    assert str(KnownKey.objects.last()) == rotated.active.id
