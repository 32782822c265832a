"""The parts a report must have (条例第五十条；国办公开办函〔2019〕60号、〔2021〕30号)."""

import re
from collections.abc import Iterator

from gongkai.report.findings import Finding, Level
from gongkai.report.forms import form, form_for_year
from gongkai.report.model import REMEDY_GROUPS, Report

ARTICLE_50 = "条例第五十条"
STUB_LENGTH = 10
FEE_WORDS = ("信息处理费", "收费", "处理费")
ASSESSMENT = ("考核", "评议", "追究")
NOTHING = re.compile(r"^(无|没有|暂无|本年度无|无此情况)[。.]?$")


def _finding(rule: str, level: Level, where: str, zh: str, en: str, *cites: str) -> Finding:
    return Finding(rule, level, where, zh, en, cite=cites[0] if cites else ARTICLE_50)


def form_against_year(report: Report) -> Iterator[Finding]:
    """The form follows the year: 2019 and 2020 the trial form, from 2021 on the present one."""
    try:
        wanted = form_for_year(report.year)
    except ValueError:
        yield _finding(
            "form_year",
            Level.ERROR,
            "format",
            f"年度 {report.year} 早于统一格式（2019年）",
            "before 2019",
            "",
        )
        return
    if wanted.code != report.form:
        yield Finding(
            "form_year",
            Level.ERROR,
            "format",
            zh=f"{report.year}年度报告应使用{wanted.notice}的格式，实际使用的是{form(report.form).notice}的格式",
            en=f"a report of {report.year} uses the form of {wanted.code}, not of {report.form}",
            printed=report.form,
            computed=wanted.code,
            cite=wanted.notice,
        )


def missing_tables(report: Report) -> Iterator[Finding]:
    """All three tables stand in the report, whole."""
    spec = form(report.form)
    collapsed = "o" in report.requests
    for row in spec.requests.rows:
        if row.key not in report.requests and not (
            collapsed and row.key.startswith("o") and row.key != "open"
        ):
            name = f"表三“{''.join((*row.groups[1:], row.label))}”"
            yield _finding(
                "missing_row",
                Level.ERROR,
                f"requests.{row.key}",
                f"缺少{name}一行",
                f"row {row.key} is missing",
            )
    for block in spec.disclosure:
        for spec_row in block.rows:
            if spec_row.key not in report.disclosure:
                where = f"disclosure.{spec_row.key}"
                zh = f"缺少表二{block.head}“{spec_row.label}”一行"
                yield _finding("missing_row", Level.ERROR, where, zh, f"row {spec_row.key} is missing")
    if any(group not in report.remedies for group in REMEDY_GROUPS):
        yield _finding(
            "missing_table",
            Level.ERROR,
            "remedies",
            "缺少表四（行政复议、行政诉讼情况）",
            "table four is missing",
        )


def collapsed_row(report: Report) -> Iterator[Finding]:
    """From 2021 on 其他处理 has three rows."""
    if report.form == "2021" and "o" in report.requests:
        zh = "表三“（六）其他处理”只有一行，2021年格式应分三行填写"
        yield _finding(
            "collapsed_row",
            Level.HINT,
            "requests.o",
            zh,
            "其他处理 stands as one row",
            "国办公开办函〔2021〕30号",
        )


def missing_chapters(report: Report) -> Iterator[Finding]:
    """Six chapters, and five sub-heads in the first; a document without any prose is not asked for them."""
    if not report.chapters:
        return
    spec = form(report.form)
    for chapter in spec.chapters:
        if chapter.number not in report.chapters:
            yield _finding(
                "missing_chapter",
                Level.HINT,
                f"chapters.{chapter.number}",
                f"缺少“{chapter.heading}”一章",
                f"chapter {chapter.number} is missing",
            )
    first = report.chapters.get("1")
    for section in spec.chapters[0].sections if first else ():
        if not first or not _stands(section, (*first.sections, first.text)):
            zh = f"“总体情况”没有写“{section}”"
            yield _finding("missing_section", Level.HINT, "chapters.1", zh, f"section {section} is missing")


