"""The desk's pages on the ledger: upload, look and match the columns, import."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies.models import Agency
from gongkai.casework import actions
from gongkai.casework.actions.importing import Looked, Refused, look
from gongkai.casework.ledger.sheets import Sheet, read_sheets
from gongkai.casework.ledger.writer import blank_ledger
from gongkai.casework.lists import Wanted, exported
from gongkai.desk.forms import attempt
from gongkai.desk.ledger.forms import MappingForm, UploadForm
from gongkai.desk.ledger.parked import Parked, park, parked, unpark
from gongkai.files.media_types import XLSX
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today

SHOWN = 200  # problems
PREVIEWED = 10  # rows


@requires("casework.register")
@never_cache
def upload(request: DeskRequest) -> HttpResponse:
    """Take the file of a ledger; nothing is written into the cases."""
    form = UploadForm(request.POST or None, request.FILES or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        agency, file = form.cleaned_data["agency"], form.cleaned_data["file"]
        data = file.read()
        if attempt(form, lambda: read_sheets(data)):
            park(request, agency, file.name, data)
            return redirect("desk:check_ledger")
    return render(request, "desk/ledger/upload.html", {"form": form})


@requires("casework.register")
@never_cache
def check(request: DeskRequest) -> HttpResponse:
    """Show what a look at the parked file finds; import it all when it is asked for and nothing is wrong."""
    file = parked(request)
    if file is None:
        messages.info(request, _("请先选择台账文件。"))
        return redirect("desk:import_ledger")
    forms = _forms(request, read_sheets(file.data))
    mapped = [(form.sheet, form.mapping) for form in forms]
    if request.method == "POST" and "import" in request.POST and _imported(request, file, mapped):
        return redirect("desk:applications")
    looked = look(mapped, agency=file.agency, today=today())
    return render(request, "desk/ledger/check.html", _page(file.agency, file.name, forms, looked))


def _forms(request: HttpRequest, sheets: list[Sheet]) -> list[MappingForm]:
    typed = request.POST if request.method == "POST" else None
    return [MappingForm(sheet, number, typed) for number, sheet in enumerate(sheets)]


def _page(agency: Agency, name: str, forms: list[MappingForm], looked: Looked) -> dict[str, Any]:
    return {
        "agency": agency,
        "name": name,
        "forms": forms,
        "cases": looked.cases,
        "preview": looked.cases[:PREVIEWED],
        "problems": looked.problems[:SHOWN],
        "found": len(looked.problems),
    }


def _imported(request: DeskRequest, file: Parked, mapped: Any) -> bool:
    try:
        made = actions.import_ledger(agency=file.agency, actor=request.user, at=now(), mapped=mapped)
    except Refused:
        return False  # the page lists the problems
    unpark(request)
    said = ngettext("已导入 %(n)s 件申请。", "已导入 %(n)s 件申请。", len(made)) % {"n": len(made)}
    messages.success(request, said)
    return True


@requires("casework.read")
@never_cache
@require_POST
def export(request: DeskRequest) -> HttpResponse:
    """Give the list the clerk looks at as a workbook; with the applicants only where that is asked for and allowed."""
    wanted = Wanted.read({name.removeprefix("list_"): value for name, value in request.POST.items()})
    found = exported(request.scope, today(), wanted, request.user)
    whole = request.POST.get("whole") == "1"
    data = actions.export_ledger(cases=found, actor=request.user, at=now(), whole=whole)
    return _workbook(data, f"ledger-{wanted.show}-{today().isoformat()}.xlsx")


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@requires("casework.register")
@require_GET
def blank(_request: DeskRequest) -> HttpResponse:
    """Give an empty ledger with our columns, to be filled in."""
    return _workbook(blank_ledger(), "ledger.xlsx")
