"""The desk's pages on one checked file: its findings, the original, the letter, whose report it is."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies.queries import subtree
from gongkai.desk.checks import shown, uploads
from gongkai.desk.checks.forms import LetterForm, MatchForm, PublishedForm
from gongkai.desk.forms import attempt, found
from gongkai.files.queries import Damaged, content
from gongkai.reporting.checking import actions, queries
from gongkai.reporting.checking.papers import letter_of
from gongkai.reporting.models import CheckedFile, FileStatus
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today
from gongkai.web.words import said

TIME_TO_REPLY = timedelta(14)  # a proposal; the person who signs sets the day


def found_file(request: DeskRequest, pk: int) -> CheckedFile:
    """Give one file in scope, or answer 404."""
    return found(lambda: queries.find_file(request.scope, pk))


@requires("reporting.check")
@never_cache
@require_GET
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what was found in a file: what is wrong in the document, and apart from it what we could not read."""
    return _file(request, found_file(request, pk))


def _file(request: DeskRequest, row: CheckedFile, **forms: Any) -> HttpResponse:
    page: dict[str, Any] = {
        "row": row,
        "chips": shown.chips(row),
        "state": shown.state(row),
        "why": shown.why(row),
        "match_form": MatchForm(row=row, among=subtree(row.batch.agency, today())),
        "published_form": PublishedForm(initial={"on": row.published_on}),
        "letter_form": LetterForm(initial={"reply_by": today() + TIME_TO_REPLY}),
    }
    if row.status == FileStatus.READ:
        page |= shown.file_page(row, queries.verdict(row), queries.confirmations(row))
    return render(request, "desk/checks/file.html", page | forms)


@requires("reporting.check")
@never_cache
@require_POST
def recheck(request: DeskRequest, pk: int) -> HttpResponse:
    """Read a file anew."""
    row = found_file(request, pk)
    done, problems = uploads.reread([row], actor=request.user, at=now())
    if done:
        messages.success(request, _("已重新检查。"))
    for problem in problems:
        messages.error(request, problem)
    return redirect("desk:checked_file", pk=row.pk)


@requires("reporting.check")
@never_cache
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what goes with a file, or remove it."""
    row = found_file(request, pk)
    if request.method == "POST":
        actions.remove_file(file=row, actor=request.user, at=now())
        messages.success(request, _("已移除“%(path)s”。") % {"path": row.path})
        return redirect("desk:check", pk=row.batch_id)
    seen = queries.confirmations(row).count()
    return render(request, "desk/checks/remove.html", {"batch": row.batch, "row": row, "count": seen})


@requires("reporting.check")
@never_cache
@require_GET
def original(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Send the file as it came, to be kept and never to be shown in the browser."""
    row = found_file(request, pk)
    try:
        data = io.BytesIO(content(row.stored_file))
    except Damaged as damaged:
        messages.error(request, said(damaged))
        return redirect("desk:checked_file", pk=row.pk)
    kind = "application/octet-stream"  # a page from outside must not run as one of ours
    return FileResponse(data, as_attachment=True, filename=row.stored_file.name, content_type=kind)


@requires("reporting.check")
@never_cache
@require_POST
def letter(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Write the letter on the findings of a file."""
    row, form = found_file(request, pk), LetterForm(request.POST)
    if row.status != FileStatus.READ:
        raise Http404
    if not form.is_valid():
        return _file(request, row, letter_form=form)
    data = letter_of(
        row, on=today(), reply_by=form.cleaned_data["reply_by"], contact=form.cleaned_data["contact"]
    )
    office = row.agency.name if row.agency else row.agency_name
    name = _("%(office)s%(year)s年度报告核对函.docx") % {"office": office, "year": row.year}
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name)


def _facts(request: DeskRequest, row: CheckedFile, form: Form) -> dict[str, Any]:
    return {"file": row, "actor": request.user, "at": now(), **form.cleaned_data}


def _done(form: Form, act: Callable[..., CheckedFile], **facts: Any) -> bool:
    return attempt(form, lambda: act(**facts)) is not None


@requires("reporting.check")
@never_cache
@require_POST
def match(request: DeskRequest, pk: int) -> HttpResponse:
    """Say whose report a file is."""
    row = found_file(request, pk)
    form = MatchForm(request.POST, row=row, among=subtree(row.batch.agency, today()))
    if form.is_valid() and _done(form, actions.match_agency, **_facts(request, row, form)):
        messages.success(request, _("已更新对应机关。"))
        return redirect("desk:checked_file", pk=row.pk)
    return _file(request, row, match_form=form)


@requires("reporting.check")
@never_cache
@require_POST
def published(request: DeskRequest, pk: int) -> HttpResponse:
    """Note the day on which a report was published."""
    row, form = found_file(request, pk), PublishedForm(request.POST)
    if form.is_valid() and _done(form, actions.set_published_on, **_facts(request, row, form)):
        messages.success(request, _("已更新公布日期。"))
        return redirect("desk:checked_file", pk=row.pk)
    return _file(request, row, published_form=form)
