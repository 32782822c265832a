"""Values and files come under the active key chunk by chunk, a broken run goes on, and nothing is lost on the way."""

from datetime import date
from itertools import islice

import pytest

from files.conftest import AT
from gongkai.files import actions, resealing
from gongkai.files.keys import ring, ring_path
from gongkai.files.models import StoredFile
from gongkai.files.places import place_of
from gongkai.files.queries import Damaged, chunks, content
from gongkai.files.resealing import (
    PLAIN,
    Column,
    count_files,
    count_keys,
    seal_column,
    seal_files,
    sealed_columns,
    unseal_column,
)
from gongkai.kit.keyring import KeyMissing, write_ring
from gongkai.kit.sealing import CHUNK, BadSeal
from support import raw

NAMES = Column("files_storedfile", "id", "name", "files.storedfile.name")
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _small_chunks(own_ring, monkeypatch):
    monkeypatch.setattr(resealing, "CHUNK", 2)


def _store(count=5, data=b"x"):
    return [actions.store(data=data + b"%d" % n, name=f"示例{n}", at=AT, by=None) for n in range(count)]


def _rotate():
    write_ring(ring_path(), ring().rotated(DAY))
    return ring().active.id


def test_the_columns_of_every_room_are_known():
    assert NAMES in sealed_columns()
    assert "casework.applicant.id_number" in {one.label for one in sealed_columns()}


def test_plain_values_are_sealed_and_come_back():
    _store()
    assert list(unseal_column(NAMES)) == [2, 2, 1]
    assert raw.rows("files_storedfile", "name") == [f"示例{n}" for n in range(5)]
    assert count_keys(NAMES) == {PLAIN: 5}
    assert list(seal_column(NAMES)) == [2, 2, 1]
    assert count_keys(NAMES) == {ring().active.id: 5}
    assert [one.name for one in StoredFile.objects.all()] == [f"示例{n}" for n in range(5)]


def test_a_rotation_that_was_broken_off_goes_on():
    _store()
    old, new = ring().active.id, _rotate()
    list(islice(seal_column(NAMES), 1))
    assert count_keys(NAMES) == {new: 2, old: 3}
    assert [one.name for one in StoredFile.objects.all()] == [f"示例{n}" for n in range(5)]
    assert sum(seal_column(NAMES)) == 3
    assert list(seal_column(NAMES)) == []
    assert count_keys(NAMES) == {new: 5}


def test_what_somebody_changes_meanwhile_is_kept(monkeypatch):
    [one] = _store(1)
    _rotate()
    seal = resealing.seal

    def _meanwhile(*given):
        StoredFile.objects.filter(pk=one.pk).update(name="新名")
        return seal(*given)

    monkeypatch.setattr(resealing, "seal", _meanwhile)
    list(seal_column(NAMES))
    assert StoredFile.objects.get().name == "新名"


def test_a_spoiled_value_stops_the_run_and_stays():
    _store(1)
    [kept] = raw.rows("files_storedfile", "name")
    raw.put("files_storedfile", "name", kept[:-4] + "AAAA")
    _rotate()
    with pytest.raises(BadSeal):
        list(seal_column(NAMES))
    assert raw.rows("files_storedfile", "name") == [kept[:-4] + "AAAA"]


def test_a_value_under_a_lost_key_stops_the_run_and_names_the_key():
    _store(1)
    old = ring().active.id
    write_ring(ring_path(), ring().rotated(DAY).retired(old))
    with pytest.raises(KeyMissing, match=old):
        list(seal_column(NAMES))


def test_a_plain_text_that_begins_like_a_token_is_sealed():
    _store(1)
    raw.put("files_storedfile", "name", "gk1:是什么")
    list(seal_column(NAMES))
    assert StoredFile.objects.get().name == "gk1:是什么"


def test_files_lie_sealed_and_come_back_whole_or_in_pieces():
    data = b"\x00secret" * CHUNK
    stored = actions.store(data=data, name="示例", at=AT, by=None)
    assert b"secret" not in place_of(stored.sha256).read_bytes()
    assert content(stored) == data
    pieces = list(chunks(stored))
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) <= CHUNK


def test_files_from_before_the_keys_are_read_and_then_sealed():
    [stored] = _store(1)
    place_of(stored.sha256).write_bytes(b"x0")
    assert content(stored) == b"x0"
    assert count_files().under == {PLAIN: 1}
    assert list(seal_files()) == [""]
    assert count_files().under == {ring().active.id: 1}
    assert content(stored) == b"x0"
    assert list(seal_files()) == []


def test_files_come_under_the_new_key_and_a_broken_run_goes_on():
    stored = _store(3)
    big = actions.store(data=b"z" * (2 * CHUNK + 5), name="示例", at=AT, by=None)
    old, new = ring().active.id, _rotate()
    next(seal_files())
    assert count_files().under == {new: 1, old: 3}
    assert list(seal_files()) == [""] * 3
    assert count_files().under == {new: 4}
    assert [content(one) for one in stored] == [b"x0", b"x1", b"x2"]
    assert content(big) == b"z" * (2 * CHUNK + 5)


SPOILED = {
    "cut": lambda data: data[:-1],
    "another": lambda _data: b"plain but another",
    "under a lost key": lambda data: data[:4] + b"00000000" + data[12:],
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_file_is_refused_before_a_byte_leaves_and_is_left_as_it_is(how):
    [stored] = _store(1, data=b"y" * (2 * CHUNK))
    place = place_of(stored.sha256)
    spoiled = SPOILED[how](place.read_bytes())
    place.write_bytes(spoiled)
    with pytest.raises(Damaged, match="“示例0”"):
        chunks(stored)
    _rotate()
    assert list(seal_files()) == [stored.sha256]
    assert place.read_bytes() == spoiled


def test_drafts_that_were_left_are_passed_over():
    _store(1)
    folder = next(place_of(one.sha256).parent for one in StoredFile.objects.all())
    (folder / ".draft-0").write_bytes(b"half")
    _rotate()
    assert list(seal_files()) == [""]
