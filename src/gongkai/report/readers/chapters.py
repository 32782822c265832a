"""The prose of a report: title, preamble with its parts, chapters and their sub-heads."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.report.cells import squeeze
from gongkai.report.model import Chapter, Contact, Preamble

_ORDINAL = re.compile(r"^\s*(?:第\s*)?([一二三四五六七八]{1,2})\s*(?:[、.．]|部分|章)\s*(\S.*)$")
_TITLE = re.compile(r"20\d\d(?:年|政府|政务).*(?:报告|年报)|(?:报告|年报).*20\d\d年?")
_FURNITURE = re.compile(
    r"(?:发布|发文|更新|成文|公开)?(?:日期|时间)[:：]|(?:信息)?来源[:：]|索引号|浏览|点击|阅读次数|访问量|作者[:：]|责任编辑|编辑[:：]"
    r"|[【\[(（]?字[体号]|字号|打印|分享到|视力保护|当前位置|您的位置|您(?:现在)?(?:所在)?的?位置|首页|原文链接|标题[:：]"
)
_SECTION = re.compile(r"^\s*[（(]\s*[一二三四五六七八九十]\s*[）)]\s*(\S.*)$")
_WORDS = {
    "1": ("总体情况", "工作基本情况", "基本情况", "概述"),
    "2": ("主动公开政府信息", "主动公开情况"),
    "3": ("收到和处理", "依申请公开"),
    "4": ("行政复议", "行政法复议", "行政诉讼"),
    "5": ("存在的主要问题", "存在问题", "主要问题", "改进情况"),
    "6": ("其他需要报告", "需要报告的事项", "其它需要报告"),
}
_YEAR = re.compile(r"(20\d\d)\s*年?(?=\D|$)")
_NUMERALS = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2}(?=年)")
_PERIOD = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日起?[至到—－~～-](?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日")
_ISSUER = re.compile(r"由([\u4e00-\u9fa5（）()]{2,40}?)(?:结合|负责|根据|编制|汇总|按照)")
_FROM = re.compile(r"从([\u4e00-\u9fa5]{2,12}?(?:省|市|县|区|州|旗))(?:人民)?政府(?:门户)?网")
_URL = re.compile(r"https?://[A-Za-z0-9./_\-?=&%#:]+")
_PARTS = {
    "address": re.compile(r"(?<!网站)(?<!网)地址[:：]([^，,；;）)。]+)"),
    "phone": re.compile(r"电话[:：]([\d\-－—转()（）]{7,25})"),
    "postcode": re.compile(r"(?:邮编|邮政编码)[:：](\d{6})"),
    "email": re.compile(r"(?:邮箱|电子邮件)[:：]([\w.\-]+@[\w.\-]+)", re.ASCII),
}
TITLE_LENGTH = 60
_OFFICES = ("办公室", "办公厅")  # the office that writes a government's report is not whose report it is
REGION_ENDS = ("省", "市", "县", "区", "州", "旗")


def chapter_number(line: str) -> tuple[str, str] | None:
    """Give (number, title) if the line is a chapter's heading, whatever ordinal it prints."""
    match = _ORDINAL.match(line)
    if not match or len(squeeze(line)) > 40:
        return None
    title = re.sub(r"\s", "", match[2])
    for number, words in _WORDS.items():
        if any(title.startswith(word) or word in title for word in words):
            return number, title
    return None


def split_chapters(lines: Iterable[str]) -> tuple[list[str], dict[str, Chapter]]:
    """Split the prose lines into what stands before the first chapter and the chapters."""
    before: list[str] = []
    bodies: dict[str, tuple[str, list[str]]] = {}
    current: list[str] = before
    for line in lines:
        heading = chapter_number(line)
        if heading and heading[0] not in bodies:
            current = []
            bodies[heading[0]] = (heading[1], current)
        else:
            current.append(line)
    return before, {number: _chapter(title, body) for number, (title, body) in bodies.items()}


