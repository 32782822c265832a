"""What the prose says against the tables. Many readings are lawful, so only a number that fits none is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.report.checks import readings
from gongkai.report.checks.readings import Readings
from gongkai.report.checks.rules import Check, Found, rule
from gongkai.report.findings import Level
from gongkai.report.model import Number, Report

ART_50 = "条例第五十条"
_NUMBER = re.compile(r"(?<![\d.])(\d+)(?:余)?(?:件|条|份|宗|起|例)(?!次)")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕")
_RECEIVED = re.compile(r"收到|受理|新收|接收|接到")
_ANSWERED = re.compile(r"办结|(?<!公开)(?<!提供)(?<!处理)答复")
_CARRIED_IN = re.compile(r"(?:上|去|前)一?年.{0,3}(?:结转|转入|遗留)|结转.{0,2}上一?年")
_CARRIED_OUT = re.compile(r"(?:结转|顺延|转)(?:至|到|入)?(?:下|次|明)一?年")
_PART = re.compile(
    r"网上|网络|在线|信函|邮寄|当面|现场|传真|邮件|邮箱|平台|渠道|自然人|企业|法人|许可|审批|登记|其中|咨询|延期|补正"
    r"|(?:予以|部分|不予|无法|其他|同意)(?:公开|提供|处理)"
)
_REMEDY = re.compile(
    r"(?P<kind>复议|诉讼)(?:的)?(?:申请|案件|案)?(?:数量?)?(?:共计?|合计|总计|为|有|发生|计|新增)*(?P<n>\d+)(?:件|起|宗|例)"
    r"|(?P<m>\d+)(?:件|起|宗|例)[^，。；\d]{0,14}(?:行政)(?P<last>复议|诉讼)(?!机关)"
)
_OUTCOME = re.compile(
    r"(?:予以公开|同意公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?:答复|申请|的)*(?:有|为|共)?(?P<n>\d+)(?:件|条)"
)
_OUTCOME_NAME = re.compile(r"予以公开|同意公开|部分公开|不予公开|无法提供|不予处理|其他处理")
_DOCUMENT = re.compile(r"(?P<name>规范性文件|规章)(?:共计?)?(?P<n>\d+)(?:件|个|份|部)")
_NOT_COUNTED = re.compile(r"解读|清理|审查|审核|备案|征求|征集|评估|修订|目录")
_ALL_DONE = re.compile(
    r"均已[^，。；]{0,8}(?:办结|办理完)|全部(?:按期|依法)?(?:办结|办理完)|办结率(?:为|达|达到)?100[%％]"
)
_ALL_UPHELD = re.compile(r"(?:均|全部)(?:获得?|被|予以|为)?(?:结果)?维持")
_NO_APPLICATION = re.compile(r"(?:未|没有)(?:收到|接到|受理)[^，。；\d]{0,15}申请")
_NO_REMEDY = re.compile(r"(?:未发生|没有发生|未收到|没有|无)[^，。；\d件]{0,14}行政(?:复议|诉讼)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the prose with the sentence and the chapter that it stands in."""

    text: str
    sentence: str
    chapter: str


def sentences(report: Report, *chapters: str) -> Iterator[tuple[str, str]]:
    """Give (chapter, sentence) without blanks and without the titles of documents, whose numbers count nothing."""
    for number in chapters:
        if number in report.chapters:
            for line in report.chapters[number].text.splitlines():
                text = _QUOTED.sub("", re.sub(r"\s+", "", line))
                yield from ((number, one) for one in re.split(r"[。；;！!？?]", text) if one)


def clauses(report: Report, *chapters: str) -> Iterator[Clause]:
    """Cut the sentences at commas, enumeration commas and brackets."""
    for chapter, sentence in sentences(report, *chapters):
        yield from (Clause(one, sentence, chapter) for one in re.split(r"[，,、（）()：:]", sentence) if one)


def _unfit(clause: Clause, said: int, known: Readings, subject: str) -> Iterator[Found]:
    """Name a number that no reading gives; where the tables give no reading, nothing can be said."""
    if not known or said in known.values():
        return
    shown = "，".join(f"{name} {number}" for name, number in known.items())
    yield Found(
        f"chapters.{clause.chapter}",
        zh=f"正文“{clause.text}”的 {said} 与表中{subject}的任何口径均不符：{shown}",
        en=f"the prose says {said} ('{clause.text}'); no reading of the tables gives it",
        printed=said,
        formula=shown,
    )


@rule(
    "prose_applications",
    Level.TO_VERIFY,
    ART_50,
    "正文所写申请件数与表三某一口径相符",
    "a number of applications in the prose fits some reading of table three",
)
def prose_applications(report: Report) -> Iterator[Found]:
    """Received and answered in four readings for two columns; carried in and out in their own rows."""
    for clause in clauses(report, "1", "3"):
        numbers = _NUMBER.findall(clause.text)
        if len(numbers) == 1 and "申请" in clause.sentence and not _PART.search(clause.text):
            yield from _unfit(clause, int(numbers[0]), _application_readings(report, clause), "申请件数")


def _application_readings(report: Report, clause: Clause) -> Readings:
    text = clause.text
    if _CARRIED_IN.search(text):
        return readings.carried(report, "carried_in", "上年结转")
    if _CARRIED_OUT.search(text) or re.search(r"下一?年", text):
        return readings.carried(report, "carried_out", "结转下年")
    about = "申请" in text or (_ANSWERED.search(text) and re.search(r"公开申请|依申请", clause.sentence))
    if about and (_RECEIVED.search(text) or _ANSWERED.search(text)):
        return readings.applications(report)
    return {}


