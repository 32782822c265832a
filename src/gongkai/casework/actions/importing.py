"""An office's Excel ledger comes in: every row looked at first, then all of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.calendars.queries import calendar
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.actions.intake import draw_numbers
from gongkai.casework.blind_index import index_of
from gongkai.casework.ledger.columns import columns, missing
from gongkai.casework.ledger.rows import Past, read_row
from gongkai.casework.ledger.sheets import Sheet, cell_name, picked
from gongkai.casework.models import Applicant, Application, CaseEvent
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.clock import run
from gongkai.law.clock_events import event_to_dict
from gongkai.law.errors import Unlawful
from gongkai.law.workdays import WorkCalendar

CHUNK = 500
LABELS = {one.key: one.label for one in columns()}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a ledger: the sheet, the row and the cell as Excel shows them, the column, what it is."""

    sheet: str
    row: int
    cell: str
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell} {self.column}：{self.message}"


@dataclass
class Looked:
    """What a look at a ledger found: the cases it would make, and everything that stands against it."""

    cases: list[Past] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Refused(BadEntry):
    """A ledger that cannot be taken as it stands: problems_found lists all that is wrong."""

    def __init__(self, looked: Looked) -> None:
        found = len(looked.problems)
        super().__init__({"file": _("有%(n)s处问题，什么都没有导入。") % {"n": found}})
        self.found = tuple(looked.problems)


Mapped = Sequence[tuple[Sheet, Mapping[str, int]]]


def look(mapped: Mapped, *, agency: Agency, today: date) -> Looked:
    """Read all rows without writing anything."""
    reader = _Reader(agency, today, calendar(), set(_taken(agency)))
    looked = Looked()
    for sheet, mapping in mapped:
        for lacking in missing(mapping):
            message = _("没有指定哪一列是“%(label)s”") % {"label": lacking.label}
            looked.problems.append(Problem(sheet.name, 0, "", lacking.label, message))
        for number, cells in picked(sheet, dict(mapping)) if not missing(mapping) else ():
            try:
                looked.cases.append(reader.past(cells))
            except BadEntry as bad:
                looked.problems.extend(_placed(sheet, number, mapping, bad.problems))
    return looked


def _taken(agency: Agency) -> Iterator[str]:
    known = Application.objects.filter(agency=agency).exclude(former_number="")
    yield from known.values_list("former_number", flat=True)


@dataclass
class _Reader:
    """Reads rows one by one, and remembers the numbers they had, so that none comes twice."""

    agency: Agency
    today: date
    working: WorkCalendar
    taken: set[str]

    def past(self, cells: Mapping[str, object]) -> Past:
        """Make a case of a row, or BadEntry by column."""
        past = read_row(cells, self.agency, self.today)
        try:
            run(past.events, today=self.today, calendar=self.working, recorded=len(past.events))
        except Unlawful as refusal:
            raise BadEntry({"closed_on": str(refusal)}) from None
        if past.former_number in self.taken:
            message = _("“%(number)s”已经登记过") % {"number": past.former_number}
            raise BadEntry({"former_number": message})
        self.taken.update(filter(None, [past.former_number]))
        return past


def _placed(
    sheet: Sheet, number: int, mapping: Mapping[str, int], problems: Mapping[str, str]
) -> Iterator[Problem]:
    for key, message in problems.items():
        cell = cell_name(mapping[key], number) if key in mapping else _("第%(n)s行") % {"n": number}
        yield Problem(sheet.name, number, cell, LABELS[key], message)


@transaction.atomic
def import_ledger(*, agency: Agency, actor: Person, at: datetime, mapped: Mapped) -> list[Application]:
    """Write every row of a ledger as a case, marked as imported; Refused, with every problem, or all of them.

    Numbers are drawn in the order of the rows; the number of the old ledger stays with the case and cannot come twice.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["import"], agency, today)
    looked = look(mapped, agency=agency, today=today)
    if looked.problems:
        raise Refused(looked)
    if not looked.cases:
        raise BadEntry({"file": _("台账里没有一行可以导入。")})
    made = Application.objects.bulk_create(list(_cases(looked.cases, agency, at)), batch_size=CHUNK)
    Applicant.objects.bulk_create(
        [_applicant(case, past) for case, past in zip(made, looked.cases, strict=True)], batch_size=CHUNK
    )
    CaseEvent.objects.bulk_create(
        [
            event
            for case, past in zip(made, looked.cases, strict=True)
            for event in _events(case, past, actor, at)
        ],
        batch_size=CHUNK,
    )
    record(
        chain_agency_id=agency.pk,
        verb=Verb.APPLICATIONS_IMPORTED,
        actor_id=actor.pk,
        subject_kind="agency",
        subject_id=agency.pk,
        fields={"count": len(made), "first": made[0].number, "last": made[-1].number},
        at=at,
    )
    return made


def _cases(found: Sequence[Past], agency: Agency, at: datetime) -> Iterator[Application]:
    working, today = calendar(), day_of(at)
    years = sorted({past.intake.submitted_on.year for past in found})
    serials = {
        year: iter(draw_numbers(agency, year, sum(past.intake.submitted_on.year == year for past in found)))
        for year in years
    }
    for past in found:
        year = past.intake.submitted_on.year
        serial = next(serials[year])
        case = Application(
            agency=agency,
            year=year,
            serial=serial,
            number=f"{year}-{serial:04}",
            former_number=past.former_number,
            applicant_kind=past.who.kind,
            channel=past.intake.channel,
            submitted_on=past.intake.submitted_on,
            signed_on=past.intake.signed_on,
            confirmed_on=past.intake.confirmed_on,
            received_on=past.received_on,
            description=past.intake.description.strip(),
            hardship=past.intake.hardship,
            state=past.state,
            outcome_code=past.outcome_code,
            reasons=past.reasons,
            closed_on=past.closed_on,
            delivery_mode=past.delivery_mode,
            created_at=at,
        )
        case.standing = run(past.events, today=today, calendar=working, recorded=len(past.events)).standing
        yield case


def _applicant(case: Application, past: Past) -> Applicant:
    names = ("name", "id_kind", "id_number", "contact_person", "phone", "email", "address", "postcode")
    columns = {name: getattr(past.who, name) for name in names}
    return Applicant(application=case, **columns, **index_of(case.agency_id, columns))


def _events(case: Application, past: Past, actor: Person, at: datetime) -> Iterator[CaseEvent]:
    """The events of the clock, then that the case was imported; of one that lapsed, that it did."""
    kinds = [(one.kind, one.on, event_to_dict(one)) for one in past.events]
    if past.state == "lapsed" and past.closed_on:
        kinds.append(("lapsed", past.closed_on, {}))
    kinds.append(("imported", day_of(at), {}))
    for seq, (kind, on, data) in enumerate(kinds, 1):
        yield CaseEvent(application=case, seq=seq, kind=kind, on=on, data=data, actor=actor, at=at)
