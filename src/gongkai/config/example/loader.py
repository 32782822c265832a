"""Loads the example, a town of 2020 and a county of today, through the actions of the product, all of it or nothing."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction

from gongkai.agencies.actions import assign_post, create_agency, create_person, create_post
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework import actions as casework
from gongkai.casework.actions.reminding import remind
from gongkai.casework.intake import Intake, Who
from gongkai.config import demo
from gongkai.config.data_dir import mark_demo
from gongkai.config.example.county import load_county, moment, nothing_against
from gongkai.notices.actions import note_tick
from gongkai.publishing import actions as publishing
from gongkai.reporting import actions as reporting

Data = Mapping[str, Any]


class NotEmpty(RuntimeError):
    """The database holds something else: the example never mixes with real data."""


def example_data() -> Data:
    """Read the example as written down in town.toml."""
    return tomllib.loads((files("gongkai.config.example") / "town.toml").read_text("utf-8"))


def load_example(*, at: datetime) -> bool:
    """Load the example town and county and mark the data directory as demo; False, without a change, if it is there already.

    NotEmpty where the database holds agencies of its own.
    """
    data = example_data()
    if Agency.objects.filter(code=data["town"]["code"]).exists():
        return False
    if Agency.objects.exists():
        raise NotEmpty("数据目录里已有机关，不能载入示例。请用 GONGKAI_DATA 指定一个空的数据目录。")
    with transaction.atomic():
        town, people = _office(data, at)
        _items(data, town, people["head"], at)
        _application(data, town, people)
        _report(data, town, people, at)
        load_county(at=at)
        raised, settled = remind(at=at)
        note_tick(at=at, raised=raised, settled=settled)
        record(
            chain_agency_id=town.pk,
            verb=Verb.EXAMPLE_LOADED,
            actor_id=None,
            subject_kind="agency",
            subject_id=town.pk,
            at=at,
        )
        mark_demo(settings.DATA_DIR)
    return True


def _office(data: Data, at: datetime) -> tuple[Agency, dict[str, Person]]:
    """The city, the town under it, and their people by role."""
    city = create_agency(**data["city"], actor=None, at=at)
    town = create_agency(**data["town"], government=city, actor=None, at=at)
    agencies = {"city": city, "town": town}
    since = date(data["year"], 1, 1)
    return town, {row["role"]: _person(row, agencies[row["agency"]], since, at) for row in data["people"]}


def _person(row: Data, agency: Agency, since: date, at: datetime) -> Person:
    person = create_person(
        username=row["username"], name=row["name"], password=demo.PASSWORD, agency=agency, actor=None, at=at
    )
    post = create_post(agency=agency, name=row["post"], role=row["role"], since=since, actor=None, at=at)
    assign_post(post=post, person=person, since=since, actor=None, at=at)
    return person


def _items(data: Data, town: Agency, head: Person, at: datetime) -> None:
    """The published items, as history with the dates of that year."""
    columns = [
        publishing.add_column(
            agency=town, actor=head, at=at, name=row["name"], category_code=row["category"], order=place
        )
        for place, row in enumerate(data["columns"], start=1)
    ]
    found = [
        (published_on, column, made_on, title, text)
        for column, row in zip(columns, data["columns"], strict=True)
        for made_on, published_on, title, text in row["items"]
    ]
    for published_on, column, made_on, title, text in sorted(found, key=lambda one: one[0]):
        content = publishing.Content(
            column=column, title=title + data["mark"], body=f"{text}\n{data['notice']}", made_on=made_on
        )
        publishing.import_item(agency=town, actor=head, at=at, content=content, published_on=published_on)


def _application(data: Data, town: Agency, people: Mapping[str, Person]) -> None:
    """The one application of the year, from the counter to the answer."""
    row = data["application"]
    intake = Intake(
        channel=row["channel"],
        submitted_on=row["submitted_on"],
        description=row["description"],
        wanted_form=row["wanted_form"],
        wanted_way=row["wanted_way"],
    )
    who = Who(name=row["applicant"], kind=row["kind"])
    clerk, head = people["clerk"], people["head"]
    came, approved, answered = (moment(row[day]) for day in ("submitted_on", "approved_on", "answered_on"))
    case = casework.register(agency=town, actor=clerk, at=came, who=who, intake=intake)
    words = {"outcome_code": row["outcome"], "reasons": row["reasons"], "given": row["given"]}
    case = casework.draft_decision(application=case, version=case.version, actor=clerk, at=approved, **words)
    case = casework.approve_decision(
        application=case, version=case.version, actor=head, at=approved, items=nothing_against(case)
    )
    delivery = {"answered_on": row["answered_on"], "mode": row["mode"]}
    casework.deliver(application=case, version=case.version, actor=clerk, at=answered, **delivery)


def _report(data: Data, town: Agency, people: Mapping[str, Person], at: datetime) -> None:
    """The year's report: figures, chapters, compiled by one, published by another."""
    row, year = data["report"], data["year"]
    by_clerk = {"agency": town, "year": year, "actor": people["clerk"], "at": at}
    reporting.enter_zeros(**by_clerk, reason=row["figures_reason"])
    for number, chapter in row["chapters"].items():
        reporting.write_chapter(
            **by_clerk,
            version=town.annual_reports.get(year=year).version,
            number=number,
            text=chapter["text"],
            sections=chapter.get("sections"),
        )
    report = reporting.compile_year(**by_clerk)
    reporting.publish(
        report=report, version=report.version, actor=people["head"], at=at, history=row["published_on"]
    )
