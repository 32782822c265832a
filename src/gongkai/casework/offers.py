"""What can be done to an application now: each verb with whether the person may, and why the law says no."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.agencies.models import Person
from gongkai.agencies.queries import scopes
from gongkai.calendars.queries import calendar
from gongkai.casework.access import PERMISSIONS, may_through
from gongkai.casework.decision_checks import refuse_while_running
from gongkai.casework.models import Application
from gongkai.casework.queries import clock_events, clock_of
from gongkai.casework.reviewing import refuse_approval, refuse_own, refuse_review
from gongkai.law import clock_events as ev
from gongkai.law.clock import allowed
from gongkai.law.errors import Unlawful
from gongkai.law.lifecycle import lifecycle
from gongkai.law.workdays import WorkCalendar

LIFE = lifecycle("application")
REVIEWS: Mapping[str, Callable[[Application, Person, date], None]] = {
    "pass": lambda case, person, _day: refuse_own(case, person, "审核"),
    "review": refuse_review,
    "approve": refuse_approval,
    "approve_on_paper": lambda case, person, _day: refuse_own(case, person, "登记纸质审批"),
}
OFFERED = tuple(verb for verb in LIFE.verbs if verb in PERMISSIONS)


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb for the screen: its label; permitted says whether the person's post covers it; refusal is the law's no."""

    verb: str
    label: str
    permitted: bool
    refusal: Unlawful | None

    @property
    def open(self) -> bool:
        """Tell whether the person can do it now."""
        return self.permitted and self.refusal is None


def offers(
    application: Application, *, person: Person, today: date, within: WorkCalendar | None = None
) -> tuple[Offer, ...]:
    """Give every verb in the order of the lifecycle, for buttons that are live or greyed with the reason."""
    working, over = within or calendar(), scopes(person, today)
    return tuple(
        Offer(
            verb,
            LIFE.verbs[verb],
            may_through(over, verb, application),
            refusal(application, verb, person=person, today=today, within=working),
        )
        for verb in OFFERED
    )


def refusal(
    application: Application, verb: str, *, person: Person, today: date, within: WorkCalendar
) -> Unlawful | None:
    """Say why the law refuses a verb done today with the most favourable facts, or None where it would be lawful."""
    try:
        if not (verb == "draft" and application.state == "drafted"):
            LIFE.next_state(application.state, verb)
        if verb in REVIEWS:
            REVIEWS[verb](application, person, today)
        if verb == "lapse":
            refuse_while_running(application.state, clock_of(application, today=today, within=within).state)
    except Unlawful as no:
        return no
    return _clock_refusal(application, verb, today, within)


def _clock_refusal(application: Application, verb: str, today: date, within: WorkCalendar) -> Unlawful | None:
    sample = _SAMPLES.get(verb)
    if sample is None:
        return None
    return allowed(clock_events(application), sample(application, today), today=today, calendar=within)


def _open_letter(application: Application, today: date) -> ev.Event:
    events = clock_events(application)
    answered = {one.ref for one in events if isinstance(one, ev.ConsultationAnswered)}
    sent = [one.ref for one in events if isinstance(one, ev.ConsultationSent)]
    waiting = [ref for ref in sent if ref not in answered]
    return ev.ConsultationAnswered(today, ref=waiting[0] if waiting else "")


_SOON = timedelta(days=1)
_SAMPLES: Mapping[str, Callable[[Application, date], ev.Event]] = {
    "ask_supplement": lambda _case, day: ev.SupplementNotice(day, reply_by=day + _SOON),
    "receive_supplement": lambda _case, day: ev.SupplementReceived(day, excused=True),
    "extend": lambda _case, day: ev.Extension(day, told_on=day, days=1, head_agreed=True),
    "consult": lambda case, day: ev.ConsultationSent(day, ref=str(case.events.count() + 1)),
    "end_consultation": _open_letter,
    "ask_fee": lambda _case, day: ev.FeeNotice(day),
    "note_fee_delivery": lambda _case, day: ev.FeeNoticeReceived(day),
    "receive_fee": lambda _case, day: ev.FeePaid(day),
    "ask_reason": lambda _case, day: ev.VolumeReasonAsked(day, reply_by=day + _SOON),
    "receive_reason": lambda _case, day: ev.VolumeReasonGiven(day),
    "deliver": lambda _case, day: ev.Answered(day),
    "withdraw": lambda _case, day: ev.Withdrawn(day),
}
