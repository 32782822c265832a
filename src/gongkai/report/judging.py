"""Reading and checking a file in one step, from bytes to plain data: what runs in a guarded child process."""

import json
from typing import Any

from gongkai.report.checks import check
from gongkai.report.readers import Unreadable, read_bytes
from gongkai.report.writers.json_writer import report_json


def judge(name: str, data: bytes) -> bytes:
    """Give {"report": the machine format with its findings} or {"problem": {"zh", "en"}} as JSON."""
    return json.dumps(judgement(name, data), ensure_ascii=False).encode()


def judgement(name: str, data: bytes) -> dict[str, Any]:
    """Give the same as plain data; a file that cannot be read is a result, not an error."""
    try:
        report = read_bytes(data, name)
    except Unreadable as problem:
        return {"problem": {"zh": problem.zh, "en": problem.en}}
    return {"report": report_json(report, check(report))}
