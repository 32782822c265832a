"""Files of a case: taken by their content, opened by who may, each look recorded."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.kit.entry import BadEntry
from support.cases import Office, moment, register
from support.factories import make_agency, make_person

DAY = date(2026, 3, 2)
PDF = b"%PDF-1.7\nexample"


def _attach(office: Office, **more):
    case = register(office, DAY)
    facts = {"kind": "identity", "name": "证明.pdf", "data": PDF, **more}
    return actions.attach(application=case, actor=office.clerk, at=moment(DAY), **facts)


def test_a_file_is_kept_with_the_case_and_every_look_is_recorded(office: Office) -> None:
    added = _attach(office)
    assert added.label == "证明.pdf"
    assert actions.open_file(file=added, actor=office.clerk, at=moment(DAY)) == PDF
    assert Event.objects.filter(chain__startswith="reads:").count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "空文件"),
        ("a.pdf", b"%PDF-" + bytes(20 * 2**20), "超过20 MB"),
        ("a.exe", b"MZ\x00\x01", "不是 PDF"),
        ("a.png", PDF, "其实是 .pdf"),
    ],
    ids=["empty", "large", "a program", "another kind under a right name"],
)
def test_what_is_not_taken_is_named(office: Office, name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadEntry) as refused:
        _attach(office, name=name, data=data)
    assert words in refused.value.problems["file"]


def test_who_the_applicant_is_opens_for_those_alone_who_may_read_it(office: Office) -> None:
    added = _attach(office)
    with pytest.raises(PermissionDenied):
        actions.open_file(file=added, actor=make_person("clerk", make_agency()), at=moment(DAY))
