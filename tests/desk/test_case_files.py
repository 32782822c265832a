"""The papers of a case at the desk: added, listed, opened by who may, with a record."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.pages import problems
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.models import CaseFile
from support.cases import answer, moment, register, step
from support.online import PNG

DAY = date(2026, 11, 23)


@pytest.fixture
def case(desk):
    return register(desk.office, DAY)


def _add(client, case, **changed):
    upload = SimpleUploadedFile(changed.pop("name", "示例.png"), changed.pop("data", PNG))
    return client.post(f"/desk/applications/{case.pk}/files/", {"kind": "other", "file": upload, **changed})


def test_a_paper_is_added_listed_and_opened_with_a_record(desk, case):
    assert "还没有材料" in desk.clerk.get(f"/desk/applications/{case.pk}/").content.decode()
    assert _add(desk.clerk, case, kind="identity", label="示例身份证").status_code == 302
    file = CaseFile.objects.get()
    page = desk.clerk.get(f"/desk/applications/{case.pk}/").content.decode()
    assert "示例身份证" in page
    opened = desk.clerk.get(f"/desk/applications/{case.pk}/files/{file.pk}/")
    assert b"".join(opened.streaming_content) == PNG
    assert Event.objects.filter(chain=f"reads:{desk.office.agency.pk}", verb="application.read").count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"data": b"MZ\x90\0" * 9}, "file", "内容不是"),
        ({"name": "示例.pdf"}, "file", "与文件名不符"),
        ({"kind": "archive"}, "kind", ""),
    ],
)
def test_what_cannot_be_taken_says_why(desk, case, changed, field, says):
    answer = _add(desk.clerk, case, **changed)
    assert set(problems(answer)) == {field}
    assert says in problems(answer)[field]
    assert not CaseFile.objects.exists()


def test_a_huge_file_is_refused_by_its_size(desk, case, monkeypatch):
    monkeypatch.setattr("gongkai.casework.case_files.LARGEST", 10)
    assert "超过" in problems(_add(desk.clerk, case))["file"]


def test_who_may_not_read_the_applicant_sees_that_a_proof_is_there_and_cannot_open_it(desk, case, client_as):
    facts = {"application": case, "actor": desk.office.clerk, "at": moment(DAY), "data": PNG}
    proof = actions.attach(**facts, kind="identity", name="示例.png")
    other = actions.attach(**facts, kind="opinion", name="意见.png")
    handler = client_as("handler", desk.office.agency)
    page = handler.get(f"/desk/applications/{case.pk}/").content.decode()
    assert f"/files/{proof.pk}/" not in page
    assert f"/files/{other.pk}/" in page
    assert handler.get(f"/desk/applications/{case.pk}/files/{proof.pk}/").status_code == 403
    assert handler.get(f"/desk/applications/{case.pk}/files/{other.pk}/").status_code == 200


def test_an_archived_case_takes_no_more_papers(desk, case):
    closed = step(actions.archive, answer(desk.office, case, DAY), desk.office.clerk, DAY)
    assert "已经归档" in problems(_add(desk.clerk, closed))[""]
