"""The desk's pages on annual reports: overview, one year, its cells, chapters, figures, files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies.access import can
from gongkai.agencies.models import Agency
from gongkai.casework.queries import rows_of
from gongkai.desk.applications.shown import rows
from gongkai.desk.forms import VersionedForm, attempt, found
from gongkai.desk.reports import shown
from gongkai.desk.reports.forms import ChapterForm, FigureForm, ZerosForm, initial
from gongkai.kit.entry import BadEntry
from gongkai.law.agency_kinds import kind
from gongkai.law.errors import Unlawful
from gongkai.report.forms import ChapterSpec, form_for_year
from gongkai.report.writers import MEDIA_TYPES, write
from gongkai.reporting import actions, queries
from gongkai.reporting.actions import NotReady, Stale
from gongkai.reporting.models import ReportState
from gongkai.reporting.places import figure_places
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today
from gongkai.web.words import said


def _agency(request: DeskRequest, pk: int) -> Agency:
    return found(lambda: request.scope.get(pk=pk))


def _open(request: DeskRequest, pk: int, year: int) -> Agency:
    agency = _agency(request, pk)
    if year not in shown.years(today()):
        raise Http404
    return agency


@requires("reporting.read")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """Show each agency's years with the state of each report."""
    day = today()
    begun = {(one.agency_id, one.year): one for one in queries.visible(request.scope)}
    overview = [
        (
            agency,
            [
                (year, begun.get((agency.pk, year)), kind(agency.kind).report_due(year))
                for year in shown.years(day)
            ],
        )
        for agency in request.scope.order_by("code")
    ]
    return render(request, "desk/reports/index.html", {"overview": overview})


@requires("reporting.read")
@never_cache
@require_GET
def report(request: DeskRequest, agency: int, year: int) -> HttpResponse:
    """Show the report of a year: chapters, tables whose cells open, findings."""
    owner = _open(request, agency, year)
    return render(request, "desk/reports/report.html", _page(request, owner, year))


def _published(agency: Agency, year: int) -> bool:
    row = queries.find(agency, year)
    return row is not None and row.state == ReportState.PUBLISHED


def _page(request: DeskRequest, agency: Agency, year: int) -> dict[str, Any]:
    day = today()
    chapters = shown.parts(queries.report_of(agency, year, today=day), agency)
    held = {
        name: can(request.user, f"reporting.{name}", agency, day) for name in ("enter", "compile", "publish")
    }
    return {
        "agency": agency,
        "year": year,
        "row": queries.find(agency, year),
        "parts": chapters,
        "errors": shown.errors(chapters),
        "missing": len(queries.missing_figures(agency.pk, year)),
        "due": kind(agency.kind).report_due(year),
        "form": form_for_year(year),
        "formats": list(MEDIA_TYPES),
        "may": held,
    }


@requires("reporting.read")
@never_cache
@require_GET
def cell(request: DeskRequest, agency: int, year: int) -> HttpResponse:
    """Open a cell onto the applications it counts, or onto the figure that was entered."""
    owner = _open(request, agency, year)
    where = request.GET.get("where", "")
    if not where:
        return redirect("desk:report", agency=agency, year=year)
    try:
        source = queries.cell_source(owner, year, where, today=today())
    except (KeyError, ValueError):
        raise Http404 from None
    cases = source.cases.select_related("applicant", "agency") if source.cases else ()
    listed = rows(rows_of(cases, today()), today())
    page = {"agency": owner, "year": year, "source": source, "rows": listed, "form": FigureForm()}
    page["enterable"] = (
        where in figure_places(form_for_year(year))
        and can(request.user, "reporting.enter", owner, today())
        and not _published(owner, year)
    )
    return render(request, "desk/reports/cell.html", page)


@requires("reporting.enter")
@never_cache
@require_POST
def enter(request: DeskRequest, agency: int, year: int) -> HttpResponse:
    """Enter the figure of a cell."""
    owner, where = _open(request, agency, year), request.POST.get("where", "")
    if where not in figure_places(form_for_year(year)):
        raise Http404
    form = FigureForm(request.POST)

    def act() -> bool:
        actions.enter_figure(
            agency=owner,
            year=year,
            actor=request.user,
            at=now(),
            where=where,
            value=form.number,
            reason=form.cleaned_data["reason"],
        )
        return True

    if form.is_valid() and attempt(form, act):
        messages.success(request, _("已填报。"))
        return redirect("desk:report", agency=agency, year=year)
    source = queries.cell_source(owner, year, where, today=today())
    page = {"agency": owner, "year": year, "source": source, "rows": [], "form": form, "enterable": True}
    return render(request, "desk/reports/cell.html", page)


