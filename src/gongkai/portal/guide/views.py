"""The guide of art. 12, the rules, and how to apply."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.agencies.models import Agency
from gongkai.casework.case_papers import TYPES, WRITERS, blank_form
from gongkai.casework.models import OPENABLE
from gongkai.casework.online.queries import open_channels
from gongkai.law.agency_kinds import kind
from gongkai.law.catalogue import Category
from gongkai.law.params import defaults
from gongkai.law.receipt import Channel, receipt_rule
from gongkai.portal.frame import RULES_COLUMN, agency_or_404, frame
from gongkai.publishing import queries
from gongkai.web.access import public
from gongkai.web.today import now, today
from gongkai.web.words import said


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


ALWAYS_OPEN = (Channel.COUNTER, Channel.REGISTERED_POST, Channel.ORDINARY_POST, Channel.ORAL)


def _by_article(entries: tuple[Category, ...]) -> list[tuple[str, list[Category]]]:
    """The catalogue under its articles: 条例第二十条, 条例第二十一条."""
    groups = groupby(entries, lambda one: one.article.partition("条第")[0].removesuffix("条") + "条")
    return [(article, list(group)) for article, group in groups]


def _channels(owner: Agency) -> dict[str, Any]:
    """The channels an office opened beside counter and post, with their notes, and those it did not."""
    opened = open_channels(owner, today())
    codes = {one.channel for one in opened}
    return {
        "opened": opened,
        "online": Channel.ONLINE in codes,
        "not_open": [said(Channel(one).label) for one in OPENABLE if one not in codes],
    }


@public
@require_safe
def guide(request: HttpRequest, agency: str) -> HttpResponse:
    """Show the guide with the elements of art. 12."""
    owner = agency_or_404(agency)
    page = {
        "catalogue": _by_article(kind(owner.kind).catalogue),
        "own_columns": queries.by_column(owner, now()),
        "applications": kind(owner.kind).applications,
        "days": defaults().number("response_days", today()),
        "publish_days": defaults().number("publish_days", today()),
        **_channels(owner),
    }
    return render(request, "portal/guide.html", {**frame(owner, "guide"), **page})


@public
@require_safe
def rules(request: HttpRequest, agency: str) -> HttpResponse:
    """Show the national rules with number and date, and what the office put into a column of that name."""
    owner, moment = agency_or_404(agency), now()
    own = [one.column.pk for one in queries.by_column(owner, moment) if one.column.name == RULES_COLUMN]
    page = {
        "rules": national_rules(),
        "own_rules": queries.found_public(owner, moment, column=own[0]) if own else [],
    }
    return render(request, "portal/rules.html", {**frame(owner, "rules"), **page})


@public
@require_safe
def apply(request: HttpRequest, agency: str) -> HttpResponse:
    """Say how to apply now, and what happens then."""
    owner, law = agency_or_404(agency), defaults()
    channels = _channels(owner)
    ways = (*ALWAYS_OPEN, *(Channel(one.channel) for one in channels["opened"]))
    rules_now = [(one.label, receipt_rule(one, today())) for one in ways]
    page: dict[str, Any] = {
        "applications": kind(owner.kind).applications,
        "channels": [
            (said(label), said(rule).removeprefix(f"{label}，").split(": ", 1)[-1], rule.article)
            for label, rule in rules_now
        ],
        **channels,
        "days": law.number("response_days", today()),
        "most": law.number("extension_max_days", today()),
        "supplement": law.number("supplement_notice_days", today()),
    }
    return render(request, "portal/apply.html", {**frame(owner, "apply"), **page})


@public
@require_safe
def application_form(request: HttpRequest, agency: str, fmt: str) -> HttpResponse:
    """Give the blank form to fill in by hand or in Word (art. 29)."""
    owner = agency_or_404(agency)
    if fmt not in WRITERS or not kind(owner.kind).applications:
        raise Http404
    answer = HttpResponse(blank_form(owner, fmt, today()), content_type=TYPES[fmt])
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{owner.name}政府信息公开申请表.{fmt}") or ""
    )
    return answer
