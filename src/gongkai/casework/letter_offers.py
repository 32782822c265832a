"""Which letters a case asks for as it stands, and which it allows: by its state and by what happened in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework.letters import catalogue
from gongkai.casework.letters.letter import spec_of
from gongkai.casework.models import Application
from gongkai.casework.queries import clock_events
from gongkai.law import clock_events as ev
from gongkai.law.errors import Unlawful
from gongkai.law.lifecycle import lifecycle
from gongkai.law.outcomes import Outcome

LIFE = lifecycle("application")
# The letter that tells of an event, and the letters with which a verb may begin.
TELLS = {
    "supplement_notice": "L02",
    "volume_reason_asked": "L03",
    "extension": "L04",
    "fee_notice": "L10",
}
ASKS_WHOM = {"third_party": "L05", "co_maker": "L08", "organ": "L09"}
BEGINS = {
    "ask_supplement": ("L02",),
    "ask_reason": ("L03",),
    "extend": ("L04",),
    "consult": ("L05", "L08", "L09"),
    "ask_fee": ("L10",),
}
WRITING = ("drafted", "in_review", "referred")
ENDED_WITHOUT = ("lapsed", "withdrawn")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter that can be drafted now; asked: the case needs it, else it is only allowed."""

    code: str
    variant: str
    title: str
    label: str
    cite: str
    asked: bool


def wanted(case: Application, on: date) -> tuple[Wanted, ...]:
    """Give the letters of a case that can be drafted on a day, those it asks for first."""
    asked = dict.fromkeys(_asked(case))
    allowed = [one for one in dict.fromkeys(_allowed(case)) if one not in asked]
    return tuple(_wanted(*one, on, asked=one in asked) for one in (*asked, *allowed))


def refuse_unwanted(case: Application, code: str, variant: str, on: date) -> None:
    """Raise Unlawful for a letter that the case does not call for."""
    if (code, variant) not in {(one.code, one.variant) for one in wanted(case, on)}:
        raise Unlawful(
            "条例第四十五条",
            f"“{case.state_label}”的申请现在不用这种文书，或者已经拟写",
            "请在案卷的“文书”中选择列出的文书。",
            "this letter is not called for",
        )


def _wanted(code: str, variant: str, on: date, *, asked: bool) -> Wanted:
    spec = catalogue.standard().letter(code, on, variant)
    return Wanted(code, variant, spec.plain, spec.label, spec.cite, asked)


def _held(case: Application) -> Counter[str]:
    """How many letters of each code the case has, drafts too, voided ones not."""
    return Counter(one.code for one in case.letters.all() if one.state != "voided")


def _asked(case: Application) -> Iterator[tuple[str, str]]:
    held, events = _held(case), clock_events(case)
    told = Counter(TELLS[one.kind] for one in events if one.kind in TELLS)
    told += Counter(ASKS_WHOM[one.whom] for one in events if isinstance(one, ev.ConsultationSent))
    yield from ((code, "") for code, times in told.items() if held[code] < times)
    if _consulted(events) and not held["L06"]:
        yield "L06", ""
    if any(isinstance(one, ev.VolumeReasonGiven) and one.answer_by for one in events) and not held["L04b"]:
        yield "L04b", ""
    if case.state == "approved":
        yield from _decision(case, held)
    if _objected(events) and _opens(case) and not held["L07"]:
        yield "L07", ""


def _allowed(case: Application) -> Iterator[tuple[str, str]]:
    held = _held(case)
    if case.received_on and not case.closed_on and not held["L01"]:
        yield "L01", ""
    possible = {one.verb for one in LIFE.verbs_from(case.state)}
    for verb, codes in BEGINS.items():
        if verb in possible:
            yield from ((code, "") for code in codes)
    if case.state in (*WRITING, *ENDED_WITHOUT):
        yield from _decision(case, held)


def _decision(case: Application, held: Counter[str]) -> Iterator[tuple[str, str]]:
    outcome = case.outcome
    if outcome is None:
        return
    code, variant = letter_of(outcome)
    if not held[code]:
        yield code, variant


def letter_of(outcome: Outcome) -> tuple[str, str]:
    """Give code and case of the letter that tells an outcome."""
    spec = spec_of(outcome, date.max)
    return spec.code, spec.variant


def _consulted(events: tuple[ev.Event, ...]) -> bool:
    return any(isinstance(one, ev.ConsultationSent) for one in events)


def _objected(events: tuple[ev.Event, ...]) -> bool:
    return any(isinstance(one, ev.ConsultationAnswered) and one.answer == "object" for one in events)


def _opens(case: Application) -> bool:
    return case.state in ("approved", "answered") and case.outcome_code in ("open", "partial")
