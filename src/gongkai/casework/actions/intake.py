"""An application comes in: registered, confirmed, its applicant read."""

from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record, record_read
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.acts import Act, begin
from gongkai.casework.blind_index import index_of
from gongkai.casework.clocks import keep
from gongkai.casework.confirming import check_way
from gongkai.casework.intake import Intake, Parties, Who, check_intake
from gongkai.casework.models import (
    STANDING_COLUMNS,
    Agent,
    Applicant,
    Application,
    JointApplicant,
    NumberCounter,
)
from gongkai.casework.parties import COLUMNS
from gongkai.kit.dates import day_of
from gongkai.law import clock_events as ev
from gongkai.law.agency_kinds import kind
from gongkai.law.errors import Unlawful
from gongkai.law.receipt import Channel, receipt_date


@transaction.atomic
def register(
    *,
    agency: Agency,
    actor: Person,
    at: datetime,
    who: Who,
    intake: Intake,
    joint: tuple[Who, ...] = (),
    agent: Who | None = None,
) -> Application:
    """Write down an application that came in, with its number and its day of receipt (arts. 29, 31).

    Without the confirmation that its channel asks for it stays unconfirmed, and its period does not run.
    BadEntry names every field that cannot be taken; PermissionDenied; Unlawful for a body without arts. 27–45.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["register"], agency, today)
    refuse_without_duty(agency)
    parties = Parties(who, joint, agent)
    check_intake(agency, parties, intake, today)
    case = write_case(agency, parties, intake, at)
    begin_history(Act(case, actor, at), "registered")
    return record_intake(case, Verb.APPLICATION_REGISTERED, actor, at)


def begin_history(act: Act, kind: str) -> None:
    """Write the first lines of a case's history, and where its clock stands."""
    case = act.case
    act.note(kind, act.today)
    if case.received_on:
        act.happens(ev.Received(case.received_on, channel=case.channel))
    keep(case, today=act.today)
    case.save(update_fields=STANDING_COLUMNS)


def record_intake(case: Application, verb: Verb, actor: Person | None, at: datetime) -> Application:
    """Audit that a case came in; actor: None for one the applicant sent."""
    record(
        chain_agency_id=case.agency_id,
        verb=verb,
        actor_id=actor.pk if actor else None,
        subject_kind="application",
        subject_id=case.pk,
        fields={
            "number": case.number,
            "channel": case.channel,
            "received_on": case.received_on,
            "state": case.state,
        },
        at=at,
    )
    return case


def refuse_without_duty(agency: Agency) -> None:
    """Raise Unlawful for a body to which arts. 27–45 do not apply (art. 55)."""
    rules = kind(agency.kind)
    if not rules.applications:
        raise Unlawful(
            rules.cite, f"{rules.label}不适用依申请公开的规定", "请告知申请人向其主管部门申诉。", "no duty"
        )


def write_case(agency: Agency, parties: Parties, intake: Intake, at: datetime) -> Application:
    """Write a checked application with its number, and everybody behind it."""
    receipt = receipt_date(
        Channel(intake.channel),
        submitted_on=intake.submitted_on,
        signed_on=intake.signed_on,
        confirmed_on=intake.confirmed_on,
    )
    year = intake.submitted_on.year
    serial = draw_numbers(agency, year)[0]
    case = Application.objects.create(
        agency=agency,
        year=year,
        serial=serial,
        number=f"{year}-{serial:04}",
        applicant_kind=parties.who.kind,
        channel=intake.channel,
        submitted_on=intake.submitted_on,
        signed_on=intake.signed_on,
        confirmed_on=intake.confirmed_on,
        received_on=receipt.on,
        description=intake.description.strip(),
        wanted_form=intake.wanted_form,
        wanted_way=intake.wanted_way,
        hardship=intake.hardship.strip(),
        assistance=intake.assistance,
        state="registered" if receipt.on else "unconfirmed",
        created_at=at,
    )
    _write_parties(case, parties)
    return case


def _write_parties(case: Application, parties: Parties) -> None:
    columns = parties.who.columns
    Applicant.objects.create(application=case, **columns, **index_of(case.agency_id, columns))
    for one in parties.joint:
        JointApplicant.objects.create(application=case, kind=one.kind, **one.columns)
    if parties.agent:
        Agent.objects.create(application=case, **parties.agent.columns)


def draw_numbers(agency: Agency, year: int, count: int = 1) -> range:
    """Draw the next numbers of the year in this transaction: if it fails, they were never drawn."""
    counter, _made = NumberCounter.objects.select_for_update().get_or_create(agency=agency, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return range(first, counter.last + 1)


@transaction.atomic
def confirm(
    *,
    application: Application,
    version: int,
    actor: Person,
    at: datetime,
    confirmed_on: date,
    how: str = "",
) -> Application:
    """Record the day on which both sides confirmed, which is the day of receipt (art. 31); how: one of CONFIRMED_BY."""
    act = begin(application, "confirm", version=version, actor=actor, at=at)
    act.moves("confirm")
    act.not_future(confirmed_on=confirmed_on)
    case = act.case
    receipt = receipt_date(
        Channel(case.channel),
        submitted_on=case.submitted_on,
        signed_on=case.signed_on,
        confirmed_on=confirmed_on,
    )
    case.confirmed_on, case.received_on = confirmed_on, receipt.on
    if how:
        check_way(how)
        act.note("confirmed", confirmed_on, how=how)
    act.happens(ev.Received(confirmed_on, channel=case.channel))
    return act.done(Verb.APPLICATION_CONFIRMED, received_on=case.received_on, how=how)


@transaction.atomic
def read_applicant(*, application: Application, actor: Person, at: datetime) -> Applicant:
    """Give the applicant in full, and record on the chain of reads who looked."""
    require(actor, PERMISSIONS["read_applicant"], application.agency, day_of(at))
    record_read(
        chain_agency_id=application.agency_id,
        verb=Verb.APPLICATION_READ,
        actor_id=actor.pk,
        subject_kind="application",
        subject_id=application.pk,
        fields=[*COLUMNS, "joint_applicants", "agent"],
        at=at,
    )
    return application.applicant
