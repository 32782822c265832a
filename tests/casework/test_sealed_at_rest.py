"""Nothing that an applicant says lies readable in the database or in the stored files, and old rows are sealed too."""

import importlib
from datetime import date

import pytest
from django.apps import apps

from gongkai.agencies.models import Agency
from gongkai.casework import actions
from gongkai.casework.duplicates import alike
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Application, CaseFileKind
from gongkai.files.places import everything
from gongkai.kit.sealing import is_token
from support import raw
from support.cases import answer, moment, step

MONDAY = date(2026, 11, 23)
PERSON = {
    "name": "示例申请甲",
    "id_kind": "居民身份证",
    "id_number": "110101199003074215",
    "contact_person": "示例联系丙",
    "phone": "13800001234",
    "email": "jia@example.com",
    "address": "示例县示例镇幸福路7号",
    "postcode": "100001",
}
WORDS = "示例：请公开幸福路改造的合同"
migration = importlib.import_module("gongkai.casework.migrations.0013_seal_rows")


def _case(office):
    return actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(MONDAY),
        who=Who(kind="natural", **PERSON),
        joint=(Who(name="示例共同乙", kind="natural", phone="13900005678"),),
        agent=Who(name="示例代理丁", kind="natural", phone="13700009999"),
        intake=Intake(channel="oral", submitted_on=MONDAY, description=WORDS, hardship="示例：视力残疾"),
    )


SECRETS = (
    *(text for name, text in PERSON.items() if name != "id_kind"),
    *("示例共同乙", "13900005678", "示例代理丁", "13700009999", WORDS, "示例：视力残疾", "示例身份证.pdf"),
)


def _archived(office):
    case = _case(office)
    actions.attach(
        application=case,
        actor=office.clerk,
        at=moment(MONDAY),
        kind=CaseFileKind.IDENTITY,
        name="示例身份证.pdf",
        data=b"%PDF-1.7 13800001234",
    )
    case = answer(office, case, MONDAY)
    return step(actions.archive, case, office.clerk, MONDAY)


def test_a_whole_case_lies_sealed_with_its_files_and_its_package(office):
    _archived(office)
    everywhere = raw.whole()
    assert [text for text in SECRETS if text in everywhere] == []
    assert "示例理由" not in everywhere
    stored = [path.read_bytes() for _sha256, path in everything()]
    assert len(stored) >= 2
    assert not any(data.startswith((b"%PDF", b"PK")) or b"13800001234" in data for data in stored)


def test_the_program_sees_it_as_before(office):
    case = Application.objects.get(pk=_archived(office).pk)
    assert case.description == WORDS
    assert {name: getattr(case.applicant, name) for name in PERSON} == PERSON
    assert case.agent.masked_name == "示****"


@pytest.mark.django_db
def test_rows_from_before_are_sealed_and_given_back(office, monkeypatch):
    monkeypatch.setattr(migration, "CHUNK", 2)
    first, second, _third = [_case(office) for _ in range(3)]
    scope = Agency.objects.filter(pk=office.agency.pk)
    migration.unseal_rows(apps, None)
    for column in ("number_index", "name_index", "phone_index"):
        raw.put("casework_applicant", column, "")
    assert raw.rows("casework_applicant", "phone") == ["13800001234"] * 3
    assert WORDS in raw.whole()
    migration.seal_rows(apps, None)
    assert [text for text in SECRETS if text in raw.whole()] == []
    assert all(is_token(one) for one in raw.rows("casework_applicant", "phone"))
    assert [one.certain for one in alike(second, scope)] == [True, True]
    assert Application.objects.get(pk=first.pk).applicant.phone == "13800001234"
