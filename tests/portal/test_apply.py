"""The public form: three steps without a script, nothing lost on the way, one application however often it is sent."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.pages import problems, tree
from gongkai.casework.models import Application, DraftProof, EndedByOffer
from gongkai.casework.online.codes import new_token
from gongkai.publishing.actions import Content, add_column, import_item
from support.cases import moment
from support.online import PNG, RESIDENT

FORM, LOOKUP, OFFERS = "/zfxxgk/shili/ysqgk/sq/", "/zfxxgk/shili/ysqgk/cx/", "/zfxxgk/shili/ysqgk/sq/ygk/"
DAY = date(2026, 11, 23)
AT = moment(DAY)
WHAT = {
    "description": "示例：2025年镇财政预算公开表",
    "wanted_form": "electronic",
    "wanted_way": "email",
}
WHO = {
    "name": "示例申请人",
    "kind": "natural",
    "id_kind": "居民身份证",
    "id_number": RESIDENT,
    "phone": "13812345678",
    "email": "shili@example.com",
    "proofs_later": "on",
}


def _fields(answer):
    """What the form would send: the values of every control, as a browser without a script has them."""
    form = tree(answer).xpath("//form[@data-apply]")[0]
    return {
        name: value.removeprefix("\n")  # which HTML drops at the start of a textarea
        for name, value in form.fields.items()
        if value is not None and name != "go"
    }


def _press(client, page, button, **changed):
    return client.post(FORM, {**_fields(page), **changed, "go": button})


@pytest.fixture
def later(monkeypatch):
    """Let minutes pass: later(5)."""

    def _later(minutes):
        monkeypatch.setattr("gongkai.web.today.current", lambda: AT + timedelta(minutes=minutes))

    return _later


def _at_the_end(client, later):
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "step-3", **WHO)
    later(3)
    return answer


def _item(town, title):
    facts = {"agency": town.agency, "actor": town.head, "at": AT}
    column = add_column(**facts, name="财政", category_code="20-7")
    content = Content(column=column, title=title, body="示例", made_on=DAY)
    return import_item(**facts, content=content, published_on=DAY)


# the way through ---------------------------------------------------------------------------------------------------


def test_three_steps_lead_to_number_and_code_and_nothing_private_is_in_an_address(town, client, later):
    answer = _press(client, _at_the_end(client, later), "send")
    case = Application.objects.get()
    page = answer.content.decode()
    assert case.number in page
    assert (case.applicant.name, case.description) == (WHO["name"], WHAT["description"])
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    code = tree(answer).xpath("//code/text()")[0]
    assert code not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert "2026年11月24日" in page  # staff confirm by the next working day


def test_a_form_sent_twice_shows_the_same_number_and_code(town, client, later):
    end = _at_the_end(client, later)
    first, second = _press(client, end, "send"), _press(client, end, "send")
    assert tree(first).xpath("//code/text()") == tree(second).xpath("//code/text()")
    assert "没有重复登记" in second.content.decode()
    assert Application.objects.count() == 1


def test_the_purpose_is_not_asked(town, client):
    labels = "".join(tree(client.get(FORM)).xpath("//label/text()"))
    assert "用途" not in labels


def test_every_step_carries_what_the_others_hold(town, client, later):
    end = _at_the_end(client, later)
    back = _press(client, _press(client, end, "step-2"), "step-1")
    assert _fields(back)["description"] == WHAT["description"]
    assert _fields(back)["id_number"] == RESIDENT


def test_several_apply_together_and_one_is_taken_away_again(town, client):
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "joint", **WHO)
    answer = _press(client, answer, "joint", **{"joint-0-name": "示例甲"})
    answer = _press(client, answer, "unjoint-0", **{"joint-1-name": "示例乙"})
    fields = _fields(answer)
    assert (fields["joint"], fields["joint-0-name"], fields["name"]) == ("1", "示例乙", WHO["name"])


def test_an_agent_is_asked_for_a_letter_of_authority(town, client):
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "agent-1", **WHO)
    fields = _fields(answer)
    del fields["proofs_later"]
    answer = client.post(FORM, {**fields, "agent-name": "示例代理人", "go": "step-3"})
    assert {"authority", "identity", "agent-phone", "agent-id_kind"} <= set(problems(answer))


# what is wrong -----------------------------------------------------------------------------------------------------


def test_an_empty_description_keeps_one_on_the_first_step(town, client):
    answer = _press(client, client.get(FORM), "step-2", description=" ")
    assert "便于查询的其他特征性描述" in problems(answer)["description"]


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"id_number": RESIDENT[:-1] + "9"}, "id_number", "校验位不符"),
        ({"id_kind": "统一社会信用代码", "id_number": "123"}, "id_number", "应为18位，现为3位"),
        ({"phone": "12345"}, "phone", "加区号"),
        ({"email": "shili"}, "email", "写完整"),
        ({"name": ""}, "name", "请填写"),
        ({"kind": "business"}, "contact_person", "单位申请的"),
        ({"proofs_later": ""}, "identity", "请上传证件"),
    ],
)
def test_a_wrong_field_is_told_and_all_that_was_typed_stays(town, client, changed, field, says):
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "step-3", **{**WHO, **changed})
    assert set(problems(answer)) == {field}
    assert says in problems(answer)[field]
    kept = _fields(answer)
    assert kept["description"] == WHAT["description"]
    assert all(kept.get(name, "") == changed[name] for name in changed if name != "proofs_later")


def test_a_character_no_database_takes_is_left_out(town, client, later):
    end = _at_the_end(client, later)
    _press(client, end, "send", description="示例\0预算")
    assert Application.objects.get().description == "示例预算"


def test_a_form_left_open_for_a_day_is_renewed_and_keeps_the_words(town, client):
    old = new_token(AT - timedelta(hours=25))
    answer = _press(client, client.get(FORM), "step-2", **WHAT, token=old)
    assert "表单打开已久" in problems(answer)[""]
    assert _fields(answer)["description"] == WHAT["description"]
    assert _fields(answer)["token"] != old


def test_past_the_limit_a_small_sum_is_asked(town, client, later, settings):
    settings.APPLY_POLICY = {**settings.APPLY_POLICY, "address_per_hour": 1}
    _press(client, _at_the_end(client, later), "send")
    client = Client()
    answer = _press(client, _at_the_end(client, lambda _minutes: None), "send")
    later(6)
    answer = _press(client, answer, "send", answer="1")
    assert "算出" in problems(answer)["answer"]
    question = tree(answer).xpath("//label[@for='id_answer']/text()")[0]
    first, second = map(int, re.findall(r"\d+", question))
    _press(client, answer, "send", answer=f" {first + second} ")
    assert Application.objects.count() == 2


def test_a_closed_channel_and_a_body_without_duty_have_no_form(town, client, make_agency):
    make_agency(slug="bieji")
    assert client.get("/zfxxgk/bieji/ysqgk/sq/").status_code == 404
    assert "没有开通" in client.get("/zfxxgk/bieji/ysqgk/").content.decode()
    assert FORM in client.get("/zfxxgk/shili/ysqgk/").content.decode()
    assert "示例：每天查看。" in client.get("/zfxxgk/shili/zn/").content.decode()


# uploads -----------------------------------------------------------------------------------------------------------


def _file(name="证件.png", data=PNG):
    return SimpleUploadedFile(name, data)


def test_an_upload_is_kept_with_the_form_and_can_be_taken_away(town, client):
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "step-3", **{**WHO, "id_number": ""}, identity=_file())
    assert "已上传：证件.png" in answer.content.decode()
    proof = DraftProof.objects.get()
    answer = _press(client, answer, f"unproof-{proof.pk}")
    assert not DraftProof.objects.exists()


def test_a_wrong_file_type_is_told_by_content_and_the_words_stay(town, client):
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "step-3", **WHO, identity=_file("证件.png", b"MZ" + b"\0" * 99))
    assert "内容不是" in problems(answer)["identity"]
    assert _fields(answer)["id_number"] == RESIDENT


def test_a_huge_upload_is_refused_by_its_size_before_it_is_read(town, client, monkeypatch):
    monkeypatch.setattr("gongkai.casework.case_files.LARGEST", 10)
    answer = _press(client, client.get(FORM), "step-2", **WHAT)
    answer = _press(client, answer, "step-3", **WHO, identity=_file())
    assert "超过" in problems(answer)["identity"]


# published items ---------------------------------------------------------------------------------------------------


def test_published_items_are_offered_by_script_and_on_the_next_step_without(town, client):
    item = _item(town, "2025年镇财政预算公开表")
    fragment = client.post(OFFERS, {"description": "想要2025年财政预算"})
    address = f"/zfxxgk/shili/fdzdgknr/{item.pk}/"
    assert address in fragment.content.decode()
    assert not client.post(OFFERS, {"description": "道路养护"}).content.strip()
    assert address in _press(client, client.get(FORM), "step-2", **WHAT).content.decode()


def test_who_found_it_does_not_apply_and_is_counted(town, client):
    item = _item(town, "2025年镇财政预算公开表")
    answer = _press(client, client.get(FORM), f"found-{item.pk}", **WHAT)
    assert answer.url == f"/zfxxgk/shili/fdzdgknr/{item.pk}/"
    assert EndedByOffer.objects.count() == 1
    assert _press(client, client.get(FORM), "found-999", **WHAT).status_code == 200
    assert EndedByOffer.objects.count() == 1


@pytest.mark.parametrize(
    "button", ["", "step-9", "step-x", "unjoint-7", "unproof-x", "found-x", "nonsense", "send"]
)
def test_no_button_that_was_made_up_breaks_the_form(town, client, button):
    answer = client.post(FORM, {"go": button, "step": "7", "joint": "x", "kind": "?"})
    assert answer.status_code == 200


def test_an_address_is_believed_only_from_the_proxies(rf, settings):
    from gongkai.web.client import client_address

    asked = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7, 10.0.0.1"}, REMOTE_ADDR="10.0.0.2")
    assert client_address(asked) == "10.0.0.2"
    settings.PROXIES = 2
    assert client_address(asked) == "192.0.2.7"
    settings.PROXIES = 9
    assert client_address(asked) == "10.0.0.2"


def test_the_clock_of_these_tests_is_shanghais():
    assert datetime(2026, 11, 23, 2, 0, tzinfo=UTC) == AT
