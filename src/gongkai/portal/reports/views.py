"""The annual reports: the years, one report with its tables and charts, its files."""

from urllib.parse import quote

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.agencies.models import Agency
from gongkai.portal.frame import agency_or_404, frame
from gongkai.portal.reports.charts import charts
from gongkai.report.writers import MEDIA_TYPES, write
from gongkai.report.writers.html_writer import html_fragment
from gongkai.reporting import queries
from gongkai.reporting.models import AnnualReport
from gongkai.web.access import public
from gongkai.web.today import now

FILES = {"docx": "Word（DOCX）", "pdf": "PDF", "xlsx": "Excel（XLSX）", "html": "HTML", "json": "JSON"}


@public
@require_safe
def index(request: HttpRequest, agency: str) -> HttpResponse:
    """List the published reports by year."""
    owner = agency_or_404(agency)
    return render(
        request, "portal/reports.html", {**frame(owner, "reports"), "reports": queries.public(owner, now())}
    )


def _published(owner: Agency, year: int) -> AnnualReport:
    try:
        return queries.public_report(owner, year, now())
    except ObjectDoesNotExist:
        raise Http404(_("没有这一年的年度报告。")) from None


@public
@require_safe
def report(request: HttpRequest, agency: str, year: int) -> HttpResponse:
    """Show the report of a year as the form draws it."""
    owner = agency_or_404(agency)
    row = _published(owner, year)
    frozen = queries.frozen_report(row)
    page = {
        "row": row,
        "body": mark_safe(html_fragment(frozen)),  # noqa: S308 - the writer escapes every text
        "charts": charts(frozen),
        "files": FILES,
        "others": [one for one in queries.public(owner, now()) if one.year != year],
    }
    return render(request, "portal/report.html", {**frame(owner, "reports"), **page})


@public
@require_safe
def download(request: HttpRequest, agency: str, year: int, fmt: str) -> HttpResponse:
    """Send a published report as a file."""
    owner = agency_or_404(agency)
    row = _published(owner, year)
    if fmt not in MEDIA_TYPES:
        raise Http404
    answer = HttpResponse(write(queries.frozen_report(row), fmt), content_type=MEDIA_TYPES[fmt])
    name = quote(f"{owner.name}{year}年政府信息公开工作年度报告.{fmt}")
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{owner.slug}-{year}.{fmt}\"; filename*=UTF-8''{name}"
    )
    return answer
