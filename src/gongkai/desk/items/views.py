"""The desk's pages on items: list, write, one item with its steps."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.agencies.access import can
from gongkai.agencies.models import Agency
from gongkai.desk.forms import VersionedForm, attempt, found, renew
from gongkai.desk.items.forms import ItemForm, initial
from gongkai.desk.items.verbs import DEEDS, Deed
from gongkai.publishing import actions, queries
from gongkai.publishing.acts import Stale
from gongkai.publishing.models import Item
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today

TONES = {
    "draft": "draft",
    "secrecy_review": "waiting",
    "approval": "soon",
    "referred": "waiting",
    "withdrawn": "urgent",
}


@requires("publishing.read")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the items in scope, the newest first."""
    rows = [(one, TONES.get(one.status, "done")) for one in queries.visible(request.scope)[:200]]
    return render(request, "desk/items/index.html", {"rows": rows})


def _own(request: DeskRequest) -> Agency:
    """The agency to write for: the one asked for, else the first in scope."""
    asked = request.GET.get("agency", "")
    agencies = request.scope.filter(pk=asked) if asked.isdecimal() else request.scope
    agency = agencies.first()
    if agency is None:
        raise Http404
    return agency


@requires("publishing.draft")
@never_cache
def write(request: DeskRequest) -> HttpResponse:
    """Write a new item."""
    agency = _own(request)
    form = ItemForm(request.POST or None, agency=agency, initial={"made_on": today()})
    if request.method == "POST" and form.is_valid():
        item = attempt(
            form,
            lambda: actions.draft_item(agency=agency, actor=request.user, at=now(), content=form.content),
        )
        if item:
            messages.success(request, _("草稿已保存，提交后由另一人审查、签发。"))
            return redirect("desk:item", pk=item.pk)
    return render(request, "desk/items/write.html", {"form": form, "agency": agency})


@requires("publishing.draft")
@never_cache
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Write a draft again."""
    item = found(lambda: queries.find(request.scope, pk))
    form = ItemForm(request.POST or None, agency=item.agency, initial=initial(item))
    if request.method == "POST" and form.is_valid() and _edited(request, item, form):
        messages.success(request, _("草稿已保存。"))
        return redirect("desk:item", pk=pk)
    return render(request, "desk/items/write.html", {"form": form, "agency": item.agency, "item": item})


def _edited(request: DeskRequest, item: Item, form: ItemForm) -> bool:
    facts = {"item": item, "version": form.cleaned_data["version"], "actor": request.user, "at": now()}
    try:
        return attempt(form, lambda: actions.edit_draft(**facts, content=form.content)) is not None
    except Stale as changed:
        form.add_error(None, str(changed))
        return False


@requires("publishing.read")
@never_cache
@require_GET
def item(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one item with what can be done."""
    return render(
        request, "desk/items/item.html", _page(request, found(lambda: queries.find(request.scope, pk)))
    )


def _page(request: DeskRequest, one: Item) -> dict[str, object]:
    day = today()
    ready = [
        (verb, deed)
        for verb, deed in DEEDS.items()
        if one.status in deed.statuses and can(request.user, deed.permission, one.agency, day)
    ]
    return {
        "item": one,
        "tone": TONES.get(one.status, "done"),
        "ready": ready,
        "reviews": queries.reviews(one),
        "own": one.drafted_by_id == request.user.pk,
        "editable": one.status == "draft" and can(request.user, "publishing.draft", one.agency, day),
    }


@requires("publishing.read")
@never_cache
def step(request: DeskRequest, pk: int, verb: str) -> HttpResponse:
    """Show the form of a verb, or do it."""
    one, deed = found(lambda: queries.find(request.scope, pk)), DEEDS.get(verb)
    if deed is None:
        raise Http404
    form = deed.form(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and form.is_valid() and _done(request, deed, one, form):
        messages.success(request, _("已完成：%(what)s。") % {"what": deed.label})
        return redirect("desk:item", pk=pk)
    return render(request, "desk/items/step.html", {**_page(request, one), "form": form, "deed": deed})


def _done(request: DeskRequest, deed: Deed, one: Item, form: VersionedForm) -> bool:
    facts = {"item": one, "actor": request.user, "at": now(), **form.facts()}
    try:
        return attempt(form, lambda: deed.act(**facts)) is not None
    except Stale as changed:
        form.add_error(None, str(changed))
        renew(form, one.version)
        return False
