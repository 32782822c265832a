"""The desk's pages on an office's own Word templates: which letters have one, a new one checked, the built-in one again."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.agencies.models import Agency
from gongkai.casework import actions
from gongkai.casework.case_papers import TYPES
from gongkai.casework.letter_templates import example_docx, in_use, specs_by_code
from gongkai.casework.letters import fields
from gongkai.casework.letters.catalogue import LetterSpec
from gongkai.casework.models import LetterTemplate
from gongkai.desk.forms import attempt, found
from gongkai.desk.letters.forms import TemplateForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


@dataclass(frozen=True, slots=True)
class Line:
    """A letter of an agency: its built-in text, and the office's own file where it has one."""

    agency: Agency
    code: str
    name: str
    own: LetterTemplate | None


def _name(code: str, specs: list[LetterSpec]) -> str:
    """A code with one case by its full name; one with several by its title."""
    return specs[0].name if len(specs) == 1 else f"{code} {specs[0].title}"


@requires("casework.deliver")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the letters of each agency in scope."""
    own = {(one.agency.pk, one.code): one for one in in_use(request.scope)}
    lines = [
        Line(agency, code, _name(code, specs), own.get((agency.pk, code)))
        for agency in request.scope.order_by("code")
        for code, specs in specs_by_code(today()).items()
    ]
    return render(request, "desk/letters/templates.html", {"lines": lines})


def _line(request: DeskRequest, agency: int, code: str) -> Line:
    owner = found(lambda: request.scope.get(pk=agency))
    specs = specs_by_code(today()).get(code)
    if specs is None:
        raise Http404
    own = in_use(request.scope).filter(agency=owner, code=code).first()
    return Line(owner, code, _name(code, specs), own)


@requires("casework.deliver")
@never_cache
def template(request: DeskRequest, agency: int, code: str) -> HttpResponse:
    """Show one letter's template with the fields it can name, or take a new file."""
    line = _line(request, agency, code)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if attempt(form, lambda: _use(request, line, file)):
            messages.success(request, _("模板已启用，以后签发的 Word 文书使用它。"))
            return redirect("desk:letter_template", agency=agency, code=code)
    page = {"line": line, "form": form, "made": _made(), "fields": _fields(code)}
    return render(request, "desk/letters/template.html", page)


def _use(request: DeskRequest, line: Line, file: Any) -> LetterTemplate:
    return actions.use_template(
        agency=line.agency,
        actor=request.user,
        at=now(),
        code=line.code,
        name=file.name,
        data=file.read(),
    )


def _fields(code: str) -> list[fields.Field]:
    """The fields of a letter, of all its cases together, each once."""
    return list(dict.fromkeys(one for spec in specs_by_code(today())[code] for one in spec.fields))


def _made() -> list[fields.Field]:
    return [one for one in fields.table().values() if one.source == "生成"]


@requires("casework.deliver")
@never_cache
@require_POST
def built_in(request: DeskRequest, agency: int, code: str) -> HttpResponse:
    """Go back to the built-in text."""
    line = _line(request, agency, code)
    actions.use_built_in(agency=line.agency, actor=request.user, at=now(), code=code)
    messages.success(request, _("已改用内置模板。"))
    return redirect("desk:letter_template", agency=agency, code=code)


@requires("casework.deliver")
@never_cache
@require_GET
def sample(request: DeskRequest, agency: int, code: str) -> HttpResponse:
    """Give the template in use filled with an example."""
    line = _line(request, agency, code)
    answer = HttpResponse(example_docx(line.agency, code, today()), content_type=TYPES["docx"])
    answer["Content-Disposition"] = content_disposition_header(True, _("%(code)s 示例.docx") % {"code": code})
    return answer
