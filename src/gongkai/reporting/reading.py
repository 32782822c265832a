"""How the bytes of a published report become its machine format, in guarded processes that all requests share."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.report.guarded import Judge, Sources
from gongkai.report.model import Place

PROCESSES = 2  # files read at the same time in one worker; further ones wait


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of reading: the report in the machine format, or why there is none, in Chinese and in English."""

    report_json: dict[str, Any] | None
    problem_zh: str = ""
    problem_en: str = ""


@cache
def _judge() -> Judge:
    return Judge(PROCESSES)


@cache
def _sources() -> Sources:
    return Sources()


def read_file(data: bytes, name: str) -> ReadResult:
    """Read a published report; a file that cannot be read, or that ends its reader, is a result, not an error."""
    found = _judge().judge(data, name)
    problem = found.get("problem", {"zh": "", "en": ""})
    return ReadResult(found.get("report"), problem["zh"], problem["en"])


def show_source(data: bytes, name: str, place: Place, printed: str = "") -> dict[str, Any]:
    """Give the picture, the table or the lines around a place of a file (see report.sources)."""
    return _sources().show(data, name, place, printed)