def _chapter(title: str, body: list[str]) -> Chapter:
    text: list[str] = []
    sections: dict[str, list[str]] = {}
    current = text
    body = [
        line for line in body if re.sub(r"\s", "", line) != title
    ]  # a caption that says the heading again
    for line in body:
        match = _SECTION.match(line)
        if match and len(squeeze(line)) <= 30:
            current = sections.setdefault(re.sub(r"\s", "", match[1]), [])
        elif line.strip():
            current.append(squeeze(line))
    whole = [squeeze(line) for line in body if line.strip()]
    return Chapter(title, "\n".join(whole), {name: "\n".join(part) for name, part in sections.items()})


def is_furniture(line: str) -> bool:
    """Tell the words of the page around a report (its date, source, counters, way back) from those of the report."""
    return len(squeeze(line)) <= TITLE_LENGTH and bool(_FURNITURE.match(re.sub(r"\s", "", line)))


def read_preamble(lines: Iterable[str]) -> Preamble:
    """Read the opening paragraph: issuer, period, where the report is, contact; blanks inside are the typist's."""
    text = "\n".join(squeeze(line) for line in lines if line.strip() and not is_furniture(line))
    if not text:
        return Preamble()
    solid = re.sub(r"\s", "", text)
    found = {name: _closed(match[1]) for name, pattern in _PARTS.items() if (match := pattern.search(solid))}
    issuer = _ISSUER.search(solid)
    return Preamble(
        text=text,
        issuer=issuer[1] if issuer else "",
        period=_period(solid),
        download=tuple(dict.fromkeys(_URL.findall(solid))),
        contact=Contact(**found),
    )


def _closed(text: str) -> str:
    """A part without the bracket that closes the aside it stands in."""
    if text.count(")") + text.count("）") > text.count("(") + text.count("（"):
        return text.rstrip(")）")
    return text


def _period(text: str) -> tuple[date, date] | None:
    match = _PERIOD.search(text)
    if not match:
        return None
    year, month, day, last_year, last_month, last_day = match.groups()
    try:
        return date(int(year), int(month), int(day)), date(
            int(last_year or year), int(last_month), int(last_day)
        )
    except ValueError:
        return None


def _solid(line: str) -> str:
    """A title without blanks, its year in digits (二〇二三年 is 2023年)."""
    solid = re.sub(r"\s", "", line)
    return _CHINESE_YEAR.sub(lambda year: year[0].translate(_NUMERALS), solid)


def title_and_rest(before: Sequence[str], file_title: str = "") -> tuple[str, list[str]]:
    """Find the title before the first chapter: a line, or two, naming a year's report; else the file's own; else line one."""
    lines = [line for line in before if line.strip()]
    for count in (1, 2):
        for index in range(len(lines)):
            joined = "".join(lines[index : index + count])
            if _is_title(joined):
                return squeeze(joined), lines[index + count :]
    own = re.split(r"[_|]|\s[-—–]\s?", squeeze(file_title))[0]
    if _is_title(own):
        return own, lines
    return (squeeze(lines[0]), lines[1:]) if lines else (own, [])


def _is_title(line: str) -> bool:
    return len(squeeze(line)) <= TITLE_LENGTH and "。" not in line and bool(_TITLE.search(_solid(line)))


def agency_name(issuer: str, preamble: str, title: str) -> str:
    """Name the agency in full: the issuer, with the place of its government's site before it where it has none."""
    titled = _agency_in(title)
    name = titled if issuer.startswith(titled) and issuer.endswith(_OFFICES) else issuer or titled
    site = _FROM.search(re.sub(r"\s", "", preamble))
    if site and name and not any(end in name[:6] for end in REGION_ENDS) and not name.startswith(site[1]):
        return site[1] + name
    return name


def _agency_in(title: str) -> str:
    solid = re.sub(r"20\d\d年?度?|^标题[:：]", "", _solid(title))
    return re.sub(r"(?:关于)?(?:的)?(?:政府信息|政务|信息)公开.*$", "", solid)


def year_of(title: str, preamble: Preamble) -> int | None:
    """The year the report is about: the title's, else that of the period."""
    match = _YEAR.search(_solid(title)) if "报告" in title or "年报" in title else None
    if match:
        return int(match[1])
    return preamble.period[0].year if preamble.period else None
