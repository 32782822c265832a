"""What is personal in closed cases and has outstayed its time (个人信息保护法第十九条、第四十七条), by the policy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.casework.models import Application, CaseFile, CaseFileKind, SideRequest

APPLICANTS = "applicants"
FILES: Mapping[str, tuple[CaseFileKind, ...]] = {
    "proofs": (CaseFileKind.IDENTITY, CaseFileKind.AUTHORITY),
    "papers": (CaseFileKind.APPLICATION, CaseFileKind.SUPPLEMENT),
    "packages": (CaseFileKind.ARCHIVE,),
}


@dataclass(frozen=True, slots=True)
class Expired:
    """What of one agency is to go: in how many cases, applicants still named in how many, how many files of each group."""

    agency: Agency
    years: Mapping[str, int]
    applicants: int
    files: Mapping[str, int]

    @property
    def anything(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.applicants or any(self.files.values()))


def years_of(agency: Agency) -> Mapping[str, int]:
    """Give the years that hold for an agency."""
    policy: Mapping[str, Mapping[str, int]] = settings.RETENTION
    return policy.get(agency.code, policy[""])


def _closed_by(group: str, years: Mapping[str, int], today: date) -> date:
    """The last day of closing whose time is over: the years are whole ones after the year of closing."""
    return date(today.year - years[group] - 1, 12, 31)


def outstayed(agency: Agency, today: date) -> QuerySet[Application]:
    """Give the closed cases of an agency in which something personal has outstayed its time."""
    years = years_of(agency)
    wanted = Q(applicant__erased_on=None, closed_on__lte=_closed_by(APPLICANTS, years, today))
    for group, kinds in FILES.items():
        held = CaseFile.objects.filter(kind__in=kinds).values("application")
        wanted |= Q(pk__in=held, closed_on__lte=_closed_by(group, years, today))
    return Application.objects.filter(wanted, agency=agency).order_by("pk")


def sides_outstayed(agency: Agency, today: date) -> QuerySet[SideRequest]:
    """Give the closed requests beside applications whose people are to be forgotten."""
    last = _closed_by(APPLICANTS, years_of(agency), today)
    return SideRequest.objects.filter(agency=agency, erased_on=None, ended_on__lte=last).order_by("pk")


def applicant_outstayed(case: Application, today: date) -> bool:
    """Tell whether who applied is to be forgotten."""
    last = _closed_by(APPLICANTS, years_of(case.agency), today)
    return case.closed_on is not None and case.closed_on <= last and case.applicant.erased_on is None


def files_outstayed(case: Application, today: date) -> QuerySet[CaseFile]:
    """Give the files of a case that are to go. Letters and proofs of delivery stay with their numbers in the register."""
    return CaseFile.objects.filter(_old(years_of(case.agency), today), application=case)


def _old(years: Mapping[str, int], today: date) -> Q:
    found = Q(pk__in=[])
    for group, kinds in FILES.items():
        found |= Q(kind__in=kinds, application__closed_on__lte=_closed_by(group, years, today))
    return found


def expired(agencies: QuerySet[Agency], today: date) -> Iterator[Expired]:
    """Count, agency by agency, what is to go; nothing is written."""
    for agency in agencies.order_by("code"):
        years = years_of(agency)
        mine = Application.objects.filter(agency=agency)
        people = mine.filter(applicant__erased_on=None, closed_on__lte=_closed_by(APPLICANTS, years, today))
        held = CaseFile.objects.filter(_old(years, today), application__agency=agency)
        files = {group: held.filter(kind__in=kinds).count() for group, kinds in FILES.items()}
        sides = sides_outstayed(agency, today).count()
        found = Expired(agency, years, people.count() + sides, files)
        if found.anything:
            yield found
