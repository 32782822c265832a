"""What a case itself knows for its letters and papers: who asked for what, the dates of the clock, the decision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.agencies.models import Agency, Tie
from gongkai.agencies.queries import parent_of
from gongkai.calendars.queries import calendar
from gongkai.casework.letter_numbers import numbering
from gongkai.casework.letters import catalogue
from gongkai.casework.letters.letter import review_values
from gongkai.casework.models import Application, LetterNumbering
from gongkai.casework.queries import clock_events, clock_of, event_label
from gongkai.casework.reviewing import ANSWER_ITSELF, review_of
from gongkai.casework.work_queries import current_of
from gongkai.kit.dates import day_of
from gongkai.law import clock_events as ev
from gongkai.law.agency_kinds import kind as agency_kind
from gongkai.law.clock import Clock, run
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.receipt import Channel

YOU_ALL = "你们"
PROVISIONAL = "答复期限跨入尚未公布节假日安排的年度，届满之日以国务院办公厅公布的节假日安排为准。"
CONSULTED = {"third_party": "第三方", "organ": "其他机关", "co_maker": "共同制作机关"}
OPINIONS = {
    "consent": "第三方同意公开",
    "object": "第三方不同意公开",
    "partial": "第三方同意部分公开",
    "other": "第三方提出了意见",
}
# Where a letter takes the reasons and the content of a decision: 处理依据和结果 by the letter's own field.
REASONS_AS = {"R09": "still_unclear", "R13": "reason_rejected", "R14": "earlier_given"}
GIVEN_AS = {"R01": "where_to_get", "R02": "given", "R03": "given"}


@dataclass(frozen=True, slots=True)
class Facts:
    """fixed: what the case says and nobody types; suggested: what it offers and a clerk may word otherwise."""

    fixed: Mapping[str, Any]
    suggested: Mapping[str, Any]


def facts_of(case: Application, code: str, *, on: date, whole: bool) -> Facts:
    """Gather the facts for a letter (code) or a paper dated on; whole: the applicant in full, else the name masked."""
    clock = clock_of(case, today=on)
    fixed = {
        **agency_facts(case.agency, on),
        **_applicant(case, whole=whole),
        **_intake(case),
        **_clock(case, clock, on),
        **_happened(case),
        **_decision(case, code),
        "letter_on": on,
    }
    held = {key: _plain(value) for key, value in fixed.items() if value not in (None, "", [])}
    suggested = {**_suggested(case, held), **_typed_before(case)}
    return Facts(held, {key: _plain(value) for key, value in suggested.items() if key not in held})


def _plain(value: Any) -> Any:
    """A value that can be read back from a text: braces of a field are not an applicant's to write."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.replace("{{", "｛｛").replace("}}", "｝｝") if isinstance(value, str) else value


def agency_facts(agency: Agency, on: date) -> dict[str, Any]:
    """Give what an agency's letters say of itself on a day: name, contact, who reviews its acts."""
    kept = numbering(agency)
    office = {
        "agency": agency.name,
        "office": agency.office_name,
        "office_address": agency.address,
        "office_hours": agency.office_hours,
        "office_phone": agency.phone,
        "office_fax": agency.fax,
        "office_email": agency.email,
        "office_contact": kept.contact,
        "court": kept.court,
    }
    return {**_review(agency, on, kept), **{key: value for key, value in office.items() if value}}


def _review(agency: Agency, on: date, kept: LetterNumbering) -> dict[str, Any]:
    government = parent_of(agency, on, Tie.GOVERNMENT)
    system = parent_of(agency, on, Tie.SYSTEM)
    try:
        return review_values(
            agency.kind,
            on=on,
            agency=agency.name,
            government=government.name if government else None,
            system=system.name if system else None,
            court=kept.court,
        )
    except (BadData, Unlawful):
        if not kept.review_body:
            return {}  # the letter then names 复议机关 among what is missing, and the clerk can type it
        court = kept.court or agency_kind(agency.kind).competent_court
        return {"review_body": kept.review_body, "court": court, "own_review": False}


