"""The front of the column: the agencies of the installation, and the home of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import listed
from gongkai.law.agency_kinds import kind
from gongkai.portal.frame import agency_or_404, frame
from gongkai.publishing import queries
from gongkai.reporting.queries import public as public_reports
from gongkai.web.access import public
from gongkai.web.today import now, today

LATEST = 5


@public
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """List the agencies that publish here."""
    asked = request.GET.get("q", "").strip()
    found = [(one, kind(one.kind).label) for one in listed(today()) if asked in one.name + one.short_name]
    return render(request, "portal/agencies.html", {"agencies": found, "asked": asked})


@public
@require_safe
def home(request: HttpRequest, agency: str) -> HttpResponse:
    """Show an agency's column at a glance."""
    owner, moment = agency_or_404(agency), now()
    page = {
        "latest": queries.public(owner, moment)[:LATEST],
        "own_columns": queries.by_column(owner, moment),
        "reports": public_reports(owner, moment)[:3],
    }
    return render(request, "portal/home.html", {**frame(owner), **page})
