"""The desk's pages on batches of published reports: the list, a batch, its uploads, the overview of a county."""

import io
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.desk.checks import county, shown, uploads
from gongkai.desk.checks.forms import AddForm, BatchForm, FilesForm, OverviewForm
from gongkai.desk.checks.uploads import Taken
from gongkai.desk.forms import attempt, found
from gongkai.files.actions import LARGEST
from gongkai.reporting.checking import actions, queries
from gongkai.reporting.checking.papers import overview_sheet
from gongkai.reporting.models import CheckBatch
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today

PER_PAGE = 100
SHOWN_PROBLEMS = 20


@requires("reporting.check")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the batches, newest first, with a place to drop files."""
    return _index(request, _new_form(request))


def _index(request: DeskRequest, form: BatchForm) -> HttpResponse:
    page = Paginator(queries.batches(request.scope), PER_PAGE).get_page(request.GET.get("page"))
    shows = {"page": page, "rows": shown.with_chips(page), "form": form, "most": LARGEST}
    return render(request, "desk/checks/index.html", shows)


def _new_form(request: DeskRequest, *, scripted: bool = False) -> BatchForm:
    day = today()
    title = _("%(year)s年度报告（%(day)s检查）") % {"year": day.year - 1, "day": day.isoformat()}
    initial = {"title": title, "agency": county.own(request.user, request.scope, day)}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return BatchForm(*sent, scope=request.scope, scripted=scripted, initial=initial)


def _scripted(request: DeskRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@requires("reporting.check")
@never_cache
@require_POST
def new(request: DeskRequest) -> HttpResponse:
    """Open a batch, with the files that came along."""
    form = _new_form(request, scripted=_scripted(request))
    data = form.cleaned_data if form.is_valid() else {}
    batch = attempt(form, lambda: _opened(request, data)) if data else None
    if batch is None:
        return _refused(form) if _scripted(request) else _index(request, form)
    return _taken(request, batch, form)


def _opened(request: DeskRequest, data: dict[str, Any]) -> CheckBatch:
    return actions.open_batch(agency=data["agency"], title=data["title"], actor=request.user, at=now())


def _refused(form: FilesForm) -> JsonResponse:
    said = [str(one) for several in form.errors.values() for one in several]
    return JsonResponse({"problem": " ".join(said)}, status=400)


def _taken(request: DeskRequest, batch: CheckBatch, form: FilesForm) -> HttpResponse:
    taken = uploads.take(batch, form.uploads, actor=request.user, at=now())
    if _scripted(request):
        urls = {
            "page": reverse("desk:check", args=(batch.pk,)),
            "add": reverse("desk:add_checked", args=(batch.pk,)),
        }
        return JsonResponse({**urls, "files": [one.as_json() for one in taken]})
    _tell(request, taken)
    return redirect("desk:check", pk=batch.pk)


def _tell(request: DeskRequest, taken: Sequence[Taken]) -> None:
    kept = sum(one.row is not None for one in taken)
    said = ngettext("已检查 %(n)s 份文件。", "已检查 %(n)s 份文件。", kept) % {"n": kept}
    if skipped := sum(one.skipped for one in taken):
        said += ngettext("跳过 %(n)s 个系统文件。", "跳过 %(n)s 个系统文件。", skipped) % {"n": skipped}
    messages.success(request, said)
    for one in [one for one in taken if one.problem and not one.skipped][:SHOWN_PROBLEMS]:
        messages.error(request, one.problem)


def _found(request: DeskRequest, pk: int) -> CheckBatch:
    return found(lambda: queries.find_batch(request.scope, pk))


@requires("reporting.check")
@never_cache
@require_GET
def batch(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the files of a batch, each with its state, by filter."""
    return _batch(request, _found(request, pk), AddForm())


def _batch(request: DeskRequest, one: CheckBatch, form: AddForm) -> HttpResponse:
    asked = request.GET.get("show", "all")
    chosen, text = asked if asked in shown.SHOWS else "all", request.GET.get("q", "").strip()
    status, severity = shown.SHOWS[chosen]
    files = queries.files_of(request.scope, one, status=status, severity=severity, text=text)
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    shows = {
        "batch": one,
        "chips": shown.batch_chips(one),
        "filters": shown.filters(chosen, waiting=queries.progress(one).waiting),
        "chosen": chosen,
        "q": text,
        "page": page,
        "rows": shown.rows(page),
        "query": shown.query(show=chosen, q=text),
        "form": form,
        "most": LARGEST,
    }
    return render(request, "desk/checks/batch.html", shows)


@requires("reporting.check")
@never_cache
@require_POST
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """Add files to a batch."""
    one, form = _found(request, pk), AddForm(request.POST, request.FILES)
    if form.is_valid():
        return _taken(request, one, form)
    return _refused(form) if _scripted(request) else _batch(request, one, form)


@requires("reporting.check")
@never_cache
@require_POST
def recheck(request: DeskRequest, pk: int) -> HttpResponse:
    """Read every file of a batch anew; what was confirmed stays."""
    one = _found(request, pk)
    done, problems = uploads.reread(queries.files_of(request.scope, one), actor=request.user, at=now())
    said = ngettext("已重新检查 %(n)s 份文件。", "已重新检查 %(n)s 份文件。", done)
    messages.success(request, said % {"n": done})
    for problem in problems[:SHOWN_PROBLEMS]:
        messages.error(request, problem)
    return redirect("desk:check", pk=one.pk)


@requires("reporting.check")
@never_cache
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what goes with a batch, or remove it."""
    one = _found(request, pk)
    if request.method == "POST":
        actions.remove_batch(batch=one, actor=request.user, at=now())
        messages.success(request, _("已删除“%(title)s”。") % {"title": one.title})
        return redirect("desk:checks")
    return render(request, "desk/checks/remove.html", {"batch": one, "count": queries.progress(one).total})


@requires("reporting.check")
@never_cache
@require_GET
def overview(request: DeskRequest) -> HttpResponse:
    """Show who of a county has published a year's report, when, and with how many errors."""
    form = _overview_form(request)
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        page |= county.page(county.asked(form, request.scope, today()), form.cleaned_data)
    return render(request, "desk/checks/overview.html", page)


def _overview_form(request: DeskRequest) -> OverviewForm:
    top = county.own(request.user, request.scope, today())
    return OverviewForm(request.GET, scope=request.scope, today=today(), top=top)


@requires("reporting.check")
@never_cache
@require_GET
def sheet(request: DeskRequest) -> HttpResponseBase:
    """Send the overview as a workbook."""
    form = _overview_form(request)
    if not form.is_valid():
        return redirect("desk:checks_overview")
    seen = county.asked(form, request.scope, today())
    name = _("%(office)s%(year)s年度报告公布情况.xlsx") % {"office": seen.top.name, "year": seen.year}
    return FileResponse(io.BytesIO(overview_sheet(seen)), as_attachment=True, filename=name)