def _applicant(case: Application, *, whole: bool) -> dict[str, Any]:
    people = [case.applicant, *case.joint_applicants.all()]
    names = [one.name if whole else one.masked_name for one in people]
    agent = getattr(case, "agent", None)
    said = {
        "applicant": "、".join(names),
        "applicant_kind_label": case.get_applicant_kind_display(),
        "you": YOU_ALL if len(people) > 1 else None,
        "agent": (agent.name if whole else agent.masked_name) if agent else None,
    }
    if not whole:
        return said
    one = case.applicant
    private = ("id_kind", "id_number", "contact_person", "phone", "email", "address", "postcode")
    return {**said, **{name: getattr(one, name) for name in private}}


def _intake(case: Application) -> dict[str, Any]:
    return {
        "case_number": case.number,
        "description": case.description,
        "wanted_form": str(case.get_wanted_form_display()),
        "wanted_way": str(case.get_wanted_way_display()),
        "channel_label": Channel(case.channel).label,
        "submitted_on": case.submitted_on,
        "signed_on": case.signed_on,
        "confirmed_on": case.confirmed_on,
        "received_on": case.received_on,
    }


def _clock(case: Application, clock: Clock, on: date) -> dict[str, Any]:
    events = clock_events(case)
    extended = next((one for one in events if isinstance(one, ev.Extension)), None)
    facts: dict[str, Any] = {"due_on": clock.due_on, "first_due_on": clock.due_on}
    facts["due_note"] = PROVISIONAL if clock.provisional else None
    if extended:
        place = events.index(extended)
        facts["first_due_on"] = _due(events[:place], on)
        facts["extended_due_on"] = _due(events[: place + 1], on)
        facts["extension_days"], facts["extension_told_on"] = extended.days, extended.told_on
    return facts


def _due(events: tuple[ev.Event, ...], on: date) -> date | None:
    return run(events, today=on, calendar=calendar(), recorded=len(events)).due_on


def _happened(case: Application) -> dict[str, Any]:
    """The facts that single events carry; of several of one kind the last one speaks."""
    facts: dict[str, Any] = {}
    for event in clock_events(case):
        facts |= _FROM_EVENTS.get(event.kind, lambda _event: {})(event)
    whom = {one.whom for one in clock_events(case) if isinstance(one, ev.ConsultationSent)}
    facts["consulted"] = "、".join(label for key, label in CONSULTED.items() if key in whom)
    notice = next((one for one in _issued(case) if one.code == "L02"), None)
    facts["supplement_number"] = notice.number if notice else None
    return facts


_FROM_EVENTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "supplement_notice": lambda one: {"supplement_asked_on": one.on, "supplement_by": one.reply_by},
    "supplement_received": lambda one: {"supplement_received_on": one.on},
    "consultation_sent": lambda one: {"consulted_on": one.on},
    "volume_reason_asked": lambda one: {"reason_by": one.reply_by},
    "volume_reason_given": lambda one: {"delayed_until": one.answer_by},
    "fee_notice": lambda one: {"fee_noticed_on": one.on, "fee_by": _fee_by(one.received_on)},
    "fee_notice_received": lambda one: {"fee_by": _fee_by(one.on)},
    "withdrawn": lambda one: {"withdrawn_on": one.on},
}


def _fee_by(told: date | None) -> date | None:
    """The last day to pay: the working days that the rules give, from the day after the notice came."""
    if told is None:
        return None
    events = (ev.Received(told), ev.FeeNotice(told, received_on=told))
    return run(events, today=told, calendar=calendar(), recorded=2).standing.waits_until


def _issued(case: Application) -> list[Any]:
    return [one for one in case.letters.all() if one.state in ("issued", "delivered")]


