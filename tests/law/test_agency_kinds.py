"""What each kind of body owes."""

from datetime import date

import pytest

from gongkai.law.agency_kinds import LINE_LABELS, REPORT_TERMS, kind, kinds
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.params import defaults
from law.case_files import cases

DAY = date(2026, 11, 23)
REVIEWED = [one for one in kinds() if one.review]


@pytest.mark.parametrize("case", cases("agencies"))
def test_a_kind_of_body_has_its_duties(case):
    body = kind(case["kind"])
    checks = {
        "report_due": lambda: body.report_due(2025),
        "assessment": lambda: body.government,
        "court": lambda: body.competent_court,
        "applications": lambda: body.applications,
    }
    assert {key: check() for key, check in checks.items() if key in case} == {
        key: case[key] for key in checks if key in case
    }
    assert any(one.code.startswith(case.get("adds", "20-")) for one in body.catalogue)


@pytest.mark.parametrize("case", [one for one in cases("agencies") if "review_body" in one.values[0]])
def test_the_review_body_is_named(case):
    parents = {line: case[line] for line in ("government", "system") if line in case}
    body = kind(case["kind"]).review_body(on=case.get("on", DAY), name="示例机关", **parents)
    assert body.name == case["review_body"]
    assert body.own is case.get("own", False)
    assert body.cite in case["article"]


@pytest.mark.parametrize("case", [one for one in cases("agencies") if "refused" in one.values[0]])
def test_review_is_not_open(case):
    with pytest.raises(Unlawful, match=case["refused"]) as refusal:
        kind(case["kind"]).review_body(on=DAY, name="示例机关", government="示例县人民政府")
    assert refusal.value.article == case["article"]


def test_kinds_stand_from_the_top_down():
    codes = [one.code for one in kinds()]
    assert codes.index("province") < codes.index("city") < codes.index("county") < codes.index("town")
    assert len(codes) == len(set(codes)) == 13


def test_an_unknown_kind_is_a_key_error():
    with pytest.raises(KeyError):
        kind("kingdom")


def test_only_public_services_are_outside_articles_27_to_45():
    assert [one.code for one in kinds() if not one.applications] == ["public_enterprise"]


def test_governments_report_their_assessment():
    assert [one.code for one in kinds() if one.government] == ["province", "city", "county", "town"]


def test_article_21_does_not_reach_provinces():
    for code in ("province", "province_department", "state_department"):
        assert {one.level for one in kind(code).catalogue} == {"all"}


@pytest.mark.parametrize("code", [one.code for one in kinds() if one.report == "none"])
def test_no_duty_has_no_deadline(code):
    assert kind(code).report_due(2025) is None


def test_a_county_sets_the_deadline_of_its_towns(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        '[[town_report_month_day]]\nvalue = "01-20"\nsince = 2024-01-01\ncite = "示例县"\nstatus = "practice"',
        "utf-8",
    )
    params = defaults().overlaid(path)
    assert kind("town").report_due(2025, params) == date(2026, 1, 20)
    assert kind("department").report_due(2025, params) == date(2026, 1, 31)


@pytest.mark.parametrize("body", kinds(), ids=lambda one: one.code)
def test_every_duty_is_cited_and_known(body):
    assert body.cite
    assert body.court_cite
    assert body.label
    assert body.report in {*REPORT_TERMS, "none"}
    assert body.catalogue
    assert body.shown in {"", "由条文推定", "惯例口径，可配置"}


@pytest.mark.parametrize("body", REVIEWED, ids=lambda one: one.code)
def test_review_is_known_since_the_regulations_and_changes_in_2024(body):
    assert [one.since for one in body.review] == [date(2019, 5, 15), date(2024, 1, 1)]
    assert "2017年修正" in body.review_on(date(2023, 12, 31)).cite
    assert "2017年修正" not in body.review_on(date(2024, 1, 1)).cite
    assert all(line in LINE_LABELS for rule in body.review for line in rule.by)
    assert all(rule.cite for rule in body.review)


def test_since_2024_only_one_body_reviews():
    assert all(len(body.review_on(DAY).by) == 1 for body in REVIEWED)


def test_a_missing_parent_is_named():
    with pytest.raises(BadData, match="示例局：未登记本级政府一线的上级") as problem:
        kind("department").review_body(on=DAY, name="示例局", system="示例市局")
    assert "第二十四条第一款第一项" in str(problem.value)


def test_before_the_regulations_there_is_no_data():
    with pytest.raises(BadData, match="2019-05-14 时的复议机关没有数据"):
        kind("town").review_on(date(2019, 5, 14))
