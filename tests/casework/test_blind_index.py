"""The same applicant is found although number, name and telephone lie sealed, within one agency and across a rotation."""

from datetime import date

import pytest

from gongkai.agencies.models import Agency
from gongkai.casework import actions, blind_index
from gongkai.casework.blind_index import behind, count_entries, index_of, normalised, reindex
from gongkai.casework.duplicates import alike
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Applicant
from gongkai.files.keys import ring, ring_path
from gongkai.kit.keyring import write_ring
from support import raw
from support.cases import make_office, moment

MONDAY = date(2026, 11, 23)
ROAD = "示例：申请公开2024年村级公路养护项目的合同和验收材料"
PAPER = {"id_kind": "其他证件", "id_number": "N-1 a"}


@pytest.fixture
def turning(settings, tmp_path):
    """A copy of the ring that the test may turn."""
    write_ring(tmp_path / "ring.toml", ring())
    settings.KEYRING = tmp_path / "ring.toml"

    def _turn():
        write_ring(ring_path(), ring().rotated(MONDAY))

    return _turn


def _by(office, **who):
    return actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(MONDAY),
        who=Who(**({"name": "示例甲", "kind": "natural"} | who)),
        intake=Intake(channel="counter", submitted_on=MONDAY, description=ROAD),
    )


def _found(case):
    [one] = alike(case, Agency.objects.filter(pk=case.agency_id))
    return one.same_applicant, one.certain


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("id_number", "11010119900307 421x", "１１０１０１１９９００３０７４２１X"),
        ("id_number", "N-1 a", "n1A"),
        ("name", "示例 甲", "示例甲"),
        ("name", "示例・甲", "示例•甲"),
        ("phone", "+86 138-0000-0000", "13800000000"),
        ("phone", "0086 13800000000", "138 0000 0000"),
        ("phone", "000-12345678", "(000) 12345678"),
        ("phone", "861380000", "861380000"),
    ],
)
def test_two_ways_of_writing_the_same_meet(column, one, other):
    assert normalised(column, one) == normalised(column, other) != ""


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (PAPER, {"id_kind": "其他证件", "id_number": "N1A"}, (True, True)),
        (PAPER, {"name": "示例乙", "id_kind": "其他证件", "id_number": "n-1A"}, (True, True)),
        ({"phone": "000-1"}, {"phone": "(000)1"}, (True, False)),
        (PAPER | {"phone": "000-1"}, {"phone": "000-1"}, (True, False)),
        (PAPER | {"phone": "000-1"}, {"id_kind": "护照", "id_number": "E2", "phone": "000-1"}, (False, False)),
        ({"phone": "000-1"}, {"name": "示例乙", "phone": "000-1"}, (False, False)),
        ({}, {}, (False, False)),
    ],
    ids=["number", "number, other name", "name and phone", "one number alone", "two numbers", "phone alone", "nothing"],
)  # fmt: skip
def test_by_number_it_is_the_same_and_by_name_and_telephone_it_may_be(office, one, other, found):
    _by(office, **one)
    assert _found(_by(office, **other)) == found


def test_two_agencies_cannot_compare_their_applicants(office):
    other = make_office()
    _by(office, phone="000-1", **PAPER)
    _by(other, phone="000-1", **PAPER)
    for column in ("number_index", "name_index", "phone_index"):
        assert len(set(raw.rows("casework_applicant", column))) == 2


def test_nothing_typed_has_no_entry(office):
    assert index_of(office.agency.pk, {"name": "示例", "phone": "", "id_number": " - "})["number_index"] == ""
    assert index_of(office.agency.pk, {"name": "示例"})["phone_index"] == ""


def test_they_meet_across_a_rotation_before_and_after_the_entries_follow(office, turning, monkeypatch):
    monkeypatch.setattr(blind_index, "CHUNK", 2)
    old = ring().active.id
    for _ in range(3):
        _by(office, **PAPER)
    turning()
    case = _by(office, **PAPER)
    scope = Agency.objects.filter(pk=office.agency.pk)
    assert [one.certain for one in alike(case, scope)] == [True] * 3
    assert count_entries() == {old: 6, ring().active.id: 2}
    assert Applicant.objects.filter(behind(ring().active.id)).count() == 3
    assert list(reindex()) == [2, 1]
    assert list(reindex()) == []
    assert count_entries() == {ring().active.id: 8}
    assert [one.certain for one in alike(case, scope)] == [True] * 3


def test_missing_entries_are_written(office):
    _by(office, **PAPER)
    Applicant.objects.update(number_index="", name_index="", phone_index="")
    assert list(reindex()) == []
    assert list(reindex(everything=True)) == [1]
    assert _found(_by(office, **PAPER)) == (True, True)
