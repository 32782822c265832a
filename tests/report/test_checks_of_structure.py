"""The parts a report must have, and the form for its year."""

from dataclasses import replace

from gongkai.report.checks import RULES, Level, check
from report.changes import clean, only, rules, with_row, without


def test_every_rule_has_an_id_a_weight_and_its_sentence_in_both_languages():
    assert len(RULES) > 25
    for name, rule in RULES.items():
        assert name == rule.id
        assert rule.level.label in {"错误", "提示", "口径待核"}
        assert rule.zh
        assert rule.en


def test_every_finding_of_every_rule_names_its_ground():
    report = replace(without(clean(), "remedies.review"), form="2019", chapters={}, unplaced=("x",))
    assert all(one.cite for one in check(report))


def test_the_form_follows_the_year():
    found = only(replace(clean(), year=2020, preamble=clean("2019").preamble, chapters={}))
    assert (found.rule, found.printed, found.computed) == ("form_year", "2021", "2019")
    assert found.cite == "国办公开办函〔2019〕60号"


def test_a_year_before_the_forms_is_to_be_checked():
    report = replace(clean("2019"), year=2018, preamble=replace(clean().preamble, period=None), chapters={})
    assert [(one.rule, one.level) for one in check(report)] == [
        ("before_forms", Level.HINT),
        ("missing_period", Level.HINT),
    ]


def test_a_missing_row_is_named_by_its_labels():
    assert only(without(clean(), "requests.u3")).zh == "缺少表三“（四）无法提供3.补正后申请内容仍不明确”一行"
    assert only(without(clean(), "disclosure.coercion")).where == "disclosure.coercion"


def test_a_missing_table_is_said_once():
    assert rules(replace(clean(), requests={}, chapters={})) == ["missing_table"]
    assert rules(replace(clean(), disclosure={})) == ["missing_table"]
    assert rules(without(clean(), "remedies.suit_direct")) == ["missing_table"]


def test_a_missing_cell_of_table_two_is_named():
    report = clean()
    cells = {key: cell for key, cell in report.disclosure["rules"].items() if key != "repealed"}
    found = only(replace(report, disclosure={**report.disclosure, "rules": cells}))
    assert (found.rule, found.where, found.column) == (
        "missing_column",
        "disclosure.rules.repealed",
        "本年废止件数",
    )


def test_three_rows_of_other_outcomes_in_the_form_of_2019_are_a_hint():
    report = without(clean("2019"), "requests.o")
    for row in ("o1", "o2", "o3"):
        report = with_row(report, f"requests.{row}", *"0000000")
    found = only(report)
    assert (found.rule, found.row) == ("split_row", "（六）其他处理")


def test_what_was_read_and_not_placed_is_said_with_doubt_in_the_reading():
    found = only(replace(clean(), unplaced=("其他主动公开文件 | 0 | 0 | 0",)))
    assert (found.rule, found.level, found.doubt) == ("unplaced", Level.TO_VERIFY, "reading")
