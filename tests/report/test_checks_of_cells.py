"""Single cells and the number of cells."""

from decimal import Decimal

from gongkai.report.checks import Level
from report.changes import clean, only, rules, with_cell, with_row


def test_a_row_with_another_number_of_cells_is_counted():
    found = only(with_row(clean(), "requests.open", "0", "0", "0", "0", "0"))
    assert (found.rule, found.where, found.printed, found.computed) == ("cell_count", "requests.open", 5, 7)
    assert found.row == "（一）予以公开"


def test_a_group_of_table_four_with_another_number_of_cells_is_counted_and_not_added_up():
    found = only(with_row(clean(), "remedies.review", "1", "0", "7"))
    assert (found.rule, found.printed, found.computed) == ("remedy_count", 3, 5)


def test_an_annotated_count_is_the_documents_doing():
    found = only(with_cell(clean(), "disclosure.normative.in_force", "9（其中修订 2 件）"))
    assert (found.rule, found.computed, found.doubt) == ("not_a_number", 9, "document")
    assert "应只填 9" in found.zh


def test_words_in_a_cell_may_be_the_readings_doing():
    found = only(with_cell(clean(), "disclosure.rules.made", "无"))
    assert (found.rule, found.computed, found.doubt) == ("not_a_number", None, "reading")


def test_a_count_carries_no_unit_and_money_may():
    assert only(with_cell(clean(), "disclosure.licence.decisions", "31件")).rule == "unit_in_cell"
    assert rules(with_cell(clean("2019"), "disclosure.procurement.amount", "251000元")) == []


def test_fees_are_in_ten_thousands():
    found = only(with_cell(clean(), "disclosure.fee.amount_10k", "251000元"))
    assert (found.rule, found.level, found.computed) == ("unit_against_head", Level.HINT, "25.1")
    assert rules(with_cell(clean(), "disclosure.fee.amount_10k", "25.1万元")) == []
    unreadable = with_cell(clean(), "disclosure.fee.amount_10k", "约元")
    assert rules(unreadable) == ["not_a_number", "unit_against_head"]


def test_only_a_change_may_be_negative():
    assert only(with_cell(clean(), "disclosure.penalty.decisions", "-4")).rule == "negative"
    assert rules(with_cell(clean("2019"), "disclosure.penalty.change", "-18")) == []


def test_only_money_may_have_decimals():
    found = only(with_cell(clean(), "disclosure.licence.decisions", "3.5"))
    assert (found.rule, found.printed) == ("not_an_integer", "3.5")
    report = with_cell(clean(), "disclosure.fee.amount_10k", "24252.311082")
    assert report.disclosure["fee"]["amount_10k"].value == Decimal("24252.311082")
    assert rules(report) == []
    assert rules(with_cell(clean(), "disclosure.licence.decisions", "3.0")) == []


def test_a_bad_cell_of_a_malformed_row_is_placed_by_its_row():
    report = with_row(clean(), "requests.d1", "0", "无", "0")
    assert rules(report) == ["cell_count", "not_a_number"]
