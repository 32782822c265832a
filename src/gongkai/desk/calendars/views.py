"""The desk's pages on the calendar: the notices, loading one after a look at what moves, withdrawing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.calendars.models import CalendarNotice
from gongkai.calendars.queries import calendar, calendar_without, find, shipped_years
from gongkai.calendars.reading import Reading
from gongkai.casework import actions
from gongkai.casework.actions import Changed
from gongkai.casework.queries import provisional_count
from gongkai.desk.calendars import shown
from gongkai.desk.calendars.forms import ConfirmForm, NoticeForm
from gongkai.desk.forms import attempt, found
from gongkai.law.workdays import WorkCalendar
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import now, today


@requires("calendars.load")
@never_cache
@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """List the notices, and say which year still waits for one."""
    provisional = provisional_count(request.scope)
    page = {
        "rows": shown.notice_rows(),
        "shipped": shipped_years(),
        "waiting": shown.waiting_years(calendar(), today(), soon=provisional > 0),
        "provisional": provisional,
    }
    return render(request, "desk/calendars/index.html", page)


@requires("calendars.load")
@never_cache
def load(request: DeskRequest) -> HttpResponse:
    """Take a file and show what it would move; nothing is written."""
    form = NoticeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        reading = attempt(form, lambda: form.reading(today()))
        if reading:
            return _look(request, reading, form.carried())
    return render(request, "desk/calendars/load.html", {"form": form})


def _look(request: DeskRequest, reading: Reading, form: ConfirmForm) -> HttpResponse:
    before = calendar()
    page = {
        "reading": reading,
        "rests": shown.spans(reading.notice, "rest"),
        "worked": shown.spans(reading.notice, "work"),
        "form": form,
        **_moving(request, before, before.with_notice(reading.notice)),
    }
    return render(request, "desk/calendars/preview.html", page)


def _moving(request: DeskRequest, before: WorkCalendar, after: WorkCalendar) -> dict[str, object]:
    return {"preview": shown.preview(before, after, request.scope, today()), "most": shown.SHOWN}


@requires("calendars.load")
@never_cache
@require_POST
def confirm(request: DeskRequest) -> HttpResponse:
    """Adopt the notice that was looked at."""
    form = ConfirmForm(request.POST)
    reading = attempt(form, lambda: form.reading(today())) if form.is_valid() else None
    if reading:
        changed = attempt(form, lambda: actions.adopt_notice(reading=reading, actor=request.user, at=now()))
        if changed:
            return _told(request, changed, _("已载入%(notice)s。"))
    for problem in [one for several in form.errors.values() for one in several]:
        messages.error(request, str(problem))
    return redirect("desk:load_calendar")


def _told(request: DeskRequest, changed: Changed, what: str) -> HttpResponse:
    moved = ngettext("%(n)s 件未办结的申请改期。", "%(n)s 件未办结的申请改期。", changed.moved)
    messages.success(request, what % {"notice": changed.notice.title} + moved % {"n": changed.moved})
    return redirect("desk:calendars")


@requires("calendars.load")
@never_cache
def withdraw(request: DeskRequest) -> HttpResponse:
    """Show what would move if a notice counted no more, or withdraw it."""
    asked = request.GET.get("notice", "")
    if not asked.isdecimal():
        return redirect("desk:calendars")
    notice: CalendarNotice = found(lambda: find(int(asked)))
    if request.method == "POST":
        changed = actions.withdraw_notice(notice=notice, actor=request.user, at=now())
        return _told(request, changed, _("已撤下%(notice)s。"))
    page = {"notice": notice, **_moving(request, calendar(), calendar_without(notice))}
    return render(request, "desk/calendars/withdraw.html", page)