def _stands(section: str, texts: tuple[str, ...]) -> bool:
    core = section.removeprefix("政府信息公开")
    return any(core in text for text in texts)


def stub_problems(report: Report) -> Iterator[Finding]:
    """Chapter five names problems and how they are mended."""
    chapter = report.chapters.get("5")
    text = re.sub(r"\s", "", chapter.text) if chapter else ""
    if chapter and (len(text) < STUB_LENGTH or NOTHING.match(text)):
        zh = f"“存在的主要问题及改进情况”只写了“{text}”，应写明问题和改进措施"
        yield _finding(
            "stub_chapter", Level.ERROR, "chapters.5", zh, "chapter 5 says nothing", "条例第五十条第四项"
        )


def fee_statement(report: Report) -> Iterator[Finding]:
    """The 2021 form asks for the fees in chapter six."""
    chapter = report.chapters.get("6")
    if not form(report.form).fee_statement or not chapter:
        return
    if not any(word in chapter.text for word in FEE_WORDS):
        zh = "“其他需要报告的事项”没有说明收取信息处理费的情况"
        yield _finding(
            "fee_statement", Level.HINT, "chapters.6", zh, "no fee statement", "国办函〔2020〕109号"
        )


def assessment(report: Report) -> Iterator[Finding]:
    """A government's report gives the results of assessment, social evaluation and accountability."""
    if not report.chapters or not report.agency.rstrip().endswith("人民政府"):
        return
    text = "".join((*(one.text for one in report.chapters.values()), *_sections(report)))
    missing = [word for word in ASSESSMENT if word not in text]
    if missing:
        names = "、".join(
            {"考核": "工作考核", "评议": "社会评议", "追究": "责任追究"}[word] for word in missing
        )
        zh = f"各级人民政府的年报应包括工作考核、社会评议和责任追究结果，没有写到：{names}"
        yield _finding(
            "assessment", Level.HINT, "chapters.1", zh, "assessment results are missing", "条例第五十条第二款"
        )


def _sections(report: Report) -> Iterator[str]:
    for chapter in report.chapters.values():
        yield from chapter.sections
        yield from chapter.sections.values()


def preamble_parts(report: Report) -> Iterator[Finding]:
    """The preamble names the period and how to reach the office."""
    preamble = report.preamble
    if not preamble.text:
        return
    if preamble.period is None:
        yield _finding(
            "missing_period", Level.HINT, "preamble.period", "前言没有写明数据的统计期限", "no period", ""
        )
    contact = preamble.contact
    names = {"address": "地址", "phone": "电话", "postcode": "邮编"}
    missing = [label for name, label in names.items() if not getattr(contact, name)]
    if missing:
        zh = f"前言没有写明联系方式：{'、'.join(missing)}"
        yield _finding(
            "missing_contact", Level.HINT, "preamble.contact", zh, "the contact block is incomplete", ""
        )


def period_against_year(report: Report) -> Iterator[Finding]:
    """The period runs from 1 January to 31 December of the report's year."""
    period = report.preamble.period
    if period is None:
        return
    first, last = period
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole or first.year != report.year or last.year != report.year:
        yield Finding(
            "period_year",
            Level.ERROR,
            "preamble.period",
            zh=f"统计期限写为 {first} 至 {last}，应为 {report.year}年1月1日至12月31日",
            en=f"the period is {first} to {last}, not the year {report.year}",
            printed=f"{first}/{last}",
            computed=f"{report.year}-01-01/{report.year}-12-31",
            cite="国办公开办函〔2021〕30号",
        )


def unplaced_lines(report: Report) -> Iterator[Finding]:
    """What the reader saw and could not place is said, never swallowed."""
    for line in report.unplaced:
        zh = f"读到但不能归位：“{line}”"
        yield Finding(
            "unplaced", Level.TO_VERIFY, "unplaced", zh, f"could not be placed: '{line}'", doubt="reading"
        )


CHECKS = (
    form_against_year,
    missing_tables,
    collapsed_row,
    missing_chapters,
    stub_problems,
    fee_statement,
    assessment,
    preamble_parts,
    period_against_year,
    unplaced_lines,
)
