"""Made-up published reports for the tests of checking: a county that checks, its towns, files as plain data."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gongkai.agencies.models import Agency, Person
from gongkai.report.model import Report
from gongkai.report.readers.json_reader import read_json
from gongkai.report.writers.json_writer import report_json, write_json
from gongkai.reporting.checking import actions
from gongkai.reporting.models import CheckBatch, CheckedFile
from report.changes import clean
from support.cases import moment
from support.factories import make_agency, make_person

TODAY = date(2026, 4, 15)
NOW: datetime = moment(TODAY)
COUNTY, TOWN, OTHER = "示例县人民政府", "示例镇人民政府", "示例乡人民政府"


@dataclass(frozen=True, slots=True)
class County:
    """A county with a clerk who checks, and two towns."""

    agency: Agency
    clerk: Person
    town: Agency
    other: Agency
    batch: CheckBatch

    @property
    def by(self) -> dict[str, Any]:
        """Who acts, and when."""
        return {"actor": self.clerk, "at": NOW}

    def add(self, report: Report | bytes, path: str = "示例.json", **more: Any) -> CheckedFile:
        """Add a file to the county's batch."""
        data = report if isinstance(report, bytes) else write_json(report)
        return actions.add_file(batch=self.batch, data=data, path=path, **self.by, **more)


def make_county() -> County:
    """Create it."""
    agency = make_agency(COUNTY, kind="county")
    clerk = make_person("clerk", agency)
    town, other = make_agency(TOWN, under=agency), make_agency(OTHER, under=agency)
    batch = actions.open_batch(agency=agency, title="示例县2025年度", actor=clerk, at=NOW)
    return County(agency, clerk, town, other, batch)


def published(name: str = TOWN, year: int = 2025, report: Report | None = None) -> Report:
    """Give a report of an office for a year, the one without an error unless another is given."""
    whole = report or clean()
    text = json.dumps(report_json(whole), ensure_ascii=False).replace(str(whole.year), str(year))
    named = text.replace(whole.agency, name) if name else text
    return replace(read_json(named, "示例"), agency=name, agency_code="")


def machine(report: Report) -> dict[str, Any]:
    """Give a report in the machine format."""
    data: dict[str, Any] = json.loads(write_json(report))
    return data
