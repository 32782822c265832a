"""Writers: a Report becomes a file."""

from collections.abc import Callable

from gongkai.report.model import Report
from gongkai.report.writers.json_writer import write_json

WRITERS: dict[str, Callable[[Report], bytes]] = {"json": write_json}


def write(report: Report, fmt: str) -> bytes:
    """Write the report in a format of WRITERS; KeyError for another."""
    return WRITERS[fmt](report)
