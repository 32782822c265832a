"""A notice as a file gives it: its days by law.notices, its number, date and address, and what cannot be right."""

import tomllib
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from gongkai.law.errors import BadData
from gongkai.law.notices import YearNotice, read_notice
from gongkai.law.workdays import official

LARGEST = 64 * 1024
LENGTHS = {"notice": 200, "number": 60, "url": 300}
DAY_NAME = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """A notice that was read and not yet loaded."""

    notice: YearNotice
    source: str
    sha256: str
    document_number: str = ""
    url: str = ""
    issued_on: date | None = None


def read(data: bytes, name: str, *, today: date) -> Reading:
    """Read a .toml or .csv file; BadData names the line or field that cannot be taken.

    A TOML may also say number (the document number), url and issued (a date). A notice is for this year, the next one
    or one of the past: a later year is a typing error, since the State Council announces one year at a time.
    """
    if len(data) > LARGEST:
        raise BadData(name, f"文件超过{LARGEST // 1024} KB，不像是一年的放假通知", "too large for a notice")
    notice = read_notice(data, name)
    _check_year(notice.year, name, today)
    source = data.decode("utf-8-sig")
    more = {} if name.lower().endswith(".csv") else tomllib.loads(source)
    found = Reading(
        notice,
        source,
        sha256(data).hexdigest(),
        document_number=_text(more, "number", name),
        url=_text(more, "url", name),
        issued_on=_issued(more, name),
    )
    _check_lengths(found, name)
    return found


def _check_year(year: int, name: str, today: date) -> None:
    first, last = official().first.year, today.year + 1
    if not first <= year <= last:
        raise BadData(
            name, f"年份 {year} 不在 {first}–{last} 之间，请核对", f"the year is not in {first}–{last}"
        )


def _text(data: dict[str, Any], key: str, name: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise BadData(name, f"{key} 应为文字，加引号", f"{key} must be text")
    if key == "url" and value and not value.startswith(("https://", "http://")):
        raise BadData(name, "url 应以 https:// 或者 http:// 开头", "url must begin with https:// or http://")
    return value.strip()


def _issued(data: dict[str, Any], name: str) -> date | None:
    value = data.get("issued")
    if value is not None and type(value) is not date:
        raise BadData(name, "issued 应为日期，如 2026-11-04，不加引号", "issued must be a date")
    return value


def _check_lengths(found: Reading, name: str) -> None:
    given = {"notice": found.notice.cite, "number": found.document_number, "url": found.url}
    for key, most in LENGTHS.items():
        if len(given[key]) > most:
            raise BadData(name, f"{key} 过长，请不超过{most}字", f"{key} is longer than {most}")
    for special in found.notice.days:
        if len(special.name) > DAY_NAME:
            raise BadData(name, f"{special.day} 的名称过长，请不超过{DAY_NAME}字", "a name is too long")
