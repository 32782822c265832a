"""The desk's lists over a hundred thousand applications, as a town with half of them and the county above see them."""

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench.database import READY
from bench.timing import Timed, timed
from gongkai.agencies import actions
from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import posts_of
from gongkai.casework.models import Applicant, Application, Assignment
from gongkai.casework.queries import CHOICES
from gongkai.kit.dates import SHANGHAI
from gongkai.law.clock import run
from gongkai.law.clock_events import Answered, Received
from gongkai.law.workdays import official
from gongkai.web import today as clock

CASES, OPEN_EVERY, TOWNS = 100_000, 10, 20
INNER = date(2026, 12, 4)
TODAY, SINCE = date(2026, 11, 23), date(2019, 5, 15)
NARROWED = {
    name: f"/desk/applications/{path}"
    for name, path in {
        "mine": "?who=mine",
        "my department's": "?who=department",
        "nobody's": "?who=nobody",
        "mine, closed too": "?who=mine&show=all",
        "fax of 2024": "?show=all&channel=fax&year=2024",
        "firms": "?show=all&kind=business",
        "an outcome": "?show=closed&outcome=partial",
        "part of a number": "?show=all&number=0999",
        "due on a day": "?due=2026-12-21",
        "by the office's date": "?inner=2026-12-04",
        "page 900": "?show=all&page=900",
        "calendar": "calendar/",
        "my calendar": "calendar/?who=mine",
    }.items()
}
SEATED = {"town": {"posts": "/desk/posts/"}, "county": {}}
NOW, THEN = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI), datetime(2019, 5, 15, 10, tzinfo=SHANGHAI)


def desk() -> Iterator[Timed]:
    """Ask for the first page and for the first page of each list."""
    setup_test_environment(debug=not READY)
    call_command("migrate", verbosity=0)
    people = _office()
    clock.current = lambda: NOW
    pages = {"today": "/desk/"} | {name: f"/desk/applications/?show={name}" for name in CHOICES} | NARROWED
    newest = Application.objects.filter(agency__code="B0001", closed_on=None).latest("pk").pk
    pages |= {"a case": f"/desk/applications/{newest}/", "alike": f"/desk/applications/{newest}/similar/"}
    for who, person in people.items():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for name, path in (pages | SEATED[who]).items():
            asked = _queries(client, path)
            yield timed(f"desk of the {who}: {name} ({asked} queries)", 1, lambda p=path, c=client: c.get(p))


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        if client.get(path).status_code != 200:
            raise RuntimeError(path)
    return len(asked)


def _office() -> dict[str, Person]:
    """A county, its towns and their applications; the county's supervisor and the head of the largest town."""
    county = actions.create_agency(
        name="示例县", kind="county", code="B0000", since=SINCE, actor=None, at=THEN
    )
    towns = [
        actions.create_agency(
            name=f"示例镇{n}",
            kind="town",
            code=f"B{n:04}",
            government=county,
            since=SINCE,
            actor=None,
            at=THEN,
        )
        for n in range(1, TOWNS + 1)
    ]
    made = [_case(towns, n) for n in range(CASES)]
    Application.objects.bulk_create(made, batch_size=2000)
    Applicant.objects.bulk_create(
        [Applicant(application=one, name="示例申请人") for one in made], batch_size=2000
    )
    people = {"town": _person("head", towns[0]), "county": _person("supervisor", county)}
    _give(people["town"], made)
    return people


def _give(head: Person, made: list[Application]) -> None:
    """Half of the largest town's cases lie with the head's post, a quarter with a department, the rest with nobody."""
    post = posts_of(head, TODAY).get()
    facts = {"since": SINCE, "actor": None, "at": THEN}
    section = actions.create_department(agency=post.agency, name="示例科", **facts)
    actions.place_post(post=post, department=section, actor=None, at=THEN)
    mine = [one for one in made if one.agency_id == post.agency_id]
    rows = [
        Assignment(
            application=one,
            given_by=head,
            given_at=THEN,
            inner_due_on=INNER,
            **({"department": section} if n % 4 == 1 else {"post": post}),
        )
        for n, one in enumerate(mine)
        if n % 4 != 3
    ]
    Assignment.objects.bulk_create(rows, batch_size=2000)


def _person(role: str, agency: Agency) -> Person:
    word = secrets.token_urlsafe()
    person = actions.create_person(
        username=role, name="示例人员", password=word, agency=agency, actor=None, at=THEN
    )
    post = actions.create_post(agency=agency, name=role, role=role, since=SINCE, actor=None, at=THEN)
    actions.assign_post(post=post, person=person, since=SINCE, actor=None, at=THEN)
    return person


def _case(towns: list[Agency], n: int) -> Application:
    """One in OPEN_EVERY is open, received within sixty days; the rest were answered in the years before."""
    is_open = n % OPEN_EVERY == 0
    received = TODAY - timedelta(days=n // OPEN_EVERY % 60 if is_open else 60 + n % 1000)
    closed = None if is_open else received + timedelta(days=9)
    events = [Received(received), *([Answered(closed)] if closed else [])]
    facts: dict[str, Any] = {"state": "registered"}
    if closed:
        facts = {"state": "answered", "outcome_code": "open", "closed_on": closed}
    case = Application(
        agency=towns[0 if n % 20 < TOWNS // 2 else n // 20 % TOWNS],
        year=received.year,
        serial=n + 1,
        number=f"{received.year}-{n + 1:06}",
        applicant_kind="natural",
        channel="counter",
        submitted_on=received,
        received_on=received,
        description="示例：村级公路养护项目的合同和验收材料" * 4,
        created_at=NOW,
        **facts,
    )
    case.standing = run(events, today=TODAY, calendar=official()).standing
    return case
