"""The desk's main navigation: what there is, for whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: its words, its route, and the permission that opens it."""

    label: str | Promise
    route: str
    permission: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the page shows it."""

    label: str | Promise
    url: str
    here: bool


ENTRIES: tuple[Entry, ...] = (
    Entry(_("今天"), "desk:home", "desk.enter"),
    Entry(_("依申请公开"), "desk:applications", "casework.read"),
    Entry(_("更正和建议"), "desk:sides", "casework.read"),
    Entry(_("岗位和交接"), "desk:posts", "casework.decide"),
    Entry(_("文书"), "desk:letters", "casework.read"),
    Entry(_("主动公开"), "desk:items", "publishing.read"),
    Entry(_("年度报告"), "desk:reports", "reporting.read"),
    Entry(_("检查年报"), "desk:checks", "reporting.check"),
    Entry(_("审查审批环节"), "desk:chains", "agencies.manage"),
    Entry(_("放假安排"), "desk:calendars", "calendars.load"),
)


def links(request: HttpRequest) -> Iterator[Link]:
    """Give the places the person may open, and say which one the page belongs to; none on a page for everybody."""
    held: frozenset[str] = getattr(request, "permissions", frozenset())
    shown = [(entry, reverse(entry.route)) for entry in ENTRIES if entry.permission in held]
    under = [url for _, url in shown if request.path.startswith(url)]
    nearest = max(under, key=len, default="")
    yield from (Link(entry.label, url, url == nearest) for entry, url in shown)
