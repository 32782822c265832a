"""The prose against the tables: 新收 7 (自然人 6), 上年结转 1, 办结 7, 结转下年 1; 规范性文件 2, 1, 9; 复议 1."""

from dataclasses import replace

import pytest

from gongkai.report.checks import Level, check
from report.changes import clean, rules, with_cell, with_prose, with_row, without

KEPT = "考核、评议、追究。"  # what a government's chapter one must say


def _prose(text, report=None):
    return [
        one
        for one in check(with_prose(report or clean(), KEPT + text))
        if "prose" in one.rule or "year" in one.rule
    ]


FITS = [
    "全年收到政府信息公开申请7件。",
    "全年收到 政府信息公开 申请 7 件。",
    "共受理政府信息公开申请8件（含上年结转1件）。",
    "收到自然人政府信息公开申请5件。",
    "新收政府信息公开申请6件，均为自然人提出。",
    "本年度共收到7条依申请公开信息。",
    "办结政府信息公开申请7件，另有1件顺延到下年度答复。",
    "2023年，全镇收到政府信息公开申请7件，依法答复8件。",
    "通过网络收到政府信息公开申请3件。",
    "受理行政许可申请31件。",
    "收到12345热线来件2300件。",
    "予以公开4件，部分公开1件，无法提供2件。",
    "予以公开及部分公开5件。",
    "政府信息公开行政复议1件，行政诉讼0件。",
    "发生1件涉及政府信息公开工作的行政复议。",
    "办理行政复议案件300件。",
    "制发行政规范性文件2件，废止规范性文件1件，解读规范性文件15件。",
    "较2022年全镇主动公开政府信息100条有所增加。",
    "未收到举报。",
]


@pytest.mark.parametrize("text", FITS)
def test_a_number_that_fits_some_reading_is_not_named(text):
    assert _prose(text) == []


MISFITS = [
    ("全年收到政府信息公开申请12件。", "prose_applications", 12),
    ("收到申请17件，均已在期限内答复。", "prose_applications", 17),
    ("收到政府信息公开申请7件，上年结转3件。", "prose_applications", 3),
    ("收到政府信息公开申请7件，结转下年2件。", "prose_applications", 2),
    ("已答复政府信息公开申请5件。", "prose_applications", 5),
    ("同意公开9件。", "prose_outcomes", 9),
    ("不予公开2件。", "prose_outcomes", 2),
    ("因政府信息公开被申请行政复议4件。", "prose_remedies", 4),
    ("政府信息公开行政诉讼案件共2件。", "prose_remedies", 2),
    ("现行有效规范性文件10件。", "prose_documents", 10),
    ("制定规章1部。", "prose_documents", 1),
    ("申请全部办结。", "prose_all_done", "全部办结"),
    ("全年未收到政府信息公开申请。", "prose_none", "未收到政府信息公开申请"),
    ("未发生因政府信息公开引起的行政复议。", "prose_none", "未发生因政府信息公开引起的行政复议"),
    ("2022年，全镇主动公开政府信息100条。", "prose_year", 2022),
    ("202323年公开信息。", "garbled_year", "202323年"),
]


@pytest.mark.parametrize(("text", "rule", "printed"), MISFITS)
def test_what_no_reading_gives_is_named(text, rule, printed):
    assert [(one.rule, one.printed) for one in _prose(text)] == [(rule, printed)]


def test_the_readings_that_were_tried_are_shown():
    (found,) = _prose("全年收到政府信息公开申请12件。")
    assert found.level is Level.TO_VERIFY
    assert "任何口径均不符" in found.zh
    assert found.formula.startswith("新收（总计） 7，新收（自然人） 6，新收＋上年结转（总计） 8")


def test_where_the_rows_cannot_be_told_nothing_is_claimed():
    report = with_row(clean(), "requests.total", "0", "0", "7")
    assert _prose("全年收到政府信息公开申请12件。", report) == []
    assert _prose("因政府信息公开被申请行政复议4件。", without(clean(), "remedies.review")) == []
    assert _prose("现行有效规范性文件10件。", without(clean(), "disclosure.normative")) == []
    assert _prose("同意公开9件。", without(clean(), "requests.open")) == []


def test_a_blank_total_is_read_as_the_sum():
    report = with_cell(clean(), "requests.received.total", "")
    assert _prose("收到政府信息公开申请7件。", report) == []


def test_a_suit_may_be_told_alone_or_with_the_reviews_and_concluded_or_all():
    report = with_row(clean(), "remedies.suit_after_review", "1", "0", "0", "2", "3")
    for number in (3, 1, 4, 2):
        assert _prose(f"因政府信息公开发生行政诉讼{number}件。", report) == []


def test_upheld_is_said_only_where_nothing_else_is_printed():
    report = with_row(clean(), "remedies.suit_direct", "8", "0", "0", "1", "9")
    (found,) = _prose("信息公开类行政复议1件，行政诉讼9件，均获维持。", report)
    assert (found.rule, found.printed, found.computed) == ("prose_all_upheld", "均获维持", 1)
    assert _prose("信息公开类行政复议1件，均获维持。", report) == []


def test_all_finished_is_true_where_nothing_is_carried_over():
    report = with_row(clean(), "requests.carried_out", *"0000000")
    assert _prose("申请全部办结。", report) == []


def test_titles_of_documents_count_nothing():
    assert _prose("印发《2022年全镇政务公开要点》〔2022〕3号，收到政府信息公开申请7件。") == []


def test_the_year_of_a_plan_in_chapter_five_is_left_alone():
    assert rules(with_prose(clean(), "2024年，我镇将补齐公开清单，并按季度核对。", "5")) == []


def test_chapter_four_is_read_without_a_word_of_open_government():
    report = with_prose(clean(), "行政复议6件。", "4")
    assert rules(report) == ["prose_remedies"]


def test_prose_is_silent_without_chapters():
    assert rules(replace(clean(), chapters={})) == []
