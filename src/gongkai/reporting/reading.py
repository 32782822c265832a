"""How the bytes of a published report become its machine format: the one place that knows where readers run."""

from dataclasses import dataclass
from typing import Any

from gongkai.report.checks import check
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.writers.json_writer import report_json as machine_format


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of reading: the report in the machine format, or why there is none, in Chinese and in English."""

    report_json: dict[str, Any] | None
    problem_zh: str = ""
    problem_en: str = ""


def read_file(data: bytes, name: str) -> ReadResult:
    """Read a published report; a file that cannot be read is a result, not an error."""
    try:
        report = read_bytes(data, name)
    except Unreadable as problem:
        return ReadResult(None, problem.zh, problem.en)
    return ReadResult(machine_format(report, check(report)))
