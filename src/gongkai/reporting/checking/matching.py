"""Whose report a file is: by the code or the name it gives, and nothing rather than a guess."""

from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyNotFound, find_agency
from gongkai.report.model import Report

GOVERNMENT = "人民政府"


def office_of(report: Report, among: QuerySet[Agency]) -> Agency | None:
    """Give the one office among these that a report is of: by its code, by its name, by its name with the county's before
    it (示例市青石镇人民政府 is the 青石镇人民政府 of 示例市); None where nothing or more than one is meant.
    """
    for text in (report.agency_code, report.agency):
        if text.strip():
            try:
                return find_agency(text, among)
            except AgencyNotFound:
                continue
    return _under_its_county(report.agency.strip(), among)


def _under_its_county(text: str, among: QuerySet[Agency]) -> Agency | None:
    offices = list(among)
    regions = {one.name.removesuffix(GOVERNMENT) for one in offices if one.name.endswith(GOVERNMENT)}
    regions |= {one.short_name for one in offices if one.short_name}
    found = [
        one
        for one in offices
        if text.endswith(one.name) and text.removesuffix(one.name).endswith(tuple(regions))
    ]
    return found[0] if len(found) == 1 else None
