"""The desk's pages on one letter: written, issued, delivered, voided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework import actions, queries
from gongkai.casework.access import may
from gongkai.casework.actions.letter_delivery import feeds_of
from gongkai.casework.acts import Stale
from gongkai.casework.letter_drafts import case_of, draft_of, is_decision
from gongkai.casework.letter_numbers import next_serial, number_text
from gongkai.casework.letter_numbers import numbering as numbering_of
from gongkai.casework.letter_queries import find_letter
from gongkai.casework.models import Letter
from gongkai.desk.forms import VersionedForm, attempt, found, renew
from gongkai.desk.letters import forms, shown
from gongkai.law.errors import Unlawful
from gongkai.law.lifecycle import lifecycle
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today
from gongkai.web.words import said


def _letter(request: DeskRequest, pk: int) -> Letter:
    return found(lambda: find_letter(request.scope, pk))


@requires("casework.decide")
@never_cache
@require_POST
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """Begin a letter that the case calls for."""
    case = found(lambda: queries.find(request.scope, pk))
    code, _colon, variant = request.POST.get("letter", "").partition(":")
    try:
        made = actions.draft_letter(
            application=case, code=code, variant=variant, actor=request.user, at=now()
        )
    except Unlawful as refusal:
        messages.error(request, said(refusal))
        return redirect("desk:application", pk=pk)
    return redirect("desk:letter", pk=made.pk)


@requires("casework.read")
@never_cache
@require_GET
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a letter: a draft with its form, an issued one with what became of it."""
    held = _letter(request, pk)
    if held.state != "draft":
        return render(request, "desk/letters/issued.html", _issued(request, held))
    return render(request, "desk/letters/draft.html", _drafted(request, held))


def _drafted(request: DeskRequest, held: Letter, form: forms.LetterForm | None = None) -> dict[str, Any]:
    made = draft_of(held, today(), whole=False)
    text = {
        "version": held.version,
        "title": made.document.title,
        "body": "\n".join(made.document.paragraphs),
    }
    return {
        **_shared(held),
        "draft": made,
        "form": form or forms.LetterForm(initial=text, draft=made),
        "by_hand": held.kept.by_hand,
        "may_write": may(request.user, "write_letter", case_of(held), today()),
        "may_issue": may(request.user, _issuing(held), case_of(held), today()),
    }


def _issuing(held: Letter) -> str:
    return "issue_decision" if _decides(held) else "issue_letter"


def _shared(held: Letter) -> dict[str, Any]:
    case = case_of(held)
    return {"letter": held, "case": case, "row": shown.row(held)}


def _issued(request: DeskRequest, held: Letter) -> dict[str, Any]:
    case, day = case_of(held), today()
    verb = _issuing(held)
    open_case = case.state != "archived"
    return {
        **_shared(held),
        "may_read": may(request.user, "read_applicant", case, day),
        "may_act": open_case and may(request.user, verb, case, day),
    }


def _decides(held: Letter) -> bool:
    return is_decision(draft_of(held, today(), whole=False).spec)