def _decision(case: Application, code: str) -> dict[str, Any]:
    outcome = case.outcome
    if outcome is None:
        return {}
    lines = [one for one in case.given.split("\n") if one.strip()]
    facts: dict[str, Any] = {"outcome_label": outcome.label, "outcome_article": outcome.article}
    if code == outcome.letter and case.reasons:
        facts[REASONS_AS.get(code, "reasons")] = case.reasons
    if code in GIVEN_AS and lines:
        facts[GIVEN_AS[code]] = case.given if code == "R01" else lines
    return facts


def _suggested(case: Application, held: Mapping[str, Any]) -> dict[str, Any]:
    opinions = [one.answer for one in clock_events(case) if isinstance(one, ev.ConsultationAnswered)]
    by = held.get("supplement_by")
    return {
        "given_way": f"{held['wanted_form']}，{held['wanted_way']}",
        "given_when": "随本答复书一并提供",
        "interest": "商业秘密、个人隐私",
        "fee_method": "按件计收",
        "third_party_opinion": OPINIONS.get(opinions[-1]) if opinions else None,
        "supplement_missed": f"截至{by:%Y-%m-%d}，本机关没有收到补正材料，也没有收到正当理由的说明"
        if by
        else None,
    }


def _typed_before(case: Application) -> dict[str, Any]:
    """What was typed into earlier letters of the case: a third party, a fee, the facts of number and frequency."""
    found: dict[str, Any] = {}
    for letter in case.letters.all():
        if letter.state != "voided":
            found |= letter.kept.values
    return found


def paper_facts(case: Application, *, on: date, whole: bool) -> dict[str, Any]:
    """Give the facts for the papers of a case (登记表, 移送明细表): those of its letters and the history."""
    facts = dict(facts_of(case, "", on=on, whole=whole).fixed)
    answer = next((one for one in reversed(_issued(case)) if one.code.startswith("R")), None)
    events = sorted(case.events.all(), key=lambda one: (one.on, one.seq))
    registered = next((one for one in events if one.kind == "registered"), None)
    given = [one for one in case.given.split("\n") if one.strip()]
    return {
        **{key: value for key, value in facts.items() if key != "letter_on"},
        "doc_number": answer.number if answer else None,
        "handler": case.drafted_by.name if case.drafted_by else None,
        "department": _department(case),
        **_proposed(case, given),
        "history": [f"{one.on.isoformat()}　{event_label(one)}" for one in events],
        "answered_on": case.closed_on if case.state in ("answered", "archived") else None,
        "delivery": str(case.get_delivery_mode_display()) if case.delivery_mode else None,
        "registrar": registered.actor.name if registered and registered.actor else None,
        "registered_on": day_of(case.created_at),
        "transfer_items": [[_plain(line)] for line in given],
        "transfer_from": case.agency.office_name or case.agency.name,
    }


def _department(case: Application) -> str | None:
    held = current_of(case)
    return held.holder_name if held else None


def _proposed(case: Application, given: list[str]) -> dict[str, Any]:
    """What the approval sheet (审查呈批单) lays before those who check and sign: the proposal, each item to be given."""
    outcome = case.outcome
    if outcome is None:
        return {}
    found = catalogue.standard()
    code, day = outcome.letter, case.received_on or case.submitted_on
    named = [one.title for one in found.all(day) if one.code == code] if day else []
    return {
        "proposal": _plain("\n".join(one for one in (case.reasons, case.given) if one)) or None,
        "letter_title": named[0].replace("{{机关名称}}", "") if named else None,
        **_reviewed(case, given),
    }


def _reviewed(case: Application, given: list[str]) -> dict[str, Any]:
    """What the sheet says of the secrecy review: each item with its verdict and basis, or the items still to be looked at."""
    review = review_of(case)
    if review is None:
        return {"secrecy_items": [[_plain(line)] for line in (ANSWER_ITSELF, *given)]}
    by = f"{review.reviewer.name}\n{review.on.isoformat()}"
    items = [[_plain(one.name), str(one.get_verdict_display()), one.basis, by] for one in review.items.all()]
    combined = "由签发人一并进行保密审查（合并审查）：本机关没有第三人可以进行保密审查。"
    return {"secrecy_items": items, "merged_review": combined if review.combined else None}
