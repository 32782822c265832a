"""A closed case becomes a package that tells everything about it and takes nothing more."""

import io
import json
import zipfile
from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.archive.package import kept_package
from gongkai.files.models import StoredFile
from gongkai.files.places import place_of
from gongkai.files.queries import Damaged, content
from gongkai.kit.bag import faults
from gongkai.law.errors import Unlawful
from support.cases import Office, answer, moment, register, step

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)


def _closed(office: Office):
    case = register(office, DAY)
    facts = {"kind": "identity", "name": "证明.pdf", "data": b"%PDF-1.7\nexample"}
    actions.attach(application=case, actor=office.clerk, at=moment(DAY), **facts)
    answer(office, case, LATER)
    case.refresh_from_db()
    return case


def _opened(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_the_package_tells_who_what_when_and_holds_every_file(office: Office) -> None:
    case = step(actions.archive, _closed(office), office.clerk, LATER)
    kept = kept_package(case)
    data = actions.open_file(file=kept, actor=office.clerk, at=moment(LATER))
    assert (case.state, faults(data)) == ("archived", [])
    files = _opened(data)
    metadata = json.loads(files["data/元数据.json"])
    assert metadata["applicants"][0]["name"] == "示例申请人"
    assert metadata["outcome"]["label"] == "予以公开"
    assert metadata["closed_on"] == LATER.isoformat()
    assert files["data/材料/01-证明.pdf"] == b"%PDF-1.7\nexample"
    whats = [one["what"] for one in json.loads(files["data/办理经过.json"])]
    assert (whats[0], whats[-1]) == ("登记申请", "归档")
    assert {"application.register", "application.deliver"} <= {
        one["verb"] for one in json.loads(files["data/审计记录.json"])
    }
    page = files["data/目录.html"].decode()
    assert "示例申请人" in page
    assert 'href="材料/01-证明.pdf"' in page


def test_an_open_case_is_not_archived_and_an_archived_one_takes_no_more(office: Office) -> None:
    case = register(office, DAY)
    with pytest.raises(Unlawful):
        step(actions.archive, case, office.clerk, LATER)
    done = step(actions.archive, _closed(office), office.clerk, LATER)
    with pytest.raises(Unlawful, match="已经归档"):
        actions.attach(
            application=done, actor=office.clerk, at=moment(LATER), kind="other", name="a.pdf", data=b"%PDF-"
        )


def test_a_spoiled_file_is_named_and_nothing_is_archived(office: Office) -> None:
    case = _closed(office)
    place_of(StoredFile.objects.get().sha256).write_bytes(b"spoiled")
    with pytest.raises(Damaged, match="证明"):
        step(actions.archive, case, office.clerk, LATER)
    case.refresh_from_db()
    assert (case.state, kept_package(case)) == ("answered", None)


def test_the_package_opens_for_those_alone_who_may_read_the_applicant(office: Office) -> None:
    case = step(actions.archive, _closed(office), office.clerk, LATER)
    assert kept_package(case).personal
    assert content(kept_package(case).stored)[:2] == b"PK"
