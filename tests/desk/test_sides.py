"""Corrections and suggestions at the desk: registered, answered by two, delivered; who asked is covered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.models import SideRequest
from support.cases import make_office
from support.online import PNG

WHO = {"name": "张示例", "kind": "natural", "phone": "13800001234", "email": "", "address": ""}


@pytest.fixture
def registered(desk):
    """A correction that came in today."""
    typed = {"matter": "correction", "received_on": "2026-11-23", "words": "示例：登记地址", **WHO}
    answer = desk.clerk.post("/desk/sides/new/", {**typed, "evidence": SimpleUploadedFile("证据.png", PNG)})
    assert answer.status_code == 302
    return SideRequest.objects.get()


def _post(client, side, verb, **typed):
    side.refresh_from_db()
    return client.post(f"/desk/sides/{side.pk}/{verb}/", {"version": side.version, **typed})


def test_from_the_letter_box_to_the_delivery(desk, registered):
    typed = {"outcome": "corrected", "text": "示例：由2号更正为1号", "organ": "", "contact": ""}
    assert _post(desk.clerk, registered, "draft", **typed).status_code == 302
    assert "更正2026-0001" in desk.head.get("/desk/").content.decode()
    desk.clerk.get("/desk/sides/")  # takes the messages away
    assert "更正2026-0001" not in desk.clerk.get("/desk/").content.decode()
    assert _post(desk.head, registered, "approve").status_code == 302
    assert "更正2026-0001" in desk.clerk.get("/desk/").content.decode()
    page = desk.clerk.get(f"/desk/sides/{registered.pk}/").content.decode()
    assert "信公开〔2026〕1号" in page
    for form, magic in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = desk.clerk.get(f"/desk/sides/{registered.pk}/files/{form}/")
        assert b"".join(answer.streaming_content).startswith(magic)
    assert _post(desk.clerk, registered, "close", ended_on="2026-11-23", mode="direct").status_code == 302
    assert "没有未办结" in desk.clerk.get("/desk/sides/").content.decode()
    assert "更正2026-0001" in desk.clerk.get("/desk/sides/?show=all&kind=correction").content.decode()
    register = desk.clerk.get("/desk/letters/").content.decode()
    assert "政府信息更正答复书" in register
    assert "已签发" in register


def test_who_asked_is_covered_until_asked_for(desk, registered):
    page = desk.clerk.get(f"/desk/sides/{registered.pk}/").content.decode()
    assert "张**" in page
    assert "13800001234" not in page
    assert "13800001234" in desk.clerk.post(f"/desk/sides/{registered.pk}/person/").content.decode()


def test_what_is_wrong_is_named_and_what_was_typed_stays(desk):
    typed = {"matter": "correction", "received_on": "2026-11-23", "words": "示例：登记地址", **WHO}
    page = desk.clerk.post("/desk/sides/new/", typed).content.decode()
    assert "请求更正应当有证据" in page
    assert "示例：登记地址" in page
    assert not SideRequest.objects.exists()


def test_who_drafts_is_told_that_another_approves(desk, registered):
    typed = {"outcome": "not_corrected", "text": "示例：理由", "organ": "", "contact": ""}
    _post(desk.head, registered, "draft", **typed)
    page = _post(desk.head, registered, "approve").content.decode()
    assert "不能批准自己拟定的答复" in page


def test_a_step_the_state_does_not_allow_is_refused_with_what_to_do(desk, registered):
    page = _post(desk.clerk, registered, "close", ended_on="2026-11-23", mode="direct").content.decode()
    assert "状态下不能登记送达" in page


def test_another_office_gets_404(registered, client_as):
    stranger = client_as(make_office().clerk)
    for path in ("", "files/evidence/", "draft/"):
        assert stranger.get(f"/desk/sides/{registered.pk}/{path}").status_code == 404
    assert stranger.post(f"/desk/sides/{registered.pk}/person/").status_code == 404
    assert "更正2026-0001" not in stranger.get("/desk/sides/?show=all").content.decode()


def test_what_there_is_no_file_or_step_of_is_not_there(desk, registered):
    for path in ("files/pdf/", "files/pk/", "fly/"):
        assert desk.clerk.get(f"/desk/sides/{registered.pk}/{path}").status_code == 404
