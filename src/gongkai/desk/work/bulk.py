"""One verb on many applications: chosen in a list, looked at case by case, done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.casework import actions
from gongkai.casework.actions import Chosen
from gongkai.casework.actions.bulk import MOST, Result, Stand
from gongkai.casework.models import Application
from gongkai.casework.work_queries import chosen_cases
from gongkai.desk.work.forms import CloseManyForm, ExtendManyForm, GiveForm
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today
from gongkai.web.words import said


@dataclass(frozen=True, slots=True)
class Many:
    """A verb that many applications can be chosen for: its words, its form, its action, its days that are today."""

    label: str | Promise
    form: Callable[..., forms.Form]
    act: Callable[..., Application]
    today: tuple[str, ...] = ("on",)
    gives: bool = False


MANY: Mapping[str, Many] = {
    "assign": Many(gettext_lazy("批量分派"), GiveForm, actions.assign, (), gives=True),
    "extend": Many(gettext_lazy("批量延期"), ExtendManyForm, actions.extend, ("on", "told_on")),
    "lapse": Many(gettext_lazy("按视为放弃批量办结"), CloseManyForm, actions.lapse),
    "withdraw": Many(gettext_lazy("批量登记撤回"), CloseManyForm, actions.withdraw),
}


@requires("casework.decide")
@never_cache
@require_POST
def bulk(request: DeskRequest) -> HttpResponse:
    """Ask for what the verb needs; look; do it and say what became of each."""
    many, chosen = _many(request), _chosen(request)
    if not chosen:
        messages.info(request, _("请先在列表中选中申请。"))
        return redirect("desk:applications")
    looking, doing = "look" in request.POST, "sure" in request.POST
    form = _form(request, many, chosen, bound=looking or doing)
    results = _results(request, many, chosen, form, doing=doing) if form.is_valid() else []
    page = {
        "many": many,
        "verb": request.POST["verb"],
        "chosen": chosen,
        "form": form,
        "results": [Told(one, _told(one)) for one in results],
        "can": sum(one.done for one in results),
        "finished": doing and bool(results),
    }
    return render(request, "desk/work/bulk.html", page)


def _many(request: DeskRequest) -> Many:
    many = MANY.get(request.POST.get("verb", ""))
    if many is None:
        raise Http404
    return many


def _chosen(request: DeskRequest) -> list[Chosen]:
    """What was ticked, as pk:version; 404 where one of them is not in scope."""
    versions = dict(_pairs(request.POST.getlist("case")))
    cases = chosen_cases(request.scope, versions)
    if len(cases) != len(versions):
        raise Http404
    return [Chosen(case, versions[case.pk]) for case in cases]


def _pairs(ticked: Iterable[str]) -> Iterable[tuple[int, int]]:
    for one in list(ticked)[:MOST]:
        pk, _colon, version = one.partition(":")
        if not (pk.isdecimal() and version.isdecimal()):
            raise Http404
        yield int(pk), int(version)


def _form(request: DeskRequest, many: Many, chosen: list[Chosen], *, bound: bool) -> forms.Form:
    more: dict[str, Any] = {}
    if many.gives:
        more = {"agencies": {one.case.agency_id for one in chosen}, "today": today()}
    initial = dict.fromkeys(many.today, today())
    return many.form(request.POST if bound else None, initial=initial, **more)


def _results(
    request: DeskRequest, many: Many, chosen: list[Chosen], form: forms.Form, *, doing: bool
) -> list[Result]:
    run = actions.do_to_many if doing else actions.look_at_many
    facts = dict(form.cleaned_data)
    return run(chosen=chosen, deed=many.act, actor=request.user, at=now(), facts=facts)


@dataclass(frozen=True, slots=True)
class Told:
    """A result with its words."""

    result: Result
    words: str


def _told(result: Result) -> str:
    if result.after is None:
        return str(said(result.refusal))
    return _("；").join(_changes(result.before, result.after))


def _changes(before: Stand, after: Stand) -> list[str]:
    words = []
    if after.closed_on:
        facts = {"on": after.closed_on, "outcome": after.outcome}
        words.append(_("于 %(on)s 办结，处理结果：%(outcome)s") % facts)
    elif before.due_on != after.due_on:
        was, will = before.due_on or "—", after.due_on or "—"
        words.append(_("答复期限由 %(was)s 改为 %(will)s") % {"was": was, "will": will})
    if before.holder != after.holder:
        now_with = {"was": before.holder or _("待分派"), "will": after.holder}
        words.append(_("由“%(was)s”改由“%(will)s”承办") % now_with)
    return words or [_("记入办理经过")]
