"""The remedy paragraph by outcome and by the date of the letter."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law import outcomes, remedies
from gongkai.law.errors import BadData
from law.case_files import cases

NAMES = {"review_body": "示例县人民政府", "court": "示例县人民法院"}
FIRST_DAY = date(2019, 5, 15)
NEW_REVIEW_LAW = date(2024, 1, 1)
NEW_RULES = date(2025, 6, 1)


def paragraph(code: str, day: date, **more) -> remedies.Remedy:
    if code == remedies.SILENCE:
        return remedies.remedy_of(code, letter_on=day, **NAMES, **more)
    return remedies.remedy_paragraph(code, letter_on=day, **NAMES, **more)


@pytest.mark.parametrize("case", cases("remedies"))
def test_letter_tells_the_remedy(case):
    told = paragraph(case["outcome"], case["letter_on"], own_review=case.get("own_review", False))
    assert told.review_first is case["review_first"]
    assert told.disputed is case.get("disputed", False)
    assert [words for words in case.get("says", []) if words not in told.zh] == []
    assert [words for words in case.get("not_says", []) if words in told.zh] == []
    assert [words for words in case.get("cite", []) if words not in told.cite] == []
    assert [words for words in case.get("not_cite", []) if words in told.cite] == []


DAYS = st.dates(FIRST_DAY, date(2035, 12, 31))
KINDS = st.sampled_from(remedies.KINDS)


@settings(deadline=None, max_examples=200)
@given(DAYS, KINDS)
def test_exactly_one_rule_holds_on_every_day(day, kind):
    fitting = [r for r in remedies.standard().rules if kind in r.remedy and r.since <= day <= r.until]
    assert len(fitting) == 1


@settings(deadline=None, max_examples=100)
@given(DAYS, KINDS)
def test_every_paragraph_names_the_review_body_and_leaves_no_place_open(day, kind):
    told = remedies.remedy_of(kind, letter_on=day, **NAMES)
    for text in (told.zh, told.en):
        assert NAMES["review_body"] in text
        assert "{" not in text
    assert told.cite


@settings(deadline=None, max_examples=100)
@given(DAYS, st.sampled_from([one.code for one in outcomes.standard().all()]))
def test_every_letter_names_the_court_and_sixty_days(day, code):
    told = paragraph(code, day)
    assert NAMES["court"] in told.zh
    assert "六十日" in told.zh


@settings(deadline=None, max_examples=100)
@given(
    st.dates(NEW_RULES, date(2035, 12, 31)), st.sampled_from([one.code for one in outcomes.standard().all()])
)
def test_since_the_2025_rules_only_articles_14_15_16_send_to_review_first(day, code):
    outcome = outcomes.standard()[code]
    assert paragraph(code, day).review_first is (outcome.refusal or outcome.remedy == "partial")


@pytest.mark.parametrize("code", [one.code for one in outcomes.standard().all()])
def test_before_2024_nothing_sends_to_review_first(code):
    assert not paragraph(code, NEW_REVIEW_LAW - timedelta(1)).review_first


def test_no_letter_cites_the_2025_rules_before_they_were_in_force():
    for kind in remedies.KINDS:
        told = remedies.remedy_of(kind, letter_on=NEW_RULES - timedelta(1), **NAMES)
        assert "〔2025〕8号" not in told.cite


def test_a_disputed_paragraph_says_so():
    assert paragraph("silence", NEW_RULES).shown == "有争议，可配置"
    assert paragraph("open", NEW_RULES).shown == ""


def test_a_letter_before_the_regulations_has_no_rule():
    with pytest.raises(BadData, match="2019-05-14 没有适用于“refusal”的规定"):
        paragraph("state_secret", FIRST_DAY - timedelta(1))


def test_an_unknown_outcome_is_a_key_error():
    with pytest.raises(KeyError):
        paragraph("wrong", NEW_RULES)


@pytest.fixture
def operator(tmp_path):
    def _overlaid(text: str) -> remedies.Remedies:
        path = tmp_path / "remedies.toml"
        path.write_text(text, "utf-8")
        return remedies.standard().overlaid(path)

    return _overlaid


SWITCH = """
[[rule]]
remedy = ["silence"]
since = 2025-06-01
wording = "silence_review_first"
cite = "行政复议法第二十三条第一款第三项"
"""


def test_an_operator_switches_silence_to_review_first(operator):
    switched = operator(SWITCH)
    day = date(2026, 11, 23)
    assert not paragraph("silence", day).review_first
    assert paragraph("silence", day, remedies=switched).review_first
    assert not paragraph("silence", day, remedies=switched).disputed
    assert paragraph("state_secret", day, remedies=switched) == paragraph("state_secret", day)


def test_an_operator_words_a_paragraph(operator):
    own = operator(
        "[[wording]]\nname='either'\nzh='可向{review_body}、{court}寻求救济。'\nen='{review_body} or {court}'\nreview_first=false"
    )
    assert paragraph("open", NEW_RULES, remedies=own).zh == "可向示例县人民政府、示例县人民法院寻求救济。"


WORDING = "[[wording]]\nname='own'\nzh={zh}\nen=''\nreview_first=false"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SWITCH.replace('["silence"]', '["silent"]'), "remedy 没有 silent，可用的有：refusal、"),
        (SWITCH.replace("silence_review_first", "own"), "没有名为 own 的 wording"),
        (SWITCH.replace("2025-06-01", '"2025-06-01"'), "since、until 应为日期"),
        (SWITCH.replace("cite", "sight"), "字段缺少或者不对（'cite'）"),
        ("rule = 1", "字段缺少或者不对"),
        ("[[wording]]\nname = 'own'", "字段缺少或者不对"),
        (WORDING.format(zh="'向{body}申请'"), "own：只能使用 {review_body} 和 {court}（'body'）"),
        (WORDING.format(zh="'向{}申请'"), "own：只能使用"),
        (WORDING.format(zh="'向{申请'"), "own：只能使用"),
        (WORDING.format(zh="5"), "own：只能使用"),
        ("[[rule]", "不是正确的 TOML"),
    ],
)
def test_an_operators_mistake_is_named(operator, text, said):
    with pytest.raises(BadData) as problem:
        operator(text)
    assert str(problem.value).startswith("remedies.toml")
    assert said in str(problem.value)
