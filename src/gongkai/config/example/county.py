"""Loads the example county: cases in every state, dated by working days from the day it is loaded."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from gongkai.agencies.actions import assign_post, create_agency, create_person, create_post
from gongkai.agencies.models import Agency, Person
from gongkai.calendars.queries import calendar
from gongkai.casework import actions as casework
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Application
from gongkai.casework.reviewing import Looked, bases, items_to_review
from gongkai.config import demo
from gongkai.kit.dates import SHANGHAI, day_of
from gongkai.law.agency_kinds import kind
from gongkai.law.receipt import Channel
from gongkai.law.workdays import WorkCalendar
from gongkai.publishing import actions as publishing

Data = Mapping[str, Any]
ONE_DAY = timedelta(days=1)
BY_OTHERS = {"approve": "head", "return": "head", "review": "secrecy"}


def county_data() -> Data:
    """Read the county as written down in county.toml."""
    return tomllib.loads((files("gongkai.config.example") / "county.toml").read_text("utf-8"))


def moment(day: date) -> datetime:
    """Ten in the morning of a day in Shanghai."""
    return datetime.combine(day, time(10), SHANGHAI)


def nothing_against(case: Application) -> list[Looked]:
    """A secrecy review that finds nothing against any item of a draft."""
    return [Looked(name, "clear", bases()[0].shown) for name in items_to_review(case)]


@dataclass(frozen=True, slots=True)
class Days:
    """Days counted in working days from the day of loading."""

    today: date
    working: WorkCalendar

    def day(self, count: int) -> date:
        """Give the working day so many working days from today; 0 on a day off is the one before it."""
        if count > 0:
            return self.working.add(self.today, count)
        day = self._workday(self.today)
        for _back in range(-count):
            day = self._workday(day - ONE_DAY)
        return day

    def _workday(self, day: date) -> date:
        while not self.working.is_workday(day):
            day -= ONE_DAY
        return day

    def entered(self, step: Data) -> date:
        """Give the day on which a step was written down: once it is known when its letter arrived."""
        return self.day(step.get("told", step["on"]))


@dataclass
class County:
    """What is made: agencies and their people by role, and where the days lie."""

    days: Days
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, dict[str, Person]] = field(default_factory=dict)


def load_county(*, at: datetime) -> None:
    """Make the county with its people, items and cases, within the transaction of the caller."""
    data = county_data()
    county = County(Days(day_of(at), calendar()))
    for row in data["agencies"]:
        _agency(county, row, data["since"], at)
    for row in data["people"]:
        _person(county, row, data["since"], at)
    _channels(county, at)
    for row in data["chains"]:
        _chain(county, row, at)
    for row in data["items"]:
        _items(county, row, at)
    for step in sorted(_steps(county, data["cases"]), key=lambda one: one.on):
        step.do()


def _agency(county: County, row: Data, since: date, at: datetime) -> None:
    facts = {key: value for key, value in row.items() if key not in ("key", "under")}
    above = county.agencies.get(row.get("under", ""))
    county.agencies[row["key"]] = create_agency(**facts, since=since, government=above, actor=None, at=at)


def _person(county: County, row: Data, since: date, at: datetime) -> None:
    agency = county.agencies[row["agency"]]
    names = {"username": row["username"], "name": row["name"]}
    person = create_person(**names, password=demo.PASSWORD, agency=agency, actor=None, at=at)
    post = create_post(agency=agency, name=row["post"], role=row["role"], since=since, actor=None, at=at)
    assign_post(post=post, person=person, since=since, actor=None, at=at)
    county.people.setdefault(row["agency"], {})[row["role"]] = person


def _channels(county: County, at: datetime) -> None:
    """Every office takes applications online."""
    for key, people in county.people.items():
        if "head" in people and kind(county.agencies[key].kind).applications:
            facts: dict[str, Any] = {"actor": people["head"], "at": at, "channel": Channel.ONLINE}
            casework.open_channel(agency=county.agencies[key], notes="演示：每个工作日查看。", **facts)


def _chain(county: County, row: Data, at: datetime) -> None:
    """The government above does a step for a town."""
    admin = county.people["county"]["system_admin"]
    facts = {key: value for key, value in row.items() if key != "agency"}
    casework.set_chain(agency=county.agencies[row["agency"]], actor=admin, at=at, **facts)


def _items(county: County, row: Data, at: datetime) -> None:
    agency, head = county.agencies[row["agency"]], county.people[row["agency"]]["head"]
    column = publishing.add_column(
        agency=agency, actor=head, at=at, name=row["column"], category_code=row["category"], order=1
    )
    made = county.days.day(row["made"])
    for title in row["titles"]:
        content = publishing.Content(column=column, title=title, body="演示用的示例内容。", made_on=made)
        publishing.import_item(agency=agency, actor=head, at=at, content=content, published_on=made)


# cases -----------------------------------------------------------------------------------------------------------------


@dataclass
class _Case:
    """A case while its steps are done, one after the other and among those of the other cases."""

    county: County
    row: Data
    pk: int = 0

    def register(self) -> None:
        """Write it down on the day it came in."""
        on = self.county.days.day(self.row["received"])
        channel = self.row["channel"]
        posted = on if channel == Channel.REGISTERED_POST else None
        intake = Intake(
            channel=channel,
            submitted_on=on,
            signed_on=posted,
            confirmed_on=on if channel == Channel.ORDINARY_POST else None,
            description=self.row["description"],
        )
        who = Who(name=self.row["applicant"], kind=self.row["kind"], phone="000-00000000")
        agency, clerk = self.county.agencies[self.row["agency"]], self._who("clerk")
        at = moment(on)
        self.pk = casework.register(agency=agency, actor=clerk, at=at, who=who, intake=intake).pk

    def _who(self, role: str) -> Person:
        return self.county.people[self.row["agency"]][role]

    def do(self, step: Data) -> None:
        """Do one step on its day, by the clerk or, where it is the head's, by the head."""
        case = Application.objects.get(pk=self.pk)
        on = self.county.days.day(step["on"])
        actor = self._who(BY_OTHERS.get(step["do"], "clerk"))
        facts = {"application": case, "version": case.version, "actor": actor}
        DEEDS[step["do"]](self.county, step, on, {**facts, "at": moment(self.county.days.entered(step))})


