"""An application comes in: registered, confirmed, its applicant read."""

from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record, record_read
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.acts import Act, begin
from gongkai.casework.clocks import keep
from gongkai.casework.intake import Intake, Who, check_intake
from gongkai.casework.models import STANDING_COLUMNS, Applicant, Application, NumberCounter
from gongkai.kit.dates import day_of
from gongkai.law import clock_events as ev
from gongkai.law.agency_kinds import kind
from gongkai.law.errors import Unlawful
from gongkai.law.receipt import Channel, receipt_date


@transaction.atomic
def register(*, agency: Agency, actor: Person, at: datetime, who: Who, intake: Intake) -> Application:
    """Write down an application that came in, with its number and its day of receipt (arts. 29, 31).

    Without the confirmation that its channel asks for it stays unconfirmed, and its period does not run.
    BadEntry names every field that cannot be taken; PermissionDenied; Unlawful for a body without arts. 27–45.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["register"], agency, today)
    _refuse_without_duty(agency)
    check_intake(agency, who, intake, today)
    case = _write_case(agency, who, intake, at)
    _write_applicant(case, who)
    act = Act(case, actor, at)
    act.note("registered", today)
    if case.received_on:
        act.happens(ev.Received(case.received_on, channel=intake.channel))
    keep(case, today=today)
    case.save(update_fields=STANDING_COLUMNS)
    record(
        chain_agency_id=agency.pk,
        verb=Verb.APPLICATION_REGISTERED,
        actor_id=actor.pk,
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


def _refuse_without_duty(agency: Agency) -> None:
    rules = kind(agency.kind)
    if not rules.applications:
        raise Unlawful(
            rules.cite, f"{rules.label}不适用依申请公开的规定", "请告知申请人向其主管部门申诉。", "no duty"
        )


def _write_case(agency: Agency, who: Who, intake: Intake, at: datetime) -> Application:
    receipt = receipt_date(
        Channel(intake.channel),
        submitted_on=intake.submitted_on,
        signed_on=intake.signed_on,
        confirmed_on=intake.confirmed_on,
    )
    year = intake.submitted_on.year
    serial = draw_numbers(agency, year)[0]
    return Application.objects.create(
        agency=agency,
        year=year,
        serial=serial,
        number=f"{year}-{serial:04}",
        applicant_kind=who.kind,
        channel=intake.channel,
        submitted_on=intake.submitted_on,
        signed_on=intake.signed_on,
        confirmed_on=intake.confirmed_on,
        received_on=receipt.on,
        description=intake.description.strip(),
        wanted_form=intake.wanted_form,
        wanted_way=intake.wanted_way,
        hardship=intake.hardship.strip(),
        state="registered" if receipt.on else "unconfirmed",
        created_at=at,
    )


def _write_applicant(case: Application, who: Who) -> None:
    Applicant.objects.create(
        application=case,
        name=who.name.strip(),
        id_kind=who.id_kind,
        id_number=who.id_number,
        contact_person=who.contact_person,
        phone=who.phone,
        email=who.email,
        address=who.address,
        postcode=who.postcode,
    )


def draw_numbers(agency: Agency, year: int, count: int = 1) -> range:
    """Draw the next numbers of the year in this transaction: if it fails, they were never drawn."""
    counter, _made = NumberCounter.objects.select_for_update().get_or_create(agency=agency, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return range(first, counter.last + 1)


@transaction.atomic
def confirm(
    *, application: Application, version: int, actor: Person, at: datetime, confirmed_on: date
) -> Application:
    """Record the day on which both sides confirmed, which is the day of receipt (art. 31)."""
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
    act.happens(ev.Received(confirmed_on, channel=case.channel))
    return act.done(Verb.APPLICATION_CONFIRMED, received_on=case.received_on)


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
        fields=["name", "id_number", "phone", "email", "address"],
        at=at,
    )
    return application.applicant
