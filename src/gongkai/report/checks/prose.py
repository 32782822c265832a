"""What the prose says against the tables. Many readings are legitimate, so only a number that fits none is named."""

import re
from collections.abc import Iterator

from gongkai.report.cells import counted
from gongkai.report.findings import Finding, Level
from gongkai.report.model import REMEDY_GROUPS, REQUEST_COLUMNS, Number, Report

_YEAR = re.compile(r"(20\d\d)年(?:度)?(?:，)?(?:我|本|全|共|镇|局|区|市|县)")
_RECEIVED = re.compile(
    r"(?:收到|受理|新收|接收|收)(?:和处理)?(?:了)?(?:政府)?(?:信息)?(?:公开)?(?:依申请公开)?(?:的)?(?:政府信息公开)?(?:申请)?(?:数量)?(?:共|共计)?"
    r"(?P<n>\d+)(?:件|条|份|宗)(?P<tail>依申请公开|政府信息公开申请|申请)?"
)
_ABOUT = re.compile(r"申请")
_REVIEW = re.compile(r"行政复议(?:案件)?(?:共|共计)?(?P<n>\d+)(?:件|起|宗)")
_SUIT = re.compile(r"行政诉讼(?:案件)?(?:共|共计)?(?P<n>\d+)(?:件|起|宗)")
_SENTENCE = re.compile(r"[^。；;！!\n]+")


def _text(report: Report, *numbers: str) -> str:
    parts = []
    for number in numbers:
        chapter = report.chapters.get(number)
        if chapter:
            parts += [chapter.text, *chapter.sections.values()]
    return re.sub(r"[ \t\u3000]", "", "\n".join(parts))


def _column(report: Report, row: str, column: str) -> Number:
    cells = report.requests.get(row, ())
    if len(cells) != len(REQUEST_COLUMNS):
        return 0
    return counted(cells[REQUEST_COLUMNS.index(column)])


def readings(report: Report) -> dict[str, Number]:
    """Every number of applications that prose may lawfully mean, by the name of its reading."""
    found: dict[str, Number] = {}
    for column, label in (("total", "总计"), ("natural", "自然人")):
        got = {
            row: _column(report, row, column) for row in ("received", "carried_in", "total", "carried_out")
        }
        found[f"新收（{label}）"] = got["received"]
        found[f"新收＋结转（{label}）"] = got["received"] + got["carried_in"]
        found[f"办结（{label}）"] = got["total"]
        found[f"办结＋结转下年（{label}）"] = got["total"] + got["carried_out"]
    return found


def applications(report: Report) -> Iterator[Finding]:
    """The number of applications in chapter one or three fits one reading of table three."""
    if "received" not in report.requests:
        return
    known = readings(report)
    for sentence in _SENTENCE.findall(_text(report, "1", "3")):
        if not _ABOUT.search(sentence):
            continue
        for match in _RECEIVED.finditer(sentence):
            said = int(match["n"])
            if said not in known.values():
                yield _mismatch("prose_requests", "requests.received", sentence, said, known)


def _mismatch(rule: str, where: str, sentence: str, said: int, known: dict[str, Number]) -> Finding:
    shown = "，".join(f"{name} {number}" for name, number in known.items())
    return Finding(
        rule,
        Level.TO_VERIFY,
        where,
        zh=f"正文“{sentence.strip()[:40]}”中的 {said} 与表格任何口径均不符（{shown}）",
        en=f"the prose says {said}; no reading of the tables gives it",
        printed=said,
        formula=shown,
        cite="条例第五十条",
    )


def remedies(report: Report) -> Iterator[Finding]:
    """The numbers of reviews and suits in the prose fit table four, alone or added up."""
    totals = {
        group: counted(report.remedies[group][-1])
        for group in REMEDY_GROUPS
        if len(report.remedies.get(group, ())) == 5
    }
    if len(totals) != len(REMEDY_GROUPS):
        return
    suits = totals["suit_direct"] + totals["suit_after_review"]
    either = {"复议诉讼合计": suits + totals["review"]}
    text = _text(report, "1", "4")
    for pattern, known in (
        (_REVIEW, {"行政复议": totals["review"], **either}),
        (
            _SUIT,
            {
                "行政诉讼合计": suits,
                "直接起诉": totals["suit_direct"],
                "复议后起诉": totals["suit_after_review"],
                **either,
            },
        ),
    ):
        for match in pattern.finditer(text):
            said = int(match["n"])
            if said not in known.values():
                yield _mismatch("prose_remedies", "remedies", match.group(0), said, known)


def year_in_prose(report: Report) -> Iterator[Finding]:
    """Chapter one speaks of the report's own year where it tells what was done."""
    seen: set[int] = set()
    for match in _YEAR.finditer(_text(report, "1")):
        year = int(match[1])
        if year != report.year and year not in seen:
            seen.add(year)
            yield Finding(
                "prose_year",
                Level.HINT,
                "chapters.1",
                zh=f"“总体情况”写到“{match.group(0)}”，与报告年度 {report.year} 不同，请核对",
                en=f"chapter 1 speaks of {year} in a report of {report.year}",
                printed=year,
                computed=report.year,
            )


CHECKS = (applications, remedies, year_in_prose)
