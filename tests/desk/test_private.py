"""Who applied is covered until it is asked for with a record, and shows up nowhere beside the page that shows it."""

import logging
from datetime import date

import pytest

from desk.pages import links, tree
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import CaseFile
from gongkai.files.keys import ring_path
from gongkai.files.places import place_of
from gongkai.kit.keyring import Ring, read_ring, write_ring
from support import raw
from support.cases import answer, moment, step

DAY = date(2026, 11, 23)
PDF = b"%PDF-1.7 shili"
NUMBER, PHONE, STREET = "35010119900307001X", "13800001234", "示例县示例镇幸福路7号"
PRIVATE = (
    *("示例申请甲", NUMBER, PHONE, STREET, "jia@example.com", "示例共同乙", "13900005678"),
    *("示例代理丁", "13700009999", "幸福路改造", "示例的身份证"),
)
WHOLE = PRIVATE[:9]


@pytest.fixture
def case(desk):
    """A case with everybody there can be, and a proof."""
    office = desk.office
    made = actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(DAY),
        who=Who(
            name="示例申请甲",
            kind="natural",
            id_kind="居民身份证",
            id_number=NUMBER,
            phone=PHONE,
            email="jia@example.com",
            address=STREET,
        ),
        joint=(Who(name="示例共同乙", kind="natural", phone="13900005678"),),
        agent=Who(name="示例代理丁", kind="natural", phone="13700009999"),
        intake=Intake(
            channel="counter", submitted_on=DAY, description="示例：幸福路改造的合同", as_written=True
        ),
    )
    facts = {"actor": office.clerk, "at": moment(DAY), "kind": "identity", "data": PDF}
    actions.attach(application=made, name="示例的身份证.pdf", label="示例的身份证", **facts)
    return made


@pytest.fixture
def logs(caplog):
    """All that is logged, by Django too, which does not pass it on to the root."""
    caplog.set_level(logging.INFO)
    own = logging.getLogger("django")
    before, own.level = own.level, logging.INFO
    own.addHandler(caplog.handler)
    yield caplog
    own.removeHandler(caplog.handler)
    own.level = before


def _address(case):
    return f"/desk/applications/{case.pk}/"


def test_the_page_covers_the_middle_and_the_button_shows_all_with_a_record(desk, case):
    page = desk.clerk.get(_address(case)).content.decode()
    for covered in ("示****", "3501**********001X", "138******34", "j***@example.com", "示例县示例镇*****"):
        assert covered in page
    assert [text for text in WHOLE if text in page] == []
    assert not Event.objects.filter(verb="application.read").exists()
    whole = desk.clerk.post(f"{_address(case)}applicant/")
    assert [text for text in WHOLE if text not in whole.content.decode()] == []
    assert "no-store" in whole.headers["Cache-Control"]
    event = Event.objects.get(verb="application.read")
    assert {"name", "id_number", "phone", "address", "joint_applicants", "agent"} <= set(event.fields)


@pytest.mark.parametrize("role", ["handler", "secrecy", "supervisor"])
def test_who_has_not_the_right_is_not_offered_it_and_refused(desk, case, client_as, role):
    client = client_as(role, desk.office.agency)
    page = client.get(_address(case)).content.decode()
    assert "查看全部" not in page
    assert [text for text in WHOLE if text in page] == []
    assert client.post(f"{_address(case)}applicant/").status_code == 403


def test_a_look_is_not_had_by_an_address(desk, case):
    assert desk.clerk.get(f"{_address(case)}applicant/").status_code == 405


def test_browsing_a_case_leaves_nothing_private_in_logs_addresses_titles_or_the_audit(desk, case, logs):
    """Walk from the list through everything that a case leads to, all views of who may do most included."""
    seen, todo, titles = set(), ["/desk/", "/desk/applications/?show=all", _address(case)], []
    answer(desk.office, case, DAY)
    while todo:
        address = todo.pop()
        if address in seen or not address.startswith("/desk/") or "sign-out" in address:
            continue
        seen.add(address)
        page = desk.head.get(address)
        if page.headers.get("Content-Type", "").startswith("text/html") and page.status_code == 200:
            titles.append(tree(page).findtext(".//title"))
            todo += [one.split("#")[0] for one in links(page)]
    desk.head.post(f"{_address(case)}applicant/")
    assert len(seen) > 15
    assert any(_address(case) in one and one != _address(case) for one in seen)
    audit = "\n".join(f"{one.verb} {one.subject_id} {one.fields}" for one in Event.objects.all())
    for place in ("\n".join(seen), "\n".join(titles), logs.text, audit):
        assert [text for text in PRIVATE if text in place] == []


def test_an_error_is_logged_without_what_was_typed(desk, case, logs, monkeypatch):
    def _fault(**_):
        raise RuntimeError("fault")

    monkeypatch.setattr(actions, "read_applicant", _fault)
    desk.clerk.raise_request_exception = False
    answered = desk.clerk.post(f"{_address(case)}applicant/", {"name": "示例申请甲"})
    assert answered.status_code == 500
    assert [text for text in PRIVATE if text in logs.text] == []
    assert "Internal Server Error" in logs.text


def test_nothing_private_lies_in_the_database_after_a_whole_life(desk, case):
    done = answer(desk.office, case, DAY)
    step(actions.archive, done, desk.office.clerk, DAY)
    desk.clerk.post(f"{_address(case)}applicant/")
    assert [text for text in PRIVATE if text in raw.whole()] == []


# what cannot be opened ---------------------------------------------------------------------------------------------


def _file(case):
    return f"{_address(case)}files/{CaseFile.objects.get(application=case).pk}/"


def test_a_file_comes_in_pieces_under_its_name(desk, case):
    answered = desk.clerk.get(_file(case))
    assert b"".join(answered.streaming_content) == PDF
    assert answered.headers["Content-Length"] == str(len(PDF))
    assert answered.headers["Content-Disposition"].startswith("attachment")


def test_a_spoiled_file_is_an_answer_and_no_byte_of_it_leaves(desk, case, logs):
    place = place_of(CaseFile.objects.get(application=case).stored.sha256)
    place.write_bytes(place.read_bytes()[:-1] + b"x")
    answered = desk.clerk.get(_file(case))
    assert answered.status_code == 503
    assert "与登记的摘要不符，请从备份恢复" in answered.content.decode()
    assert "示例的身份证" not in logs.text


@pytest.mark.parametrize("lost", ["the file", "the key"])
def test_without_its_key_a_page_says_what_to_do(desk, case, settings, tmp_path, lost):
    held = read_ring(ring_path())
    settings.KEYRING = tmp_path / "ring.toml"
    if lost == "the key":
        turned = held.rotated(DAY)
        write_ring(settings.KEYRING, Ring(tuple(one for one in turned.keys if one.state == "active")))
    answered = desk.clerk.get(_address(case))
    assert answered.status_code == 503
    assert "gongkai key restore" in answered.content.decode()
