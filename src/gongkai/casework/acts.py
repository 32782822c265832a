"""What every act on an application has in common: lock, compare versions, check who, check the law, write, audit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.calendars.queries import calendar
from gongkai.casework.access import PERMISSIONS, holder
from gongkai.casework.clocks import keep
from gongkai.casework.models import Application, CaseEvent
from gongkai.casework.queries import clock_events, event_label
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.clock import run
from gongkai.law.clock_events import Event, event_to_dict
from gongkai.law.lifecycle import lifecycle
from gongkai.notices.actions import settle

LIFE = lifecycle("application")


class Stale(RuntimeError):
    """Somebody else changed the application after the clerk opened it; the message says who, what and when."""


@dataclass(slots=True)
class Act:
    """One act on one locked application: made by begin(), ended by done(); actor: None for the applicant."""

    case: Application
    actor: Person | None
    at: datetime

    @property
    def today(self) -> date:
        """The day of the act in Shanghai."""
        return day_of(self.at)

    def not_future(self, **days: date | None) -> None:
        """Refuse days that have not come yet, each under its field's name."""
        wrong = {name: day for name, day in days.items() if day is not None and day > self.today}
        if wrong:
            message = _("日期：%(day)s 晚于今天（%(today)s），请核对。")
            raise BadEntry({name: message % {"day": day, "today": self.today} for name, day in wrong.items()})

    def happens(self, event: Event) -> None:
        """Add an event of the clock. Unlawful, with the article, where the clock refuses it."""
        past = clock_events(self.case)
        run((*past, event), today=self.today, calendar=calendar(), recorded=len(past))
        self._add(event.kind, event.on, event_to_dict(event))

    def note(self, kind: str, on: date, **data: Any) -> None:
        """Add a step of the office to the history of the case."""
        self._add(kind, on, data)

    def _add(self, kind: str, on: date, data: dict[str, Any]) -> None:
        last = self.case.events.order_by("-seq").values_list("seq", flat=True).first() or 0
        CaseEvent.objects.create(
            application=self.case, seq=last + 1, kind=kind, on=on, data=data, actor=self.actor, at=self.at
        )

    def moves(self, verb: str) -> None:
        """Move the state along the lifecycle; Unlawful where the table has no such line."""
        self.case.state = LIFE.next_state(self.case.state, verb)

    def may_move(self, verb: str) -> None:
        """Raise Unlawful where the table has no such line, and leave the state as it is."""
        LIFE.next_state(self.case.state, verb)

    def done(self, audit: Verb, **fields: Any) -> Application:
        """Save what changed with where the clock now stands, and audit it as the last statement."""
        keep(self.case, today=self.today)
        self.case.version += 1
        self.case.save()
        if self.case.closed_on is not None:
            settle("application", self.case.pk, at=self.at)
        record(
            chain_agency_id=self.case.agency_id,
            verb=audit,
            actor_id=self.actor.pk if self.actor else None,
            subject_kind="application",
            subject_id=self.case.pk,
            fields={"state": self.case.state, **fields},
            at=self.at,
        )
        return self.case


def begin(application: Application, verb: str, *, version: int, actor: Person, at: datetime) -> Act:
    """Lock an application for a verb. PermissionDenied for who may not, Stale where somebody else was first."""
    require(actor, PERMISSIONS[verb], holder(verb, application, day_of(at)), day_of(at))
    return _locked(application, version, actor, at)


def begin_by_applicant(application: Application, *, version: int, at: datetime) -> Act:
    """Lock an application for what its applicant does; who asks showed number and code before (casework.online)."""
    return _locked(application, version, None, at)


def _locked(application: Application, version: int, actor: Person | None, at: datetime) -> Act:
    case = Application.objects.select_for_update(of=("self",)).select_related("agency").get(pk=application.pk)
    if case.version != version:
        raise Stale(_what_changed(case))
    return Act(case, actor, at)


def _what_changed(case: Application) -> str:
    last = case.events.select_related("actor").order_by("seq").last()
    facts = {
        "number": case.number,
        "who": last.actor.name if last and last.actor else _("其他人员"),
        "what": event_label(last) if last else "",
        "when": timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M") if last else "",
    }
    return (
        _("%(number)s 已由%(who)s于%(when)s更新（%(what)s），您的修改没有保存。请看过最新内容后再操作。")
        % facts
    )
