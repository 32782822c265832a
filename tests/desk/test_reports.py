"""The annual report at the desk: tables whose cells open, figures, chapters, publication."""

import io
import json
import re
import zipfile
from datetime import date

import pytest

from desk.pages import links, problems, queries
from gongkai.report.writers import MEDIA_TYPES
from support.cases import CHAPTERS, answer, make_office, publish_year, register

DAY = date(2026, 11, 23)
FIGURE = "disclosure.licence.decisions"


def _is_pdf(data):
    assert data.startswith(b"%PDF-")


def _is_office(data):
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


OPENS = {
    "json": json.loads,
    "html": lambda data: data.decode("utf-8").index("总计"),
    "pdf": _is_pdf,
    "docx": _is_office,
    "xlsx": _is_office,
}


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
    OPENS[fmt](found.content)
    assert "attachment" in found["Content-Disposition"]


def test_what_is_not_there_is_not_there(desk, client_as):
    assert desk.clerk.get(_path(desk, rest="file/exe/")).status_code == 404
    assert desk.clerk.get(_path(desk, 2018)).status_code == 404
    assert desk.clerk.get(_path(desk, 2027)).status_code == 404
    assert client_as(make_office().clerk).get(_path(desk)).status_code == 404


def test_a_published_report_stays_as_it_is(desk):
    publish_year(desk.office, 2025)
    before = desk.clerk.get(_path(desk, 2025, "file/json/")).content
    assert "填报这一格" not in _text(desk.clerk, _path(desk, 2025, "cell/"), where=FIGURE)
    for rest in ("zeros/", "chapter/5/"):
        assert desk.clerk.get(_path(desk, 2025, rest)).url == _path(desk, 2025)
    sent = {
        "enter/": {"where": FIGURE, "value": "3", "reason": "示例"},
        "zeros/": {"reason": "示例"},
        "chapter/5/": {"version": 9, "text": "示例改后"},
    }
    for rest, typed in sent.items():
        assert "已经发布" in problems(desk.clerk.post(_path(desk, 2025, rest), typed))[""], rest
    decided = answer(desk.office, register(desk.office, date(2025, 11, 3)), date(2025, 11, 20))
    assert decided.closed_on.year == 2025
    assert desk.clerk.get(_path(desk, 2025, "file/json/")).content == before


def _publish(desk, year, who):
    version = re.search(r'name="version"\s+value="(\d+)"', _text(who, _path(desk, year)))[1]
    return who.post(_path(desk, year, "publish/"), {"version": version}, follow=True).content.decode()


def test_what_lacks_figures_or_has_errors_is_not_published(desk):
    desk.clerk.post(_path(desk, 2025, "compile/"))
    assert "还有22项没有填报" in _publish(desk, 2025, desk.head)
    desk.clerk.post(_path(desk, 2025, "zeros/"), {"reason": "示例：经核对均为0"})
    desk.clerk.post(_path(desk, 2025, "compile/"))
    assert "处错误，改正后才能发布" in _publish(desk, 2025, desk.head)


def test_a_year_that_is_not_over_is_not_published(desk):
    desk.clerk.post(_path(desk, 2026, "compile/"))
    assert "2026年的统计期限尚未届满" in _publish(desk, 2026, desk.head)


def test_who_may_not_publish_has_no_button_and_is_refused(desk):
    desk.clerk.post(_path(desk, 2025, "compile/"))
    assert "发布年度报告" not in _text(desk.clerk, _path(desk, 2025))
    assert desk.clerk.post(_path(desk, 2025, "publish/"), {"version": 1}).status_code == 403


@pytest.mark.parametrize(
    "where", ["nonsense", "", "disclosure.licence", "disclosure.rules.x", "requests.open.natural"]
)
def test_a_figure_is_entered_only_where_the_form_has_one(desk, where):
    typed = {"where": where, "value": "1", "reason": "示例"}
    assert desk.clerk.post(_path(desk, rest="enter/"), typed).status_code == 404


def test_the_count_on_the_page_is_the_number_of_cases_listed_in_every_cell(desk):
    for kind, outcome in (("natural", "open"), ("business", "partial"), ("natural", "not_existing")):
        case = register(desk.office, date(2026, 11, 2), kind=kind)
        answer(desk.office, case, date(2026, 11, 20), outcome)
    register(desk.office, date(2026, 11, 9))
    page = _text(desk.clerk, _path(desk))
    printed = re.findall(r'data-where="(requests\.[^"]+)"[^>]*><a[^>]*>([1-9]\d*)<', page)
    assert len(printed) > 10
    for where, count in printed:
        cell = _text(desk.clerk, _path(desk, rest="cell/"), where=where)
        assert cell.count("gk-row-link") == int(count), where


def test_every_page_has_a_way_back(desk):
    for rest in ("cell/?where=requests.d1.natural", f"cell/?where={FIGURE}", "zeros/", "chapter/1/"):
        found = links(desk.clerk.get(_path(desk, rest=rest)))
        assert _path(desk) in found
        assert "" not in found


def test_more_cases_ask_the_database_no_more(desk):
    def add(count):
        for _ in range(count):
            answer(desk.office, register(desk.office, date(2026, 11, 2)), date(2026, 11, 20))

    paths = ("/desk/reports/", _path(desk), _path(desk, rest="cell/?where=requests.open.natural"))
    add(3)
    few = [queries(desk.clerk, path) for path in paths]
    add(10)
    assert [queries(desk.clerk, path) for path in paths] == few
