"""The prose parts: chapters and sub-heads, what chapters one, five and six must say, the preamble (条例第五十条)."""

import re
from collections.abc import Iterator

from gongkai.report.checks.rules import BY_THE_FORM, Found, rule
from gongkai.report.findings import Level
from gongkai.report.forms import form
from gongkai.report.model import Chapter, Report

STUB_LENGTH = 10
NOTHING = re.compile(
    r"(?:本年度|本年|目前|我[镇局市县区委办]|本[机关单位]*)*(?:暂?无|没有|不存在)[^，。]{0,10}[。.]?"
)
FEE = re.compile(r"信息处理费|处理费|收费|费用")
RESULTS = {"考核": "工作考核", "评议": "社会评议", "追究": "责任追究"}
CONTACT = {"address": "地址", "phone": "电话", "postcode": "邮编"}


def solid(text: str) -> str:
    """Take all blanks out: inside a Chinese sentence they are the typist's."""
    return re.sub(r"\s+", "", text)


@rule("missing_chapter", Level.HINT, BY_THE_FORM, "六章齐全", "none of the six chapters is missing")
def missing_chapter(report: Report) -> Iterator[Found]:
    """A report without any prose (tables only) is not asked for its chapters."""
    for chapter in form(report.form).chapters if report.chapters else ():
        if chapter.number not in report.chapters:
            yield Found(
                f"chapters.{chapter.number}",
                zh=f"缺少“{chapter.heading}”一章",
                en=f"chapter {chapter.number} is missing",
            )


@rule(
    "missing_section",
    Level.HINT,
    "国办公开办函〔2021〕30号",
    "总体情况写明主动公开、依申请公开、政府信息管理、平台建设、监督保障",
    "chapter one covers publishing, applications, information management, platform and supervision",
)
def missing_section(report: Report) -> Iterator[Found]:
    """Where the chapter has sub-heads each subject has its own; else its text must speak of it."""
    chapter = report.chapters.get("1")
    for section in form(report.form).chapters[0].sections if chapter else ():
        if chapter and not _covers(chapter, section):
            yield Found(
                "chapters.1",
                zh=f"“一、总体情况”没有“{section}”部分",
                en=f"chapter 1 has no part on {section}",
                printed="、".join(chapter.sections),
                computed=section,
                cite=form(report.form).notice,
            )


def _covers(chapter: Chapter, section: str) -> bool:
    core = section.removeprefix("政府信息公开").removeprefix("政府")
    return any(core in solid(text) for text in (chapter.sections or (chapter.text,)))


@rule(
    "stub_chapter",
    Level.ERROR,
    "条例第五十条第一款第四项",
    "第五章写明存在的主要问题和改进情况",
    "chapter five names problems and how they are mended",
)
def stub_chapter(report: Report) -> Iterator[Found]:
    """无 and a text of fewer than ten characters say nothing."""
    chapter = report.chapters.get("5")
    text = solid(chapter.text) if chapter else ""
    if chapter and (len(text) < STUB_LENGTH or NOTHING.fullmatch(text)):
        yield Found(
            "chapters.5",
            zh=f"“五、存在的主要问题及改进情况”只写了“{text}”，应写明问题和改进措施",
            en="chapter 5 names no problem and no improvement",
            printed=text,
        )


@rule(
    "fee_statement",
    Level.HINT,
    "国办函〔2020〕109号；国办公开办函〔2021〕30号",
    "2021 年格式的第六章说明收取信息处理费的情况",
    "chapter six of the form of 2021 says what fees were charged",
)
def fee_statement(report: Report) -> Iterator[Found]:
    """No fee charged is worth a sentence too."""
    chapter = report.chapters.get("6")
    if chapter and form(report.form).fee_statement and not FEE.search(solid(chapter.text)):
        yield Found(
            "chapters.6",
            zh="“六、其他需要报告的事项”没有说明收取信息处理费的情况",
            en="chapter 6 does not say whether information processing fees were charged",
        )


@rule(
    "assessment",
    Level.HINT,
    "条例第五十条第一款第四项",
    "人民政府的报告写明工作考核、社会评议和责任追究结果",
    "a government's report gives the results of assessment, public appraisal and accountability",
)
def assessment(report: Report) -> Iterator[Found]:
    """Asked of governments only, and only where there is prose."""
    if not report.chapters or not report.agency.rstrip().endswith("人民政府"):
        return
    text = all_prose(report)
    missing = [name for word, name in RESULTS.items() if word not in text]
    if missing:
        yield Found(
            "chapters.1",
            zh=f"人民政府的报告应写明工作考核、社会评议和责任追究结果，没有写到：{'、'.join(missing)}",
            en=f"a government's report must give {', '.join(missing)}",
            printed="",
            computed="、".join(missing),
        )


def all_prose(report: Report) -> str:
    """All chapters as one text without blanks."""
    return solid("".join(chapter.text for chapter in report.chapters.values()))


@rule("missing_period", Level.HINT, BY_THE_FORM, "前言写明统计期限", "the preamble names the period")
def missing_period(report: Report) -> Iterator[Found]:
    """Asked where the reader found a preamble or chapters."""
    if _has_prose(report) and report.preamble.period is None:
        yield Found("preamble.period", zh="前言没有写明数据的统计期限", en="the preamble names no period")


@rule(
    "missing_contact",
    Level.HINT,
    BY_THE_FORM,
    "前言写明联系方式",
    "the preamble says how to reach the office",
)
def missing_contact(report: Report) -> Iterator[Found]:
    """Address, telephone and postcode."""
    contact = report.preamble.contact
    missing = [label for name, label in CONTACT.items() if not getattr(contact, name)]
    if _has_prose(report) and missing:
        yield Found(
            "preamble.contact",
            zh=f"前言没有写明联系方式：{'、'.join(missing)}",
            en=f"the preamble does not give {', '.join(missing)}",
            computed="、".join(missing),
        )


def _has_prose(report: Report) -> bool:
    return bool(report.preamble.text or report.chapters)


@rule(
    "period_year",
    Level.ERROR,
    BY_THE_FORM,
    "统计期限为报告年度 1 月 1 日至 12 月 31 日",
    "the period is the report's year, 1 January to 31 December",
)
def period_year(report: Report) -> Iterator[Found]:
    """A period of another year, or of a part of the year."""
    period = report.preamble.period
    if period is None:
        return
    wanted = (f"{report.year}-01-01", f"{report.year}-12-31")
    printed = (period[0].isoformat(), period[1].isoformat())
    if printed != wanted:
        yield Found(
            "preamble.period",
            zh=f"统计期限写为 {printed[0]} 至 {printed[1]}，{report.year}年度应为 {wanted[0]} 至 {wanted[1]}",
            en=f"the period is {printed[0]} to {printed[1]}, not the year {report.year}",
            printed="/".join(printed),
            computed="/".join(wanted),
        )


CHECKS = (
    missing_chapter,
    missing_section,
    stub_chapter,
    fee_statement,
    assessment,
    missing_period,
    missing_contact,
    period_year,
)
