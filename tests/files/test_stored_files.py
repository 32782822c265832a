"""A file is kept by its content, under a name that can do no harm, and comes back only as it went in."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from gongkai.files import actions, places
from gongkai.files.media_types import DOCX, UNKNOWN, media_type
from gongkai.files.names import cleaned, cleaned_path
from gongkai.files.places import place_of, root
from gongkai.files.queries import Damaged, content
from gongkai.kit.entry import BadEntry

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(own_ring):
    """Keep what is stored apart from what other tests store."""


def store(data=b"%PDF-1.7 shili", name="示例.pdf"):
    return actions.store(data=data, name=name, at=AT, by=7)


def packed(inside):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(inside, "x")
    return buffer.getvalue()


def test_what_is_stored_comes_back():
    stored = store()
    assert content(stored) == b"%PDF-1.7 shili"
    assert (stored.name, stored.media_type, stored.size, stored.created_by_id) == (
        "示例.pdf", "application/pdf", 14, 7,
    )  # fmt: skip


def test_it_lies_by_its_digest_and_only_its_owner_reads_it():
    stored = store()
    place = root() / stored.sha256[:2] / stored.sha256[2:]
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_content_under_two_names_lies_once():
    first, second = store(name="甲.pdf"), store(name="乙.pdf")
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    assert len(list(places.everything())) == 1


def test_what_the_disk_has_spoiled_is_refused_and_mended_when_it_comes_again():
    stored = store()
    place_of(stored.sha256).write_bytes(b"other")
    with pytest.raises(Damaged, match=r"“示例\.pdf”的内容与登记的摘要不符"):
        content(stored)
    store()
    assert content(stored) == b"%PDF-1.7 shili"


def test_what_is_gone_is_said():
    stored = store()
    place_of(stored.sha256).unlink()
    with pytest.raises(Damaged, match="请从备份恢复") as said:
        content(stored)
    assert "restore it" in said.value.en


def test_a_failed_write_leaves_nothing_behind(monkeypatch):
    def _full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(places.os, "fsync", _full)
    with pytest.raises(OSError, match="disk full"):
        store()
    assert list(places.everything()) == []


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 2**20)
    with pytest.raises(BadEntry, match="超过1 MB"):
        store(data=b"x" * (2**20 + 1))


def test_a_sweep_takes_what_nobody_has_and_leaves_the_rest():
    kept, gone = store(data=b"kept"), store(data=b"gone")
    shared, other = store(data=b"shared"), store(data=b"shared")
    actions.discard(stored=gone)
    actions.discard(stored=other)
    now = datetime.now(UTC)
    assert actions.sweep(before=now - timedelta(hours=1)) == 0
    assert actions.sweep(before=now + timedelta(hours=1)) == 1
    assert content(kept) == b"kept"
    assert content(shared) == b"shared"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("示例镇年报.docx", "示例镇年报.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\示例.pdf", "示例.pdf"),
        ("示\x00例\n\u202e.pdf", "示例.pdf"),
        ("", "未命名"),
        ("..", "未命名"),
        ("例" * 300 + ".docx", "例" * 195 + ".docx"),
        ("例" * 300, "例" * 200),
    ],
)
def test_a_name_loses_what_could_do_harm(name, kept):
    assert cleaned(name) == kept


def test_a_path_stays_inside_its_folder():
    assert cleaned_path("../乡镇/./示例镇.docx") == "乡镇/示例镇.docx"
    assert cleaned_path("/乡镇\\示例镇.docx") == "乡镇/示例镇.docx"
    assert cleaned_path("../..") == "未命名"
    assert len(cleaned_path("/".join(["例" * 150] * 9))) <= 500


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (packed("word/document.xml"), DOCX),
        (packed("readme"), "application/zip"),
        (b"PK\x03\x04 broken", UNKNOWN),
        (b"\x89PNG\r\n\x1a\nx", "image/png"),
        (b"<html><body>", "text/html"),
        ("示例".encode(), "text/plain"),
        ("示例".encode("gb18030"), "text/plain"),
        (b"\x00\x01\x02", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_the_content_tells_the_type(data, found):
    assert media_type(data) == found
