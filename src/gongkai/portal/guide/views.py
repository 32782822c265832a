"""The guide of art. 12, the rules, and how to apply."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.agency_kinds import kind
from gongkai.law.params import defaults
from gongkai.law.receipt import Channel, receipt_rule
from gongkai.portal.frame import agency_or_404, frame
from gongkai.publishing import queries
from gongkai.web.access import public
from gongkai.web.today import now, today


@dataclass(frozen=True, slots=True)
class Rule:
    """A national rule in the column 政府信息公开制度."""

    title: str
    number: str
    since: str


@cache
def national_rules() -> tuple[Rule, ...]:
    """Give the national rules, as data."""
    page = files("gongkai.portal") / "data" / "rules.toml"
    return tuple(Rule(**row) for row in tomllib.loads(page.read_text("utf-8"))["rule"])


@public
@require_safe
def guide(request: HttpRequest, agency: str) -> HttpResponse:
    """Show the guide with the elements of art. 12."""
    owner = agency_or_404(agency)
    page = {
        "categories": kind(owner.kind).catalogue,
        "own_columns": queries.by_column(owner, now()),
        "applications": kind(owner.kind).applications,
        "days": defaults().number("response_days", today()),
    }
    return render(request, "portal/guide.html", {**frame(owner, "guide"), **page})


@public
@require_safe
def rules(request: HttpRequest, agency: str) -> HttpResponse:
    """Show the national rules with number and date."""
    return render(
        request, "portal/rules.html", {**frame(agency_or_404(agency), "rules"), "rules": national_rules()}
    )


@public
@require_safe
def apply(request: HttpRequest, agency: str) -> HttpResponse:
    """Say how to apply now, and what happens then."""
    owner = agency_or_404(agency)
    open_now = (Channel.COUNTER, Channel.REGISTERED_POST, Channel.ORDINARY_POST, Channel.ORAL)
    page = {
        "applications": kind(owner.kind).applications,
        "channels": [(one.label, receipt_rule(one, today())) for one in open_now],
        "days": defaults().number("response_days", today()),
        "most": defaults().number("extension_max_days", today()),
        "supplement": defaults().number("supplement_notice_days", today()),
    }
    return render(request, "portal/apply.html", {**frame(owner, "apply"), **page})
