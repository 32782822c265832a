"""The calendar of what falls due: a grid of a month, on a phone a list of its days."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.casework.falling_due import Day, falling_due, month_of
from gongkai.casework.lists import Wanted
from gongkai.desk.work import shown
from gongkai.desk.work.forms import WHO
from gongkai.web.access import DeskRequest, requires
from gongkai.web.today import today


@requires("casework.read")
@never_cache
@require_GET
def month(request: DeskRequest) -> HttpResponse:
    """Show a month of what falls due."""
    day, wanted = today(), Wanted.read({"who": request.GET.get("who", "office")})
    first = month_of(request.GET.get("month"), day)
    found = falling_due(request.scope, first, day, who=wanted.who, person=request.user)
    asked = first.strftime("%Y-%m")
    page = {
        "month": found,
        "weeks": [[(one, words(one)) for one in week] for week in found.weeks],
        "who": wanted.who,
        "whose": [
            shown.Tab(label, shown.address({"month": asked, "who": key}), key == wanted.who)
            for key, label in WHO.items()
        ],
        "today": day,
    }
    return render(request, "desk/work/calendar.html", page)


def words(day: Day) -> str:
    """Say what kind of day it is, where it is not an ordinary working day."""
    if day.special:
        name = day.special.name
        return _("%(name)s调休上班") % {"name": name} if day.works else _("%(name)s放假") % {"name": name}
    return "" if day.works else _("周末")
