"""Coming back with number and code: nothing in the address, nothing without the code, only what the applicant may see."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.pages import problems, tree
from gongkai.casework import actions
from gongkai.casework.online.codes import shown_code
from support.cases import approve, moment, step
from support.online import PNG, send

LOOKUP = "/zfxxgk/shili/ysqgk/cx/"
MONDAY, DAY = date(2026, 11, 16), date(2026, 11, 23)


@pytest.fixture
def sent(town):
    return send(town, moment(MONDAY))


def _open(client, sent):
    return client.post(
        LOOKUP, {"number": sent.application.number, "code": shown_code(sent.code)}, follow=True
    )


def _confirmed(town, sent):
    return step(actions.confirm, sent.application, town.clerk, MONDAY, confirmed_on=MONDAY)


def test_an_unconfirmed_application_says_that_nothing_runs_and_how_to_confirm(sent, client):
    page = _open(client, sent).content.decode()
    for text in ("已提交，待双方确认", "还没有开始计算期限", "致电 0000-0000000"):
        assert text in page
    assert "答复期限</" not in page


def test_a_confirmed_one_shows_the_due_date_and_why(town, sent, client):
    _confirmed(town, sent)
    answer = _open(client, sent)
    page = answer.content.decode()
    for text in ("办理中", "2026年12月14日", "为什么是这一天", "互联网渠道以双方确认之日为准"):
        assert text in page
    assert town.clerk.name not in page
    assert "no-store" in answer["Cache-Control"]


def test_a_wrong_code_says_so_keeps_the_number_and_opens_nothing(sent, client):
    answer = client.post(LOOKUP, {"number": sent.application.number, "code": "wrong"})
    assert "编号或者查询码不对" in problems(answer)[""]
    assert tree(answer).xpath("//input[@name='number']/@value") == [sent.application.number]
    assert "申请编号" in client.get(LOOKUP).content.decode()


def test_the_page_closes_after_its_minutes_and_when_left(sent, client, monkeypatch):
    _open(client, sent)
    client.post(f"{LOOKUP}tc/")
    assert tree(client.get(LOOKUP)).xpath("//input[@name='code']")
    _open(client, sent)
    monkeypatch.setattr("gongkai.web.today.current", lambda: moment(date(2026, 11, 24)))
    assert tree(client.get(LOOKUP)).xpath("//input[@name='code']")


def test_what_one_browser_opened_is_open_in_no_other_and_for_no_other_agency(sent, client, make_agency):
    make_agency(slug="bieji")
    _open(client, sent)
    assert tree(Client().get(LOOKUP)).xpath("//input[@name='code']")
    assert tree(client.get("/zfxxgk/bieji/ysqgk/cx/")).xpath("//input[@name='code']")
    assert Client().post(f"{LOOKUP}ch/").url == LOOKUP
    sent.application.refresh_from_db()
    assert sent.application.state == "unconfirmed"


def test_papers_that_went_out_electronically_are_downloaded(town, sent, client):
    case = _confirmed(town, sent)
    facts = {"application": case, "actor": town.clerk, "at": moment(MONDAY), "data": PNG}
    given = actions.attach(**facts, kind="given", name="示例.png")
    other = actions.attach(**facts, kind="approval", name="呈批单.png")
    words = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}
    case = step(actions.draft_decision, case, town.clerk, MONDAY, **words)
    case = approve(town, case, MONDAY)
    step(actions.deliver, case, town.clerk, MONDAY, answered_on=MONDAY, mode="electronic")
    assert client.get(f"{LOOKUP}wj/{given.pk}/").url == LOOKUP
    page = _open(client, sent).content.decode()
    assert f"{LOOKUP}wj/{given.pk}/" in page
    assert b"".join(client.get(f"{LOOKUP}wj/{given.pk}/").streaming_content) == PNG
    assert client.get(f"{LOOKUP}wj/{other.pk}/").status_code == 404


def test_a_supplement_is_sent_online(town, sent, client):
    case = _confirmed(town, sent)
    facts = {"on": MONDAY, "reply_by": DAY}
    step(actions.notice_supplement, case, town.clerk, MONDAY, **facts)
    page = _open(client, sent).content.decode()
    assert "请在2026年11月23日前补正" in page
    bad = {"text": "示例", "material": SimpleUploadedFile("示例.png", b"MZ")}
    answer = client.post(f"{LOOKUP}bz/", bad)
    assert "内容不是" in problems(answer)["material"]
    assert "示例</textarea>" in answer.content.decode()
    answer = client.post(f"{LOOKUP}bz/", {"text": "示例：2025年度"}, follow=True)
    assert "已收到补正" in answer.content.decode()
    assert sent.application.files.get().kind == "supplement"


def test_an_application_is_taken_back_once(sent, client):
    _open(client, sent)
    answer = client.post(f"{LOOKUP}ch/", {"version": "0"}, follow=True)
    assert "已撤回" in answer.content.decode()
    again = client.post(f"{LOOKUP}ch/", {"version": "0"})
    assert "刚刚有了更新" in problems(again)[""]
    assert "不能" in problems(client.post(f"{LOOKUP}ch/"))[""]
