"""Overdue and closed are defined once: no other file asks the database about due dates or ends in its own words."""

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src/gongkai"
DEFINED = "casework/models/applications.py"
# What may ask besides: which cases a notice can move, and the years of the report, which end on a day of their own.
MAY_ASK = {
    r"\bdue_on__(lt|lte|gt|gte|range|isnull)\b": {DEFINED, "casework/moving.py"},
    r"\bclosed_on(__isnull\s*=|\s*=\s*None)": {DEFINED, "casework/queries.py"},
    r"\bwarn_on__": {DEFINED},
}


@pytest.mark.parametrize("asks", MAY_ASK)
def test_only_the_definitions_ask_about_due_dates_and_ends(asks):
    found = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if "migrations" not in path.parts and re.search(asks, path.read_text("utf-8"))
    }
    assert found <= MAY_ASK[asks]