@rule(
    "prose_outcomes",
    Level.TO_VERIFY,
    ART_50,
    "正文所写各类处理结果与表三某一口径相符",
    "a number of outcomes in the prose fits some reading of table three",
)
def prose_outcomes(report: Report) -> Iterator[Found]:
    """Each kind of outcome with all its rows, for all applicants or for natural persons."""
    for clause in clauses(report, "1", "3"):
        names = [name.replace("同意", "予以") for name in _OUTCOME_NAME.findall(clause.text)]
        match = _OUTCOME.search(clause.text)
        if match:
            known = readings.outcomes(report, *names)
            yield from _unfit(clause, int(match["n"]), known, "“" + "＋".join(names) + "”")


@rule(
    "prose_remedies",
    Level.TO_VERIFY,
    ART_50,
    "正文所写复议、诉讼件数与表四某一口径相符",
    "a number of reviews or suits in the prose fits some reading of table four",
)
def prose_remedies(report: Report) -> Iterator[Found]:
    """In chapter one only where the sentence speaks of open government: an office has other suits too."""
    for clause in clauses(report, "1", "4"):
        if clause.chapter == "1" and not re.search(r"信息公开|政务公开", clause.sentence):
            continue
        for match in _REMEDY.finditer(clause.text):
            kind, said = match["kind"] or match["last"], int(match["n"] or match["m"])
            yield from _unfit(clause, said, readings.remedies(report, kind), f"行政{kind}")


@rule(
    "prose_documents",
    Level.TO_VERIFY,
    ART_50,
    "正文所写规章、规范性文件件数与表二某一口径相符",
    "a number of rules or normative documents in the prose fits some reading of table two",
)
def prose_documents(report: Report) -> Iterator[Found]:
    """What was interpreted, reviewed or cleaned up is another count."""
    for clause in clauses(report, "1", "2"):
        for match in () if _NOT_COUNTED.search(clause.text) else _DOCUMENT.finditer(clause.text):
            row = "rules" if match["name"] == "规章" else "normative"
            yield from _unfit(clause, int(match["n"]), readings.documents(report, row), match["name"])


@rule(
    "prose_all_done",
    Level.TO_VERIFY,
    ART_50,
    "正文说全部办结，表三就没有结转下年的申请",
    "where the prose says all are finished, none is carried over",
)
def prose_all_done(report: Report) -> Iterator[Found]:
    """A rate of 100 per cent may mean those that fell due: to be verified."""
    left = readings.carried(report, "carried_out", "结转下年").get("结转下年（总计）", 0)
    for chapter, sentence in sentences(report, "1", "3"):
        match = _ALL_DONE.search(sentence)
        if left and match and "申请" in sentence:
            yield Found(
                f"chapters.{chapter}",
                zh=f"正文写“{match.group()}”，表三却有 {left} 件结转下年度继续办理",
                en=f"the prose says all are finished; {left} are carried over",
                printed=match.group(),
                computed=left,
            )


@rule(
    "prose_none",
    Level.TO_VERIFY,
    ART_50,
    "正文说没有申请、复议或诉讼，表中就没有",
    "where the prose says there was none, the tables show none",
)
def prose_none(report: Report) -> Iterator[Found]:
    """未收到申请 against table three, 未发生复议（诉讼） against table four."""
    received = readings.applications(report).get("新收（总计）", 0)
    for chapter, sentence in sentences(report, "1", "3", "4"):
        for match, number in (
            (_NO_APPLICATION.search(sentence), received),
            (_NO_REMEDY.search(sentence), _remedy_count(report, sentence)),
        ):
            if match and number:
                yield Found(
                    f"chapters.{chapter}",
                    zh=f"正文写“{match.group()}”，表中却为 {number}",
                    en=f"the prose says there was none; the tables show {number}",
                    printed=match.group(),
                    computed=number,
                )


@rule(
    "prose_all_upheld",
    Level.TO_VERIFY,
    ART_50,
    "正文说复议、诉讼均获维持，表四就没有其他结果和尚未审结",
    "where the prose says all was upheld, table four shows no other result and none open",
)
def prose_all_upheld(report: Report) -> Iterator[Found]:
    """Open cases have not been upheld yet."""
    for chapter, sentence in sentences(report, "1", "4"):
        match = _ALL_UPHELD.search(sentence)
        kinds = [kind for kind in ("复议", "诉讼") if kind in sentence]
        left = sum(readings.not_upheld(report, kind) for kind in kinds)
        if match and left:
            yield Found(
                f"chapters.{chapter}",
                zh=f"正文写“{match.group()}”，表四却有 {left} 件不是结果维持",
                en=f"the prose says all were upheld; {left} were not",
                printed=match.group(),
                computed=left,
            )


def _remedy_count(report: Report, sentence: str) -> Number:
    """The reviews and suits that a sentence speaks of, by table four."""
    kinds = [kind for kind in ("复议", "诉讼") if f"行政{kind}" in sentence]
    return sum(readings.remedies(report, kind).get(f"{kind}（总计）", 0) for kind in kinds)


CHECKS: tuple[Check, ...] = (
    prose_applications,
    prose_outcomes,
    prose_remedies,
    prose_documents,
    prose_all_done,
    prose_all_upheld,
    prose_none,
)
