"""Reading the papers of a case."""

from gongkai.casework.models import Application, CaseFile, CaseFileKind

# What has its own place on the page: letters with their scans, the package of an archived case.
ELSEWHERE = (CaseFileKind.LETTER, CaseFileKind.SEALED, CaseFileKind.ARCHIVE)
ADDABLE = tuple(one for one in CaseFileKind if one not in (*ELSEWHERE, CaseFileKind.DELIVERY))


def papers_of_case(case: Application) -> list[CaseFile]:
    """Give the papers of a case that its page lists, in the order of the archive."""
    held = case.files.exclude(kind__in=ELSEWHERE).select_related("stored", "added_by")
    places = CaseFileKind.values
    return sorted(held, key=lambda one: (places.index(one.kind), one.pk))


def find_file(case: Application, pk: int) -> CaseFile:
    """Give one file of a case. CaseFile.DoesNotExist for any other, so that nobody learns of it."""
    found = CaseFile.objects.filter(application=case)
    return found.select_related("stored", "application__agency").get(pk=pk)
