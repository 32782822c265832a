"""The sums of tables three and four."""

from gongkai.report.checks import Level, check
from report.changes import clean, only, rules, with_cell, with_row, without


def _findings(report, rule):
    return [one for one in check(report) if one.rule == rule]


def test_clean_reports_have_no_findings():
    assert rules(clean("2019")) == rules(clean("2021")) == []


def test_a_wrong_total_of_a_row_is_named_with_its_labels_and_the_sum_with_its_numbers():
    (found,) = _findings(with_cell(clean(), "requests.u1.total", "3"), "row_sum")
    assert (found.table, found.row, found.column) == (
        "表三",
        "（四）无法提供1.本机关不掌握相关政府信息",
        "总计",
    )
    assert (found.printed, found.computed, found.formula) == (3, 2, "2＋0＋0＋0＋0＋0＝2，表中为 3")
    assert (found.level, found.doubt, found.cite) == (Level.ERROR, "document", "国办公开办函〔2021〕30号")
    assert found.zh.startswith("表三“（四）无法提供1.本机关不掌握相关政府信息”“总计”")
    assert "requests.u1.total" in found.en


def test_a_wrong_outcome_of_a_column_breaks_that_column_and_that_row():
    broken = check(with_cell(clean(), "requests.open.natural", "5"))
    assert [(one.rule, one.where) for one in broken] == [
        ("row_sum", "requests.open.total"),
        ("column_sum", "requests.total.natural"),
    ]


def test_a_sum_with_an_unreadable_part_doubts_the_reading():
    (found,) = _findings(with_cell(clean(), "requests.open.natural", "三"), "row_sum")
    assert found.doubt == "reading"


def test_a_column_that_does_not_balance_shows_both_sides():
    report = with_row(clean(), "requests.carried_in", "2", "0", "0", "0", "0", "0", "2")
    natural, total = _findings(report, "balance")
    assert (natural.rule, natural.where, natural.column) == ("balance", "requests.balance.natural", "自然人")
    assert (natural.printed, natural.computed) == (7, 8)
    assert natural.formula == "第一项＋第二项：6＋2＝8；第三项＋第四项：6＋1＝7"
    assert total.where == "requests.balance.total"


def test_a_blank_in_the_column_of_totals_leaves_that_column_unjudged():
    report = with_cell(with_cell(clean(), "requests.carried_in.total", ""), "requests.open.natural", "5")
    assert sorted(rules(report)) == ["blank_total", "column_sum", "row_sum"]
    assert _findings(with_cell(clean(), "requests.open.total", ""), "column_sum") == []


def test_a_blank_total_offers_the_computed_one():
    found = only(with_cell(clean(), "requests.partial.total", ""))
    assert (found.rule, found.printed, found.computed) == ("blank_total", "", 1)
    assert "应填 1" in found.zh
    assert only(with_cell(clean(), "remedies.review.total", "")).computed == 1


def test_a_stroke_for_a_total_is_neither_blank_nor_a_sum():
    assert rules(with_cell(clean(), "requests.d1.total", "/")) == []


def test_the_results_of_reviews_add_up_to_their_total():
    found = only(with_cell(clean(), "remedies.suit_direct.pending", "2"))
    assert (found.rule, found.where, found.printed, found.computed) == (
        "remedy_total",
        "remedies.suit_direct.total",
        0,
        2,
    )
    assert (found.table, found.row) == ("表四", "行政诉讼未经复议直接起诉")


def test_one_malformed_row_switches_columns_off_and_rows_stay_on():
    report = with_row(clean(), "requests.d1", "0", "0", "0", "0", "0")
    report = with_cell(report, "requests.carried_in.natural", "9")
    assert rules(report) == ["cell_count", "row_sum"]


def test_a_total_without_any_outcome_is_a_hint_where_columns_cannot_be_told():
    report = clean("2019")
    for row in ("open", "u1"):
        report = with_row(report, f"requests.{row}", "0", "0", "0", "0", "0")
    (hint,) = _findings(report, "total_without_outcome")
    assert (hint.level, hint.printed, hint.where) == (Level.HINT, 3, "requests.total")
    assert "column_sum" not in rules(report)


def test_no_hint_where_an_outcome_stands_anywhere():
    report = with_row(clean("2019"), "requests.open", "0", "2", "0", "0", "0")
    assert rules(report) == ["cell_count"]


def test_other_outcomes_count_as_one_row_or_as_three():
    report = with_row(clean(), "requests.o", "0", "0", "0", "0", "0", "0", "0")
    for row in ("o1", "o2", "o3"):
        report = without(report, f"requests.{row}")
    assert rules(report) == ["collapsed_row"]
    assert "column_sum" in rules(with_cell(report, "requests.o.natural", "1"))


def test_sums_are_silent_about_what_is_missing():
    assert rules(without(clean(), "requests.u1")) == ["missing_row"]
    assert rules(without(clean(), "requests.total")) == ["missing_row"]
    assert rules(without(clean(), "requests.carried_out")) == ["missing_row"]


def test_a_blank_counts_nothing_in_a_sum():
    report = clean()
    for column in ("research", "social", "legal_service", "other_org"):
        for row in report.requests:
            report = with_cell(report, f"requests.{row}.{column}", "")
    assert rules(report) == []
