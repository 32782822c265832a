"""What is sealed comes back only where it was, whole, under the key it lies under."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kit import sealing
from gongkai.kit.keyring import Key, KeyMissing, Ring
from gongkai.kit.sealing import (
    CHUNK,
    BadSeal,
    digest,
    is_token,
    key_id_of,
    seal,
    seal_bytes,
    seal_stream,
    unseal,
    unseal_bytes,
    unseal_stream,
)

DAY = date(2026, 3, 2)
RING = Ring((Key.new(DAY),))
LABEL = "casework.applicant.phone"


@given(st.text())
def test_every_text_comes_back(text):
    assert unseal(RING, seal(RING, text, LABEL), LABEL) == text


def test_a_token_says_nothing_of_its_text_and_differs_each_time():
    first, second = seal(RING, "13800000000", LABEL), seal(RING, "13800000000", LABEL)
    assert first != second
    assert "13800000000" not in first
    assert is_token(first)
    assert key_id_of(first) == RING.active.id
    assert not is_token("13800000000")


def test_a_token_does_not_open_in_another_column():
    with pytest.raises(BadSeal, match="不在它原来的位置"):
        unseal(RING, seal(RING, "张三", LABEL), "casework.applicant.name")


@pytest.mark.parametrize(
    "change", [lambda t: t[:-4], lambda t: t[:-2] + "AA", lambda t: t[:13], lambda t: t + "*"]
)
def test_an_altered_token_is_refused(change):
    with pytest.raises(BadSeal):
        unseal(RING, change(seal(RING, "张三", LABEL)), LABEL)


@pytest.mark.parametrize("text", ["", "张三", "gk1", "gk1:aa", "gk2:00000000:AAAA", "gk1:a:b:c"])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(BadSeal):
        unseal(RING, text, LABEL)


def test_a_token_opens_under_a_key_that_only_reads_and_not_without_it():
    token = seal(RING, "张三", LABEL)
    rotated = RING.rotated(DAY)
    assert unseal(rotated, token, LABEL) == "张三"
    assert key_id_of(seal(rotated, "张三", LABEL)) == rotated.active.id
    with pytest.raises(KeyMissing, match=RING.active.id):
        unseal(rotated.retired(RING.active.id), token, LABEL)


def test_a_secret_in_place_of_another_opens_nothing():
    other = Ring((Key(RING.active.id, DAY, "active", bytes(32)),))
    with pytest.raises(BadSeal):
        unseal(other, seal(RING, "张三", LABEL), LABEL)


def test_digests_meet_for_equal_values_of_one_owner_and_one_key_alone():
    key, other = RING.active, Key.new(DAY)
    same = digest(key, "X1", of="number", owner="7")
    assert same == digest(key, "X1", of="number", owner="7")
    apart = {
        same,
        digest(key, "X2", of="number", owner="7"),
        digest(key, "X1", of="phone", owner="7"),
        digest(key, "X1", of="number", owner="8"),
        digest(other, "X1", of="number", owner="7"),
    }
    assert len(apart) == 5


SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]


@pytest.mark.parametrize("size", SIZES)
def test_every_file_comes_back_a_chunk_at_a_time(size):
    data = bytes(range(256)) * (size // 256 + 1)
    data = data[:size]
    target = io.BytesIO()
    assert seal_stream(RING, io.BytesIO(data), target) == RING.active.id
    target.seek(0)
    parts = list(unseal_stream(RING, target))
    assert b"".join(parts) == data
    assert max(len(part) for part in parts) <= CHUNK


def _sealed(size=2 * CHUNK + 9):
    return seal_bytes(RING, b"x" * size)


HEAD = len(sealing.MAGIC) + sealing.KEY_ID + sealing.SALT
PIECE = CHUNK + sealing.TAG
WRONG = {
    "nothing at all": lambda _d: b"",
    "the head alone": lambda d: d[:HEAD],
    "half a head": lambda d: d[:20],
    "a plain file": lambda _d: b"%PDF-1.7" + bytes(200),
    "a bit turned in the middle": lambda d: d[: HEAD + 9] + bytes([d[HEAD + 9] ^ 1]) + d[HEAD + 10 :],
    "another salt": lambda d: d[: HEAD - 1] + bytes([d[HEAD - 1] ^ 1]) + d[HEAD:],
    "the last byte gone": lambda d: d[:-1],
    "the last chunk gone": lambda d: d[: HEAD + 2 * PIECE],
    "two chunks swapped": lambda d: d[:HEAD] + d[HEAD + PIECE :][:PIECE] + d[HEAD:][:PIECE] + d[HEAD + 2 * PIECE :],
    "something added": lambda d: d + b"x",
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_not_as_it_was_sealed_is_refused(case):
    with pytest.raises(BadSeal):
        unseal_bytes(RING, WRONG[case](_sealed()))


def test_a_file_under_a_key_that_is_not_at_hand_names_the_key():
    rotated = RING.rotated(DAY).retired(RING.active.id)
    with pytest.raises(KeyMissing, match=RING.active.id):
        unseal_bytes(rotated, _sealed())
