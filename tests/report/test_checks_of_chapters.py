"""Chapters, sub-heads, the preamble."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.report.checks import Level
from gongkai.report.model import Chapter, Contact, Preamble
from report.changes import clean, only, rules, with_prose, without


def test_a_missing_chapter_is_named_by_its_heading():
    found = only(without(clean(), "chapters.3"))
    assert (found.rule, found.zh) == ("missing_chapter", "缺少“三、收到和处理政府信息公开申请情况”一章")
    assert found.table == "三、收到和处理政府信息公开申请情况"


def test_a_report_of_tables_only_is_not_asked_for_prose():
    assert rules(replace(clean(), chapters={}, preamble=Preamble())) == []


def test_a_chapter_one_with_sub_heads_has_them_all():
    report = clean()
    sections = {key: text for key, text in report.chapters["1"].sections.items() if key != "监督保障"}
    first = replace(report.chapters["1"], sections=sections)
    found = only(replace(report, chapters={**report.chapters, "1": first}))
    assert (found.rule, found.computed) == ("missing_section", "监督保障")


def test_a_sub_head_in_other_words_counts():
    report = clean()
    renamed = {
        key.replace("政府信息公开平台建设", "平台建设情况"): "" for key in report.chapters["1"].sections
    }
    first = replace(report.chapters["1"], sections=renamed)
    assert rules(replace(report, chapters={**report.chapters, "1": first})) == []


def test_without_sub_heads_the_text_must_speak_of_each_subject():
    text = "主动公开、依申请公开、信息管理和平台建设都有进展，考核、评议、追究见附件。"
    report = clean()
    chapters = {**report.chapters, "1": Chapter("总体情况", text)}
    found = only(replace(report, chapters=chapters))
    assert found.computed == "监督保障"


@pytest.mark.parametrize(
    "text", ["", "无", "无。", "暂无", "没有。", "本年度没有存在的主要问题。", "还需努力。"]
)
def test_a_chapter_five_that_says_nothing_is_an_error(text):
    found = only(with_prose(clean(), text, "5"))
    assert (found.rule, found.level, found.printed) == ("stub_chapter", Level.ERROR, text)


def test_a_chapter_five_that_names_a_problem_is_enough():
    assert rules(with_prose(clean(), "没有专人负责更新，明年配齐人员。", "5")) == []


def test_the_form_of_2021_asks_for_the_fees_and_that_of_2019_does_not():
    assert only(with_prose(clean(), "没有其他事项。", "6")).rule == "fee_statement"
    assert rules(with_prose(clean("2019"), "没有其他事项。", "6")) == []


def test_a_government_gives_the_results_of_assessment_and_others_need_not():
    report = with_prose(clean(), "（五）监督保障：开展考核。")
    found = only(report)
    assert (found.rule, found.computed) == ("assessment", "社会评议、责任追究")
    assert rules(replace(report, agency="示例市财政局")) == []


def test_a_preamble_without_contact_or_period_is_a_hint():
    preamble = replace(clean().preamble, contact=Contact(phone="000-00000000"), period=None)
    report = replace(clean(), preamble=preamble)
    assert rules(report) == ["missing_period", "missing_contact"]


def test_the_period_is_the_reports_year():
    last_year = replace(clean().preamble, period=(date(2022, 1, 1), date(2022, 12, 31)))
    found = only(replace(clean(), preamble=last_year))
    assert (found.rule, found.printed, found.table) == ("period_year", "2022-01-01/2022-12-31", "前言")
    short = replace(clean().preamble, period=(date(2023, 3, 1), date(2023, 12, 31)))
    assert only(replace(clean(), preamble=short)).rule == "period_year"
