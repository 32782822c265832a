"""What the pages of daily work show: rows with who has them, links that keep the other filters, the panel of a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.agencies.models import Agency, Person
from gongkai.casework.access import may
from gongkai.casework.actions.sorting_out import SPLITTABLE
from gongkai.casework.duplicates import alike
from gongkai.casework.lists import Wanted
from gongkai.casework.models import ApplicantKind, Application, Assignment
from gongkai.casework.online.queries import OfferFigures, offer_figures
from gongkai.casework.queries import Listed
from gongkai.casework.work_queries import current_of, holders_of, split_with
from gongkai.desk.applications.shown import Row, rows
from gongkai.desk.work.forms import WHO
from gongkai.kit.dates import day_of
from gongkai.law.clock_standing import ClockState
from gongkai.law.outcomes import standard
from gongkai.law.receipt import Channel

SHOW = {
    "open": gettext_lazy("未办结"),
    "overdue": gettext_lazy("逾期"),
    "due_today": gettext_lazy("今天到期"),
    "soon": gettext_lazy("5 个工作日内"),
    "suspended": gettext_lazy("暂停中"),
    "unconfirmed": gettext_lazy("待确认"),
    "unconfirmed_late": gettext_lazy("超期未确认"),
    "closed": gettext_lazy("已办结"),
    "all": gettext_lazy("全部"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list with who has the application and whether the office's own date has passed."""

    row: Row
    holder: Assignment | None
    late: bool


def lines(listed: Iterable[Listed], today: date) -> list[Line]:
    """Give the rows of a list with who has them; one query for all."""
    found = rows(listed, today)
    holders = holders_of(row.application for row in found)
    return [
        Line(row, holders.get(row.application.pk), inner_late(holders.get(row.application.pk), row, today))
        for row in found
    ]


def inner_late(held: Assignment | None, row: Row, today: date) -> bool:
    """Tell whether the office's own date is past while the application is open and its period runs."""
    runs = row.clock.state in {ClockState.RUNNING, ClockState.DUE_TODAY, ClockState.AWAITING_REASON}
    return bool(runs and held and held.inner_due_on and held.inner_due_on < today)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of a few ways to see a list."""

    label: Any
    url: str
    here: bool


def tabs(wanted: Wanted, field: str, labels: Mapping[str, Any]) -> list[Tab]:
    """Give the links that set one field of a list and keep the others."""
    others = {name: value for name, value in wanted.narrowed.items() if name != field}
    here = getattr(wanted, field)
    return [Tab(label, address({field: key, **others}), key == here) for key, label in labels.items()]


def address(asked: Mapping[str, str]) -> str:
    """Give the address of a list on its own page."""
    return f"?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Narrow:
    """One field that narrows a list: a choice of a few, or something typed (kind: the type of the input)."""

    name: str
    label: Any
    value: str
    kind: str = "select"
    choices: Sequence[tuple[str, Any]] = ()


def narrow_fields(wanted: Wanted) -> list[Narrow]:
    """Give the fields that narrow a list, plain, since a list is drawn often; what is typed is read by Wanted."""
    asked: list[tuple[str, Any, str, Sequence[tuple[str, Any]]]] = [
        ("number", _("编号"), "search", ()),
        ("kind", _("申请人类别"), "select", ApplicantKind.choices),
        ("channel", _("提交渠道"), "select", [(one.value, _(one.label)) for one in Channel]),
        ("outcome", _("处理结果"), "select", [(one.code, one.label) for one in standard().all()]),
        ("year", _("登记年度"), "number", ()),
        ("due", _("到期日"), "date", ()),
        ("inner", _("内部办理期限"), "date", ()),
    ]
    return [Narrow(name, label, getattr(wanted, name), kind, choices) for name, label, kind, choices in asked]


def list_tabs(wanted: Wanted) -> dict[str, list[Tab]]:
    """Give the tabs of the list: by state, by whose work it is."""
    return {"states": tabs(wanted, "show", SHOW), "whose": tabs(wanted, "who", WHO)}


def offers(wanted: Wanted, scope: QuerySet[Agency], today: date) -> dict[str, OfferFigures]:
    """Give how often published items answered the public form, beside the lists of what came from it."""
    asked = wanted.show in ("all", "unconfirmed")
    return {"offers": offer_figures(scope, today.year)} if asked else {}


def panel(case: Application, person: Person, today: date) -> dict[str, Any]:
    """Give what the panel 承办 of a case page shows."""
    current = current_of(case)
    open_case = case.closed_on is None
    part = getattr(case, "split_part", None)
    return {
        "current": current,
        "late": bool(open_case and current and current.inner_due_on and current.inner_due_on < today),
        "may_assign": open_case and may(person, "assign", case, today),
        "may_claim": open_case
        and (current is None or current.post_id is None)
        and may(person, "claim", case, today),
        "may_give_back": bool(open_case and current and may(person, "give_back", case, today)),
        "since": day_of(current.given_at) if current else None,
        "alike": len(alike(case, Agency.objects.filter(pk=case.agency_id))) if open_case else 0,
        "may_split": case.state in SPLITTABLE and part is None and may(person, "split", case, today),
        "letter": part.letter if part else None,
        "siblings": split_with(part) if part else [],
    }
