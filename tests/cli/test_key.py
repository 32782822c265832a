"""gongkai key: a ring is looked at, turned, printed, lost and brought back, and nothing sealed is lost on the way."""

import re
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from gongkai.audit.models import Event
from gongkai.casework.actions import keys as actions
from gongkai.casework.models import Applicant, CaseFile
from gongkai.cli.group import app
from gongkai.files.keys import ring, ring_path
from gongkai.files.known_keys import ensure_ring
from gongkai.files.models import KnownKey
from gongkai.files.places import place_of
from gongkai.files.queries import content
from support import raw
from support.cases import make_office, moment, register

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_ring(settings, tmp_path):
    settings.DATA_DIR, settings.KEYRING = tmp_path, tmp_path / "keys" / "ring.toml"
    KnownKey.objects.all().delete()
    ensure_ring(today=MONDAY, at=AT)


@pytest.fixture
def case():
    """A case with a file."""
    from gongkai.casework import actions as casework

    office = make_office()
    made = register(office, MONDAY)
    facts = {"actor": office.clerk, "at": moment(MONDAY), "kind": "identity", "data": b"%PDF-1.7 shili"}
    casework.attach(application=made, name="示例.pdf", **facts)
    return made


def _reads(case):
    assert Applicant.objects.get(application=case).name == "示例申请人"
    assert content(CaseFile.objects.get(application=case).stored) == b"%PDF-1.7 shili"


def test_the_status_counts_what_lies_under_the_key(gongkai, case):
    result = gongkai("key", "status")
    line = next(line for line in result.stdout.splitlines() if ring().active.id in line)
    assert result.exit_code == 0
    # name, telephone, description; name of the file twice; name and telephone in the index; the file
    assert re.findall(r"\b\d+\b", line.split("在用")[1]) == ["5", "2", "1"]


def test_what_is_plain_is_said_and_sealed(gongkai, case):
    raw.put("casework_applicant", "name", "示例申请人")
    place_of(CaseFile.objects.get().stored.sha256).write_bytes(b"%PDF-1.7 shili")
    result = gongkai("key", "status")
    assert result.exit_code == 1
    assert "未加密" in result.stdout
    assert "还有 2 项" in result.stdout
    assert gongkai("key", "seal").exit_code == 0
    assert gongkai("key", "status").exit_code == 0
    assert "示例申请人" not in raw.whole()
    _reads(case)


def test_a_rotation_brings_everything_under_the_new_key(gongkai, case):
    old = ring().active.id
    result = gongkai("key", "rotate")
    assert result.exit_code == 0, result.output
    assert "剩余 0 项" in result.stdout
    assert ring().active.id != old
    assert old not in raw.whole().replace(f"'{old}'", "")  # the audit and the known keys alone name it
    _reads(case)
    assert gongkai("key", "status").exit_code == 0


def test_a_rotation_that_was_broken_off_goes_on(gongkai, case):
    old = ring().active.id
    actions.rotate_key(at=AT)
    next(actions.reseal())
    _reads(case)
    refused = gongkai("key", "retire", old, "--yes")
    assert refused.exit_code == 2
    assert "项数据，不能停用" in refused.stderr
    assert gongkai("key", "seal").exit_code == 0
    _reads(case)


def test_a_key_is_retired_only_when_told_and_when_nothing_lies_under_it(gongkai, case):
    old = ring().active.id
    assert "请先更换" in gongkai("key", "retire", old, "--yes").stderr
    gongkai("key", "rotate")
    assert gongkai("key", "retire", old).exit_code == 1
    assert gongkai("key", "retire", old, "--yes").exit_code == 0
    assert ring().keys[0].secret == b""
    _reads(case)
    assert "停用" in gongkai("key", "status").stdout
    assert gongkai("key", "status").exit_code == 0
    assert "没有密钥 00000000" in gongkai("key", "retire", "00000000", "--yes").stderr


def test_a_lost_ring_comes_back_from_its_sheet(gongkai, case, tmp_path):
    gongkai("key", "rotate")
    before = ring()
    typed = tmp_path / "typed.txt"
    typed.write_text(gongkai("key", "sheet").stdout, "utf-8")
    ring_path().unlink()
    lost = gongkai("key", "seal")
    assert lost.exit_code == 2
    assert "没有找到密钥环" in lost.stderr
    assert gongkai("key", "status").exit_code == 2
    result = gongkai("key", "restore", typed)
    assert result.exit_code == 0, result.output
    assert ring().usable == before.usable
    _reads(case)


def test_a_sheet_is_typed_at_the_terminal(case):
    lines = "\n".join("\n".join(key) for key in actions.make_sheet(at=AT))
    ring_path().unlink()
    assert CliRunner().invoke(app, ["key", "restore", "-"], input=lines.lower()).exit_code == 0
    _reads(case)


def test_a_slip_and_a_sheet_of_somebody_else_are_refused(gongkai, tmp_path):
    typed = tmp_path / "typed.txt"
    text = "\n".join(actions.make_sheet(at=AT)[0])
    ring_path().unlink()
    typed.write_text(text.replace("\n3  ", "\n3  0"), "utf-8")
    assert "第3行的校验位不符" in gongkai("key", "restore", typed).stderr
    KnownKey.objects.update(key_id="0a0a0a0a")
    typed.write_text(text, "utf-8")
    refused = gongkai("key", "restore", typed)
    assert (refused.exit_code, ring_path().exists()) == (2, False)
    assert "不是本系统的密钥" in refused.stderr
    assert gongkai("key", "restore", tmp_path / "none").exit_code == 2


def test_a_sheet_is_printed_for_the_safe(gongkai, tmp_path):
    out = tmp_path / "sheet.pdf"
    assert gongkai("key", "sheet", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert out.stat().st_mode & 0o077 == 0


def test_a_spoiled_file_is_counted_and_left(gongkai, case):
    place = place_of(CaseFile.objects.get().stored.sha256)
    place.write_bytes(place.read_bytes()[:-1])
    result = gongkai("key", "rotate")
    assert result.exit_code == 1
    assert "1 个文件与登记的摘要不符" in result.stderr


def test_each_change_is_in_the_audit_with_the_id_alone(gongkai, case):
    old = ring().active.id
    gongkai("key", "rotate")
    gongkai("key", "sheet")
    gongkai("key", "retire", old, "--yes")
    found = Event.objects.filter(subject_kind="key").order_by("seq").values_list("verb", "subject_id")
    new = ring().active.id
    assert list(found) == [
        ("key.rotated", new), ("key.sheet_made", new), ("key.sheet_made", old), ("key.retired", old),
    ]  # fmt: skip
    assert ring().active.secret.hex() not in raw.whole()


def test_a_setup_without_the_ring_stops_and_makes_none(gongkai):
    ring_path().unlink()
    result = gongkai("setup")
    assert result.exit_code == 2
    assert "没有找到密钥环" in result.stderr
    assert not ring_path().exists()
