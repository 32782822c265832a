"""Letters and papers as files: the preview of a draft, what was issued byte by byte, the papers of a case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.casework import actions, queries
from gongkai.casework.case_papers import PAPERS, TYPES, WRITERS
from gongkai.casework.letter_queries import find_letter
from gongkai.casework.models import Letter
from gongkai.desk.forms import found
from gongkai.kit.pdf_pictures import picture as draw
from gongkai.law.errors import Unlawful
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now
from gongkai.web.words import said

FORMS = ("docx", "pdf", "sealed", "proof")


def _file(data: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    return answer


def _letter(request: DeskRequest, pk: int) -> Letter:
    return found(lambda: find_letter(request.scope, pk))


def _pdf(request: DeskRequest, pk: int) -> bytes:
    """A draft as it would be issued today; an issued letter as it was issued."""
    held: Any = _letter(request, pk)
    act = {"letter": held, "actor": request.user, "at": now()}
    if held.state == "draft":
        return actions.preview_letter(**act)
    return actions.open_letter(**act, form="pdf")[1]


@requires("casework.read")
@never_cache
@require_GET
def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a letter as PDF in the browser."""
    return _file(_pdf(request, pk), f"letter-{pk}.pdf", "application/pdf", inline=True)


@requires("casework.read")
@never_cache
@require_GET
def picture(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a letter as a picture of its pages."""
    return _file(draw(_pdf(request, pk)), f"letter-{pk}.png", "image/png", inline=True)


@requires("casework.personal")
@never_cache
@require_GET
def download(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """Give a letter exactly as it was issued, its sealed scan or the proof of its delivery; the look is recorded."""
    held = _letter(request, pk)
    if form not in FORMS:
        raise Http404
    try:
        file, data = actions.open_letter(letter=held, form=form, actor=request.user, at=now())
    except ObjectDoesNotExist:
        raise Http404 from None
    return _file(data, file.stored.name, file.stored.media_type)


@requires("casework.read")
@never_cache
@require_GET
def paper(request: DeskRequest, pk: int, code: str, fmt: str) -> HttpResponse:
    """Give a paper of a case: 登记表, 移送明细表, 登记回执."""
    case = found(lambda: queries.find(request.scope, pk))
    if code not in PAPERS or fmt not in WRITERS:
        raise Http404
    try:
        data = actions.print_paper(application=case, code=code, fmt=fmt, actor=request.user, at=now())
    except Unlawful as refusal:
        messages.error(request, said(refusal))
        return redirect("desk:application", pk=pk)
    return _file(data, f"{case.number} {PAPERS[code]}.{fmt}", TYPES[fmt], inline=fmt == "pdf")
