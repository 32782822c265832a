"""The desk's page of one cell beside its source: look, confirm or correct, go on to the next."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.desk.checks import shown
from gongkai.desk.checks.file_views import found_file
from gongkai.desk.checks.forms import CellForm
from gongkai.desk.forms import attempt
from gongkai.files.queries import Damaged
from gongkai.kit.entry import BadEntry
from gongkai.report.model import Place, Report
from gongkai.reporting.checking import actions, queries
from gongkai.reporting.checking.sources import Source, picture_of, place_at, source_of
from gongkai.reporting.models import CheckedFile, FileStatus
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now
from gongkai.web.words import said


def _read_file(request: DeskRequest, pk: int) -> CheckedFile:
    row = found_file(request, pk)
    if row.status != FileStatus.READ:
        raise Http404
    return row


@requires("reporting.check")
@never_cache
def cell(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a place beside its source, or confirm what stands there and go on to the next doubtful one."""
    row, where = _read_file(request, pk), request.GET.get("where", "")
    if not where:
        return redirect("desk:checked_file", pk=pk)
    result = queries.verdict(row)
    there = shown.cell_page(result, where)
    if there is None:
        raise Http404
    form = CellForm(request.POST or None, initial={"raw": there.offered})
    if request.method == "POST" and form.is_valid() and _confirmed(request, row, where, form):
        return _onward(request, row, there)
    seen = next((one for one in queries.confirmations(row) if one.where == where), None)
    page = {"row": row, "there": there, "seen": seen, "form": form, "title": result.report.title}
    return render(request, "desk/checks/cell.html", page | _source(row, result.report, there))


def _confirmed(request: DeskRequest, row: CheckedFile, where: str, form: CellForm) -> bool:
    facts = {"file": row, "where": where, "raw": form.cleaned_data["raw"], "actor": request.user, "at": now()}
    return attempt(form, lambda: actions.confirm_cell(**facts)) is not None


def _onward(request: DeskRequest, row: CheckedFile, there: shown.CellPage) -> HttpResponse:
    """The next doubtful place for somebody who goes through them, else back to the file."""
    still = [one.where for one in queries.doubtful_cells(row)]
    done = _("已确认%(place)s。") % {"place": there.name}
    if there.doubtful and not still:
        done += _("没有读准的地方都已确认，检查结果已更新。")
    messages.success(request, done)
    following = shown.following(there.order, there.where, still) if there.doubtful else ""
    return redirect(shown.cell_url(row, following) if following else shown.file_url(row))


def _source(row: CheckedFile, report: Report, there: shown.CellPage) -> dict[str, Any]:
    place = place_at(report, there.where)
    try:
        return {"source": source_of(row, place, there.raw), "at": place, "centre": _centre(place)}
    except Damaged as damaged:
        return {"source": Source("none"), "damaged": said(damaged)}


def _centre(place: Place | None) -> str:
    """Where on the width of its page a place lies, for a small screen to be moved there."""
    return f"{(place.box[0] + place.box[2]) / 2:.3f}" if place and place.box else ""


@requires("reporting.check")
@never_cache
@require_POST
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a confirmation back."""
    row, where = _read_file(request, pk), request.POST.get("where", "")
    try:
        actions.withdraw_confirmation(file=row, where=where, actor=request.user, at=now())
        messages.success(request, _("已撤回确认，恢复为读取的内容。"))
    except BadEntry as bad:
        messages.error(request, str(bad))
        return redirect("desk:checked_file", pk=row.pk)
    return redirect(shown.cell_url(row, where))


@requires("reporting.check")
@never_cache
@require_GET
def picture(request: DeskRequest, pk: int) -> HttpResponse:
    """Send a picture of the page around a place, with the place framed, or of the whole page."""
    row, where = _read_file(request, pk), request.GET.get("where", "")
    if not where:
        return redirect("desk:checked_file", pk=pk)
    place = place_at(queries.verdict(row).report, where)
    if place and "whole" in request.GET:
        place = replace(place, box=None)
    try:
        png = picture_of(row, place)
    except Damaged:
        png = None
    if png is None:
        raise Http404
    return HttpResponse(png, content_type="image/png")
