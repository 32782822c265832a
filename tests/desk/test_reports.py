"""The annual report at the desk: tables whose cells open, figures, chapters, publication."""

import re
from datetime import date

import pytest

from gongkai.report.writers import MEDIA_TYPES
from support.cases import CHAPTERS, answer, make_office, publish_year, register

DAY = date(2026, 11, 23)


def _path(desk, year=2026, rest=""):
    return f"/desk/reports/{desk.office.agency.pk}/{year}/{rest}"


def _text(client, path, **more):
    found = client.get(path, more)
    assert found.status_code == 200
    return found.content.decode()


def test_each_year_shows_its_state_and_when_it_is_due(desk):
    publish_year(desk.office, 2025)
    page = _text(desk.clerk, "/desk/reports/")
    for text in ("2025", "已发布", "未开始", "2027-01-31"):
        assert text in page


def test_a_cell_opens_onto_the_cases_it_counts(desk):
    for on in (2, 3):
        answer(desk.office, register(desk.office, date(2026, 11, on)), date(2026, 11, 20))
    page = _text(desk.clerk, _path(desk))
    printed = re.search(r'data-where="requests.open.natural"[^>]*><a[^>]*>(\d+)<', page)[1]
    cell = _text(desk.clerk, _path(desk, rest="cell/"), where="requests.open.natural")
    assert printed == "2"
    assert "这一格计入的 2 件申请" in cell
    assert cell.count("gk-row-link") == 2


def test_an_empty_cell_says_so_and_a_wrong_one_is_not_there(desk):
    assert "没有计入任何申请" in _text(desk.clerk, _path(desk, rest="cell/"), where="requests.d1.natural")
    assert "同组各格之和" in _text(desk.clerk, _path(desk, rest="cell/"), where="remedies.review.total")
    for where in ("requests.d1.martian", "nonsense", "disclosure.rules.x"):
        assert desk.clerk.get(_path(desk, rest="cell/"), {"where": where}).status_code == 404


def test_a_figure_is_entered_with_its_source(desk):
    where = "disclosure.licence.decisions"
    assert "还没有填报" in _text(desk.clerk, _path(desk, rest="cell/"), where=where)
    typed = {"where": where, "value": "12", "reason": "示例台账"}
    assert desk.clerk.post(_path(desk, rest="enter/"), typed).status_code == 302
    assert "示例台账" in _text(desk.clerk, _path(desk, rest="cell/"), where=where)
    assert ">12<" in _text(desk.clerk, _path(desk))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "", "reason": "示例"}, "请填数值"),
        ({"value": "-3", "reason": "示例"}, "不小于零"),
        ({"value": "2.5", "reason": "示例"}, "整数"),
        ({"not_applicable": "on", "reason": ""}, "请说明理由"),
    ],
)
def test_a_wrong_figure_is_told(desk, typed, said):
    page = desk.clerk.post(_path(desk, rest="enter/"), {"where": "disclosure.licence.decisions", **typed})
    assert said in page.content.decode()


def test_what_did_not_happen_is_entered_as_zero_at_once(desk):
    assert "表二" in _text(desk.clerk, _path(desk, rest="zeros/"))
    assert desk.clerk.post(_path(desk, rest="zeros/"), {"reason": "示例：经核对均为0"}).status_code == 302
    assert "都已填报" in _text(desk.clerk, _path(desk, rest="zeros/"))


def test_a_chapter_offers_the_years_facts_and_keeps_what_was_written(desk):
    register(desk.office, date(2026, 11, 2))
    page = _text(desk.clerk, _path(desk, rest="chapter/1/"))
    assert "2026年新收政府信息公开申请1件" in page
    typed = {"version": 0, "text": "示例总述", "section_0": "示例：主动公开的情况"}
    assert desk.clerk.post(_path(desk, rest="chapter/1/"), typed).status_code == 302
    again = _text(desk.clerk, _path(desk, rest="chapter/1/"))
    assert again.count("示例：主动公开的情况") == 1
    stale = desk.clerk.post(
        _path(desk, rest="chapter/1/"), {"version": 0, "text": "示例另一稿"}
    ).content.decode()
    assert "示例另一稿" in stale
    assert "您的修改没有保存" in stale
    assert desk.clerk.get(_path(desk, rest="chapter/9/")).status_code == 404


def test_errors_stand_beside_their_table(desk):
    page = _text(desk.clerk, _path(desk))
    assert "gk-cell-error" in page
    assert "gk-finding-error" in page


def test_a_year_is_compiled_by_one_and_published_by_another(desk):
    desk.clerk.post(_path(desk, 2025, "zeros/"), {"reason": "示例：经核对均为0"})
    for number, text in CHAPTERS.items():
        form = _text(desk.clerk, _path(desk, 2025, f"chapter/{number}/"))
        version = re.search(r'name="version"\s+value="(\d+)"', form)[1]
        desk.clerk.post(_path(desk, 2025, f"chapter/{number}/"), {"version": version, "text": text})
    desk.clerk.post(_path(desk, 2025, "compile/"))
    page = _text(desk.head, _path(desk, 2025))
    version = re.search(r'name="version"\s+value="(\d+)"', page)[1]
    shown = desk.head.post(_path(desk, 2025, "publish/"), {"version": version}, follow=True).content.decode()
    assert "已发布。" in shown
    assert "2025年年度报告" in desk.clerk.get(f"/zfxxgk/{desk.office.agency.slug}/").content.decode()
    assert "已经发布" in desk.clerk.post(_path(desk, 2025, "compile/"), follow=True).content.decode()


def test_a_refused_publication_says_why(desk):
    assert desk.head.post(_path(desk, 2025, "publish/")).status_code == 404
    desk.head.post(_path(desk, 2025, "compile/"))
    page = _text(desk.head, _path(desk, 2025))
    version = re.search(r'name="version"\s+value="(\d+)"', page)[1]
    own = desk.head.post(_path(desk, 2025, "publish/"), {"version": version}, follow=True).content.decode()
    assert "不能由编制人自己发布" in own
    stale = desk.head.post(_path(desk, 2025, "publish/"), {"version": "x9"}, follow=True).content.decode()
    assert "您的修改没有保存" in stale


@pytest.mark.parametrize("fmt", list(MEDIA_TYPES))
def test_every_format_is_downloaded(desk, fmt):
    found = desk.clerk.get(_path(desk, rest=f"file/{fmt}/"))
    assert (found.status_code, found["Content-Type"]) == (200, MEDIA_TYPES[fmt])
    assert found.content


def test_what_is_not_there_is_not_there(desk, client_as):
    assert desk.clerk.get(_path(desk, rest="file/exe/")).status_code == 404
    assert desk.clerk.get(_path(desk, 2018)).status_code == 404
    assert desk.clerk.get(_path(desk, 2027)).status_code == 404
    assert client_as(make_office().clerk).get(_path(desk)).status_code == 404
