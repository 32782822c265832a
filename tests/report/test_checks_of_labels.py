"""Labels and titles that are not those of the form."""

from dataclasses import replace

from gongkai.report.checks import check
from gongkai.report.model import Chapter
from report.changes import clean, rules


def test_each_label_is_named_with_the_statutory_one():
    labels = {"requests.columns.total": "合计", "remedies.columns.upheld": "结果维护", "nowhere": "甲"}
    total, upheld = check(replace(clean(), labels=labels))
    assert (total.rule, total.printed, total.computed, total.column) == ("label", "合计", "总计", "总计")
    assert upheld.zh == "表四标签印为“结果维护”，格式文本为“结果维持”"


def test_a_chapter_with_another_title_is_named():
    report = clean()
    fifth = Chapter("明年工作计划", report.chapters["5"].text)
    (found,) = check(replace(report, chapters={**report.chapters, "5": fifth}))
    assert (found.rule, found.printed) == ("chapter_title", "明年工作计划")


def test_a_chapter_whose_title_is_not_known_is_left_alone():
    report = clean()
    assert (
        rules(replace(report, chapters={n: replace(c, title="") for n, c in report.chapters.items()})) == []
    )
