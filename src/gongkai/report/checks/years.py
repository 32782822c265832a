"""The years that the prose names: those of another report betray a copied text."""

import re
from collections.abc import Iterator

from gongkai.report.checks.prose import sentences
from gongkai.report.checks.rules import Found, rule
from gongkai.report.findings import Level
from gongkai.report.model import Report

_TELLS = re.compile(
    r"(?:^|[，,：:）)])(?P<year>20\d\d)年(?:度)?"
    r"(?=，?(?:我|本|全[年镇乡县区市局街]|共|累计|收到|受理|新收|主动公开|[区县市镇局]))"
)
_COMPARES = re.compile(r"比|较|同期|以来|去年|上年")
_GARBLED = re.compile(r"\d{5,}年")


@rule(
    "prose_year",
    Level.HINT,
    "条例第五十条",
    "第一至四章叙述的是报告年度",
    "chapters one to four tell of the report's own year",
)
def prose_year(report: Report) -> Iterator[Found]:
    """A sentence that opens with another year and tells what was done then; comparisons are left alone."""
    for chapter, sentence in sentences(report, "1", "2", "3", "4"):
        match = _TELLS.search(sentence)
        if match and int(match["year"]) != report.year and not _COMPARES.search(sentence):
            yield Found(
                f"chapters.{chapter}",
                zh=f"正文写“{sentence[match.start() :].lstrip('，,：:）)')[:20]}”，报告年度是 {report.year} 年，请核对",
                en=f"the prose speaks of {match['year']} in a report of {report.year}",
                printed=int(match["year"]),
                computed=report.year,
            )


@rule("garbled_year", Level.HINT, "条例第五十条", "年份为四位数", "a year has four digits")
def garbled_year(report: Report) -> Iterator[Found]:
    """202020年 and the like."""
    for chapter, sentence in sentences(report, *report.chapters):
        for match in _GARBLED.finditer(sentence):
            yield Found(
                f"chapters.{chapter}",
                zh=f"正文的年份印为“{match.group()}”",
                en=f"the prose prints the year '{match.group()}'",
                printed=match.group(),
            )


CHECKS = (prose_year, garbled_year)
