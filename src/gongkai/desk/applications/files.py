"""The papers of a case at the desk: added, and opened by who may, with a record."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.casework import actions, queries
from gongkai.casework.case_files import refuse_large
from gongkai.casework.file_queries import find_file
from gongkai.casework.models import Application, CaseFile
from gongkai.desk.applications.forms import FileForm
from gongkai.desk.applications.opening import opened
from gongkai.desk.forms import attempt, found
from gongkai.web.access import DeskRequest, requires
from gongkai.web.downloads import download
from gongkai.web.today import now


@requires("casework.decide")
@never_cache
def add_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a paper to a case."""
    case: Application = found(lambda: queries.find(request.scope, pk))
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, case, form):
        messages.success(request, _("已加入材料。"))
        return redirect("desk:application", pk=pk)
    return render(request, "desk/applications/add_file.html", {"form": form, "case": case})


def _added(request: DeskRequest, case: Application, form: FileForm) -> CaseFile | None:
    upload = form.cleaned_data["file"]
    facts = {"kind": form.cleaned_data["kind"], "label": form.cleaned_data["label"]}

    def _attach() -> CaseFile:
        refuse_large("file", upload.name, upload.size)
        return actions.attach(
            application=case, actor=request.user, at=now(), name=upload.name, data=upload.read(), **facts
        )

    return attempt(form, _attach)


@requires("casework.read")
@never_cache
@require_GET
def case_file(request: DeskRequest, pk: int, file: int) -> HttpResponseBase:
    """Give a paper of a case; the look is recorded, and a personal one needs the right to read the applicant."""
    held = found(lambda: find_file(opened(request, pk), file))
    return download(actions.stream_file(file=held, actor=request.user, at=now()), held.stored)
