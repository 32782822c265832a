"""Reading letters: one in scope, those of a case, the register of an agency's year."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.casework.models import Application, Letter

PER_PAGE = 50
SHOWN = ("issued", "delivered", "voided", "outside")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of the register: of one agency in a year, in a state ("" for all)."""

    agency: Agency
    year: int
    state: str = ""


def in_scope(scope: QuerySet[Agency]) -> QuerySet[Letter]:
    """Give the letters of the agencies in scope with what pages show of them."""
    return Letter.objects.filter(agency__in=scope).select_related(
        "agency", "application__agency", "application__applicant", "issued_by", "voided_by", "delivery"
    )


def find_letter(scope: QuerySet[Agency], pk: int) -> Letter:
    """Give one letter of a case in scope. Letter.DoesNotExist for any other, so that nobody learns of it."""
    found = in_scope(scope).select_related("docx__stored", "pdf__stored", "sealed__stored")
    return found.exclude(application=None).get(pk=pk)


def of_case(case: Application) -> list[Letter]:
    """Give the letters of a case in the order they were drafted."""
    return list(case.letters.select_related("issued_by", "delivery").order_by("pk"))


def register(asked: Asked) -> QuerySet[Letter]:
    """Give the numbered letters of an agency's year, the newest number first."""
    found = in_scope(Agency.objects.filter(pk=asked.agency.pk))
    chosen = found.filter(year=asked.year, serial__isnull=False)
    return (chosen.filter(state=asked.state) if asked.state else chosen).order_by("-serial")


def register_page(asked: Asked, page: str | None) -> Page[Any]:
    """Give one page of the register; for a page that does not exist the nearest one."""
    return Paginator(register(asked), PER_PAGE).get_page(page)


def years(scope: QuerySet[Agency], today_year: int) -> list[int]:
    """Give the years that the registers in scope have rows of, and this one, newest first."""
    held = Letter.objects.filter(agency__in=scope).numbered().values_list("year", flat=True).distinct()
    return sorted({today_year, *(one for one in held if one)}, reverse=True)