@requires("reporting.enter")
@never_cache
def zeros(request: DeskRequest, agency: int, year: int) -> HttpResponse:
    """Enter 0 wherever nothing was entered yet; a published report stays as it is."""
    owner = _open(request, agency, year)
    if request.method == "GET" and _published(owner, year):
        return redirect("desk:report", agency=agency, year=year)
    form = ZerosForm(request.POST or None)

    def act() -> int:
        reason = form.cleaned_data["reason"]
        return actions.enter_zeros(agency=owner, year=year, actor=request.user, at=now(), reason=reason) + 1

    if request.method == "POST" and form.is_valid() and (done := attempt(form, act)):
        messages.success(request, _("已填报 %(n)s 项。") % {"n": done - 1})
        return redirect("desk:report", agency=agency, year=year)
    missing = [form_for_year(year).label(where) for where in queries.missing_figures(owner.pk, year)]
    page = {"agency": owner, "year": year, "form": form, "missing": missing}
    return render(request, "desk/reports/zeros.html", page)


def _spec(year: int, number: str) -> ChapterSpec:
    spec = next((one for one in form_for_year(year).chapters if one.number == number), None)
    if spec is None:
        raise Http404
    return spec


@requires("reporting.enter")
@never_cache
def chapter(request: DeskRequest, agency: int, year: int, number: str) -> HttpResponse:
    """Write a chapter, with the year's facts offered as sentences; a published report stays as it is."""
    owner, spec = _open(request, agency, year), _spec(year, number)
    if request.method == "GET" and _published(owner, year):
        return redirect("desk:report", agency=agency, year=year)
    part = shown.parts(queries.report_of(owner, year, today=today()), owner)[int(number) - 1]
    row = queries.find(owner, year)
    form = ChapterForm(
        request.POST or None,
        spec=spec,
        initial=initial(spec, queries.written(owner, year, number), row.version if row else 0),
    )
    if request.method == "POST" and form.is_valid() and _written(request, owner, year, number, form):
        messages.success(request, _("已保存“%(title)s”。") % {"title": spec.title})
        return redirect("desk:report", agency=agency, year=year)
    return render(
        request, "desk/reports/chapter.html", {"agency": owner, "year": year, "part": part, "form": form}
    )


def _written(request: DeskRequest, agency: Agency, year: int, number: str, form: ChapterForm) -> bool:
    data = form.cleaned_data
    facts = {"agency": agency, "year": year, "version": data["version"], "actor": request.user, "at": now()}
    text = {"number": number, "text": data["text"], "sections": form.sections or None}
    try:
        return attempt(form, lambda: actions.write_chapter(**facts, **text)) is not None
    except Stale as changed:
        form.add_error(None, str(changed))
        return False


@requires("reporting.compile")
@never_cache
@require_POST
def compile_year(request: DeskRequest, agency: int, year: int) -> HttpResponse:
    """Compile the report and keep it for publication."""
    owner = _open(request, agency, year)
    try:
        actions.compile_year(agency=owner, year=year, actor=request.user, at=now())
        messages.success(request, _("已编制，可由另一人发布。"))
    except (Unlawful, BadEntry) as refusal:
        messages.error(request, said(refusal))
    return redirect("desk:report", agency=agency, year=year)


@requires("reporting.publish")
@never_cache
@require_POST
def publish(request: DeskRequest, agency: int, year: int) -> HttpResponse:
    """Publish a compiled report."""
    owner = _open(request, agency, year)
    row = queries.find(owner, year)
    if row is None:
        raise Http404
    form = VersionedForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        actions.publish(report=row, version=version, actor=request.user, at=now())
        messages.success(request, _("已发布。"))
    except (NotReady, Stale, Unlawful, BadEntry) as refusal:
        messages.error(request, said(refusal))
    return redirect("desk:report", agency=agency, year=year)


@requires("reporting.read")
@never_cache
@require_GET
def download(request: DeskRequest, agency: int, year: int, fmt: str) -> HttpResponse:
    """Send the report as a file."""
    owner = _open(request, agency, year)
    if fmt not in MEDIA_TYPES:
        raise Http404
    data = write(queries.report_of(owner, year, today=today()), fmt)
    answer = HttpResponse(data, content_type=MEDIA_TYPES[fmt])
    answer.headers["Content-Disposition"] = f'attachment; filename="{owner.slug}-{year}.{fmt}"'
    return answer
