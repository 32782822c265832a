"""What the pages on applications show: chips by the state of the clock, choices with what follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.agencies.models import Agency, Person, Tie
from gongkai.agencies.queries import parent_of
from gongkai.calendars.queries import calendar
from gongkai.casework.access import may
from gongkai.casework.confirming import CONFIRMED_BY, late_through, waited
from gongkai.casework.file_queries import papers_of_case
from gongkai.casework.models import Application, CaseEvent, CaseFile
from gongkai.casework.queries import SOON, Listed, event_label
from gongkai.law.agency_kinds import ReviewBody, kind
from gongkai.law.clock import Clock, ClockState
from gongkai.law.clock_standing import Deadline
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.outcomes import Outcome, standard
from gongkai.law.remedies import Remedy, remedy_paragraph
from gongkai.law.workdays import WorkCalendar
from gongkai.report.forms import form_for_year

TONES = {
    ClockState.UNCONFIRMED: "waiting",
    ClockState.OVERDUE: "urgent",
    ClockState.DUE_TODAY: "urgent",
    ClockState.SUSPENDED: "waiting",
    ClockState.AWAITING_SUPPLEMENT: "waiting",
    ClockState.AWAITING_FEE: "waiting",
    ClockState.LAPSED: "done",
    ClockState.ANSWERED: "done",
    ClockState.ANSWERED_LATE: "done",
    ClockState.WITHDRAWN: "done",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A status as the page shows it."""

    text: str
    tone: str


def clock_chip(clock: Clock | Deadline) -> Chip:
    """Give the word and tone of a clock; running ones within five working days are soon due."""
    if clock.state is ClockState.RUNNING and clock.days_left is not None and clock.days_left <= SOON:
        return Chip(_("5 个工作日内"), "soon")
    return Chip(_(clock.state.label), TONES.get(clock.state, "active"))


def left(clock: Clock | Deadline) -> str:
    """Say how many working days are left, or how late it is."""
    days = clock.days_left
    if days is None:
        return ""
    if days < 0:
        return ngettext("已逾期 %(n)s 个工作日", "已逾期 %(n)s 个工作日", -days) % {"n": -days}
    if days == 0:
        return _("今天24时前")
    return ngettext("还有 %(n)s 个工作日", "还有 %(n)s 个工作日", days) % {"n": days}


@dataclass(frozen=True, slots=True)
class Row:
    """An application in a list."""

    application: Application
    clock: Deadline
    chip: Chip
    left: str


def rows(listed: Iterable[Listed], today: date) -> list[Row]:
    """Give the rows of a list."""
    held = list(listed)
    waiting = any(_waits(one) for one in held)
    working = calendar() if waiting else None
    return [_row(one, today, working) for one in held]


def _waits(one: Listed) -> bool:
    return one.clock.state is ClockState.UNCONFIRMED and one.application.closed_on is None


def _row(one: Listed, today: date, working: WorkCalendar | None) -> Row:
    if working is None or not _waits(one):
        return Row(one.application, one.clock, clock_chip(one.clock), left(one.clock))
    days = waited(one.application, today, working)
    late = one.application.submitted_on <= late_through(today, working)
    chip = Chip(_("超期未确认"), "urgent") if late else clock_chip(one.clock)
    said = ngettext("已等 %(n)s 个工作日", "已等 %(n)s 个工作日", days) % {"n": days}
    return Row(one.application, one.clock, chip, said)


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    event: CaseEvent
    label: str
    detail: str


DETAILS = {
    "holder": "{}",
    "inner_due_on": gettext_lazy("内部办理期限 {}"),
    "reply_by": gettext_lazy("补正或说明期限 {}"),
    "told_on": gettext_lazy("告知申请人 {}"),
    "days": gettext_lazy("{}个工作日"),
    "reason": "{}",
}


def timeline(application: Application) -> list[Moment]:
    """Give the history of a case by the days on which things happened."""
    events = sorted(application.events.all(), key=lambda event: (event.on, event.seq))
    return [Moment(one, event_label(one), _detail(one)) for one in events]


def _detail(event: CaseEvent) -> str:
    outcome = event.data.get("outcome")
    if outcome:
        return standard()[outcome].label
    if event.kind == "split":
        return _("、").join(event.data["numbers"])
    if event.kind == "redated":
        said: str = str(MOVED[event.data["what"]]) % event.data
        return said
    if event.kind == "confirmed":
        way = CONFIRMED_BY[event.data["how"]]
        return _(way)
    parts = [str(text).format(event.data[name]) for name, text in DETAILS.items() if event.data.get(name)]
    return _("，").join(parts)


MOVED = {
    "answer": gettext_lazy("依据%(notice)s，答复期限由%(from)s改为%(to)s"),
    "fee": gettext_lazy("依据%(notice)s，缴费期限由%(from)s改为%(to)s"),
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from an outcome: the remedy paragraph and the row of the report."""

    outcome: Outcome
    remedy: Remedy | None
    problem: str
    row: str


def consequences(agency: Agency, today: date) -> dict[str, list[Consequence]]:
    """Give the outcomes under the headings of the law, each with what follows from it."""
    body, problem = _review_body(agency, today)
    form = form_for_year(today.year)
    groups = standard().by_group()
    return {
        group: [
            Consequence(
                one,
                _remedy(one, agency, today, body),
                problem,
                "".join(form.labels(f"requests.{one.row_in(form.code)}")[1:2]),
            )
            for one in outcomes
        ]
        for group, outcomes in groups.items()
    }


def _remedy(outcome: Outcome, agency: Agency, today: date, body: ReviewBody | None) -> Remedy | None:
    if body is None:
        return None
    court = kind(agency.kind).competent_court
    return remedy_paragraph(
        outcome.code, letter_on=today, review_body=body.name, court=court, own_review=body.own
    )


def _review_body(agency: Agency, today: date) -> tuple[ReviewBody | None, str]:
    government = parent_of(agency, today, Tie.GOVERNMENT)
    system = parent_of(agency, today, Tie.SYSTEM)
    try:
        body = kind(agency.kind).review_body(
            on=today,
            name=agency.name,
            government=government.name if government else None,
            system=system.name if system else None,
        )
    except (BadData, Unlawful) as problem:
        return None, str(problem)
    return body, ""


def remedy_of(application: Application, today: date) -> Remedy | None:
    """Give the remedy paragraph of the outcome decided or drafted."""
    body, _problem = _review_body(application.agency, today)
    return _remedy(application.outcome, application.agency, today, body) if application.outcome else None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a case, and whether the person may open it."""

    file: CaseFile
    may_open: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a case as its page lists them."""

    rows: list[Paper]
    may_add: bool


def files(case: Application, person: Person, today: date) -> Papers:
    """Give the papers of a case, and whether the person may add one."""
    reads_people = may(person, "read_applicant", case, today)
    rows = [Paper(one, reads_people or not one.personal) for one in papers_of_case(case)]
    return Papers(rows, case.state != "archived" and may(person, "attach", case, today))