@requires("casework.decide")
@never_cache
@require_POST
def save(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep a draft; with do=issue go on to its issue."""
    held = _letter(request, pk)
    form = forms.LetterForm(request.POST, draft=draft_of(held, today(), whole=False))
    saved = form.is_valid() and _done(request, form, actions.edit_letter, held)
    if not saved:
        return render(request, "desk/letters/draft.html", _drafted(request, held, form))
    if request.POST.get("do") == "issue":
        return redirect("desk:letter_issue", pk=pk)
    messages.success(request, _("草稿已保存。"))
    return redirect("desk:letter", pk=pk)


def _done(request: DeskRequest, form: VersionedForm, act: Callable[..., Any], held: Letter) -> bool:
    """Do an act with what the form says; a refusal stands in the form, and what was typed is kept."""
    facts = {"letter": held, "actor": request.user, "at": now(), **form.facts()}
    try:
        attempt(form, lambda: act(**facts))
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, held.version)
    return not form.errors


@requires("casework.decide")
@never_cache
def issue(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a letter once more with the number it will get, and issue it."""
    held = _letter(request, pk)
    form = forms.IssueForm(request.POST or None, initial={"version": held.version})
    if request.method == "POST" and form.is_valid() and _done(request, form, actions.issue_letter, held):
        messages.success(request, _("已签发，文书和摘要已经存入案卷。"))
        return redirect("desk:letter", pk=pk)
    if held.state != "draft":
        return redirect("desk:letter", pk=pk)
    made, day = draft_of(held, today(), whole=False), today()
    number = number_text(numbering_of(held.agency).pattern, day.year, next_serial(held.agency, day.year))
    page = {**_shared(held), "draft": made, "form": form, "number": number}
    return render(request, "desk/letters/issue.html", page)


@requires("casework.decide")
@never_cache
def regenerate(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask, and then make the text from the fields again."""
    ask = {
        "title": _("按事项重新生成正文"),
        "text": _("手工修改过的标题和正文会丢失，改为按各事项重新生成；填写的事项保留。"),
        "button": _("放弃修改，重新生成"),
    }
    return _sure(request, _letter(request, pk), actions.regenerate_letter, ask)


@requires("casework.decide")
@never_cache
def discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask, and then delete a draft."""
    ask = {
        "title": _("删除草稿"),
        "text": _("草稿没有取得发文字号，删除后不留在登记簿中，不能恢复。"),
        "button": _("删除草稿"),
    }
    return _sure(request, _letter(request, pk), actions.discard_letter, ask)


def _sure(request: DeskRequest, held: Letter, act: Callable[..., Any], ask: dict[str, str]) -> HttpResponse:
    """Ask before something is lost; on the answer do it and go back to the letter, or to the case if it is gone."""
    form = VersionedForm(request.POST or None, initial={"version": held.version})
    if request.method == "POST" and form.is_valid() and _done(request, form, act, held):
        messages.success(request, _("已完成：%(what)s。") % {"what": ask["title"]})
        gone = act is actions.discard_letter
        return (
            redirect("desk:application", pk=case_of(held).pk) if gone else redirect("desk:letter", pk=held.pk)
        )
    return render(request, "desk/letters/sure.html", {**_shared(held), "form": form, **ask})


def _step(
    request: DeskRequest, held: Letter, form: VersionedForm, act: Callable[..., Any], verb: str
) -> HttpResponse:
    """Show the form of a verb of an issued letter, or do it."""
    title = _(lifecycle("letter").verbs[verb])
    if request.method == "POST" and form.is_valid() and _done(request, form, act, held):
        messages.success(request, _("已完成：%(what)s。") % {"what": title})
        return redirect("desk:letter", pk=held.pk)
    page = {**_issued(request, held), "form": form, "title": title, "verb": verb}
    return render(request, "desk/letters/step.html", page)


@requires("casework.decide")
@never_cache
def void(request: DeskRequest, pk: int) -> HttpResponse:
    """Void an issued letter, with the reason."""
    held = _letter(request, pk)
    form = forms.VoidForm(request.POST or None, initial={"version": held.version})
    return _step(request, held, form, actions.void_letter, "void")


@requires("casework.decide")
@never_cache
def deliver(request: DeskRequest, pk: int) -> HttpResponse:
    """Record how a letter reached its addressee; the step that waits for it is done with it."""
    held = _letter(request, pk)
    step = feeds_of(held)
    label = _("同时登记“%(what)s”，期限按送达日期计算") % {
        "what": _(lifecycle("application").verbs[step]) if step else ""
    }
    form = forms.LetterDeliveryForm(
        request.POST or None,
        request.FILES or None,
        initial={"version": held.version, "on": today()},
        step=step,
        label=label,
    )
    return _step(request, held, form, actions.deliver_letter, "deliver")


@requires("casework.decide")
@never_cache
def sealed(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep the scan with the seal beside an issued letter."""
    held = _letter(request, pk)
    form = forms.SealedForm(request.POST or None, request.FILES or None, initial={"version": held.version})
    return _step(request, held, form, actions.attach_sealed, "attach_sealed")