@dataclass(frozen=True, slots=True)
class _Step:
    on: date
    do: Callable[[], None]


def _steps(county: County, rows: list[Data]) -> list[_Step]:
    """All steps of all cases; sorted by day they are the county's history."""
    found: list[_Step] = []
    for row in rows:
        case = _Case(county, row)
        found.append(_Step(county.days.day(row["received"]), case.register))
        found += [_Step(county.days.entered(step), _bound(case, step)) for step in row["steps"]]
    return found


def _bound(case: _Case, step: Data) -> Callable[[], None]:
    return lambda: case.do(step)


Facts = dict[str, Any]
Deed = Callable[[County, Data, date, Facts], object]


def _draft(_county: County, step: Data, _on: date, facts: Facts) -> object:
    words = {"reasons": step.get("reasons", ""), "given": step.get("given", "")}
    return casework.draft_decision(**facts, outcome_code=step["outcome"], **words)


def _approve(_county: County, _step: Data, _on: date, facts: Facts) -> object:
    return casework.approve_decision(**facts, items=nothing_against(facts["application"]))


def _review(_county: County, _step: Data, _on: date, facts: Facts) -> object:
    return casework.review_secrecy(**facts, items=nothing_against(facts["application"]))


def _told(county: County, step: Data) -> date:
    return county.days.day(step["told"])


DEEDS: Mapping[str, Deed] = {
    "draft": _draft,
    "approve": _approve,
    "review": _review,
    "archive": lambda _county, _step, _on, facts: casework.archive(**facts),
    "deliver": lambda _county, step, on, facts: casework.deliver(**facts, answered_on=on, mode=step["mode"]),
    "withdraw": lambda _county, _step, on, facts: casework.withdraw(**facts, on=on),
    "extend": lambda _county, step, on, facts: casework.extend(
        **facts, on=on, told_on=on, days=step["days"], head_agreed=True
    ),
    "consult": lambda county, step, on, facts: casework.consult(
        **facts, on=on, whom=step["whom"], told_on=_told(county, step)
    ),
    "ask_supplement": lambda county, step, on, facts: casework.notice_supplement(
        **facts, on=on, reply_by=county.days.day(step["reply_by"])
    ),
    "receive_supplement": lambda _county, _step, on, facts: casework.receive_supplement(**facts, on=on),
    "ask_fee": lambda county, step, on, facts: casework.ask_fee(**facts, on=on, told_on=_told(county, step)),
    "ask_reason": lambda county, step, on, facts: casework.ask_reason(
        **facts, on=on, reply_by=county.days.day(step["reply_by"])
    ),
}
