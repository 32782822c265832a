"""A row of a ledger as a case: what came in, what happened, how it ended; or everything that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.casework.decision_checks import LAPSE_OUTCOMES
from gongkai.casework.intake import Intake, Parties, Who, check_intake
from gongkai.casework.ledger.columns import columns
from gongkai.casework.ledger.values import choice_of_cell, day_of_cell, number_of_cell, text_of
from gongkai.kit.entry import BadEntry
from gongkai.law import clock_events as ev
from gongkai.law.outcomes import standard
from gongkai.law.params import defaults
from gongkai.law.receipt import Channel, receipt_date

DAYS = (
    *("submitted_on", "signed_on", "confirmed_on", "supplement_on", "supplement_by", "supplemented_on"),
    *("extended_on", "closed_on"),
)
CHOICES = ("channel", "kind", "outcome", "delivery_mode")
LABELS: Mapping[str, str] = {one.key: one.label for one in columns()}
NOBODY_ANSWERED = frozenset({"withdrawn", *LAPSE_OUTCOMES.values()})


@dataclass(frozen=True, slots=True)
class Past:
    """A case out of a ledger: state and events follow from what its row says."""

    former_number: str
    who: Who
    intake: Intake
    received_on: date | None
    events: tuple[ev.Event, ...]
    outcome_code: str = ""
    reasons: str = ""
    closed_on: date | None = None
    delivery_mode: str = ""

    @property
    def outcome_label(self) -> str:
        """The outcome in the words of the law, "" while there is none."""
        return standard()[self.outcome_code].label if self.outcome_code else ""

    @property
    def state(self) -> str:
        """The state of law.lifecycle in which the case stands."""
        if self.closed_on:
            return {"withdrawn": "withdrawn"}.get(
                self.outcome_code, "lapsed" if self.outcome_code in NOBODY_ANSWERED else "answered"
            )
        if self.received_on is None:
            return "unconfirmed"
        waits = isinstance(self.events[-1], ev.SupplementNotice) if self.events else False
        return "awaiting_supplement" if waits else "registered"


@dataclass
class Row:
    """A row while it is read: the values that could be made out, and what is wrong by key of the column."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def wrong(self, key: str, when: bool, message: str) -> None:
        """Note what is wrong with a column; the first thing stays."""
        if when:
            self.problems.setdefault(key, message)


def read_row(cells: Mapping[str, Any], agency: Agency, today: date) -> Past:
    """Make a case of a row. BadEntry with every problem by the key of its column."""
    row = Row()
    for key in LABELS:
        _convert(row, key, cells.get(key))
    _check_order(row, today)
    _check_end(row)
    if not row.problems:
        _check_as_intake(row, agency, today)
    if row.problems:
        raise BadEntry(row.problems)
    return _past(row.values)


def _convert(row: Row, key: str, cell: Any) -> None:
    try:
        row.values[key] = _converter(key)(cell)
    except ValueError as problem:
        row.values[key] = "" if key in CHOICES else None
        row.problems[key] = str(problem)


def _converter(key: str) -> Callable[[Any], Any]:
    if key in CHOICES:
        return partial(choice_of_cell, key)
    if key in DAYS:
        return day_of_cell
    return number_of_cell if key == "extended_days" else text_of


def _check_order(row: Row, today: date) -> None:
    values = row.values
    first = values["submitted_on"]
    row.wrong("submitted_on", first is None, _("没有填写"))
    for key in DAYS:
        day = values[key]
        if day is None:
            continue
        shown = {"day": day, "first": first, "label": LABELS["submitted_on"], "today": today}
        row.wrong(key, day > today, _("%(day)s 晚于今天（%(today)s）") % shown)
        sure = first is not None and first <= today
        row.wrong(key, sure and day < first, _("%(day)s 早于%(label)s %(first)s") % shown)
    for before, after in (("supplement_on", "supplement_by"), ("supplement_on", "supplemented_on")):
        late, early = values[after], values[before]
        shown = {"label": LABELS[before], "day": early}
        row.wrong(after, bool(late) and early is None, _("没有填写%(label)s") % shown)
        row.wrong(after, bool(late and early and late < early), _("早于%(label)s %(day)s") % shown)


def _check_end(row: Row) -> None:
    values = row.values
    ended, outcome = values["closed_on"], values["outcome"]
    row.wrong("outcome", bool(ended) and not outcome, _("填了答复日期，没有填写处理结果"))
    row.wrong("closed_on", bool(outcome) and ended is None, _("填了处理结果，没有填写答复日期"))
    row.wrong(
        "outcome",
        outcome == "no_supplement" and values["supplement_on"] is None,
        _("逾期不补正的，须填写补正告知日期"),
    )


def _check_as_intake(row: Row, agency: Agency, today: date) -> None:
    """The checks of the counter hold for the past too; the day of signing is the day of receipt by post."""
    values = row.values
    if values["channel"] == Channel.ORAL:
        values["hardship"] = _("历史导入")
    try:
        check_intake(agency, Parties(_who(values)), _intake(values), today)
    except BadEntry as bad:
        for key, message in bad.problems.items():
            row.wrong(key if key in LABELS else "description", True, message.partition("：")[2] or message)


def _who(values: Mapping[str, Any]) -> Who:
    names = ("name", "id_kind", "id_number", "contact_person", "phone", "email", "address", "postcode")
    return Who(kind=values["kind"], **{name: values[name] for name in names})


def _intake(values: Mapping[str, Any]) -> Intake:
    names = ("channel", "submitted_on", "signed_on", "confirmed_on", "description")
    return Intake(hardship=values.get("hardship", ""), **{name: values[name] for name in names})


def _past(values: Mapping[str, Any]) -> Past:
    intake = _intake(values)
    receipt = receipt_date(
        Channel(intake.channel),
        submitted_on=intake.submitted_on,
        signed_on=intake.signed_on,
        confirmed_on=intake.confirmed_on,
    )
    return Past(
        former_number=values["former_number"],
        who=_who(values),
        intake=intake,
        received_on=receipt.on,
        events=tuple(_events(values, receipt.on)) if receipt.on else (),
        outcome_code=values["outcome"],
        reasons=values["reasons"],
        closed_on=values["closed_on"],
        delivery_mode=values["delivery_mode"] if values["outcome"] not in NOBODY_ANSWERED else "",
    )


def _events(values: Mapping[str, Any], received_on: date) -> Iterator[ev.Event]:
    """What happened, by the days on which it did; of two things on one day the earlier step first."""
    yield ev.Received(received_on, channel=values["channel"])
    yield from sorted(_middle(values), key=lambda event: event.on)
    if values["closed_on"] and values["outcome"] == "withdrawn":
        yield ev.Withdrawn(values["closed_on"])
    elif values["closed_on"] and values["outcome"] not in NOBODY_ANSWERED:
        yield ev.Answered(values["closed_on"])


def _middle(values: Mapping[str, Any]) -> Iterator[ev.Event]:
    if asked := values["supplement_on"]:
        yield ev.SupplementNotice(
            asked, reply_by=values["supplement_by"] or values["supplemented_on"] or asked
        )
    if came := values["supplemented_on"]:
        yield ev.SupplementReceived(came, excused=True)
    if extended := values["extended_on"]:
        days = values["extended_days"] or defaults().number("extension_max_days", extended)
        yield ev.Extension(extended, told_on=extended, days=days, head_agreed=True)
