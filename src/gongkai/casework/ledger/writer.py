"""A list of cases as an Excel ledger, in the columns that come in again; and the same columns empty."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.casework.ledger.columns import columns
from gongkai.casework.models import Application, CaseEvent
from gongkai.kit.masking import mask_name
from gongkai.law.outcomes import standard

NUMBER = ("number", "本系统编号", 12)
STATE = (("state", "状态", 12), ("due_on", "答复期限", 12))
WIDE: Mapping[str, int] = {"description": 50, "reasons": 40, "outcome": 30, "address": 30}
USUAL = 14
PERSONAL = ("name", "id_kind", "id_number", "contact_person", "phone", "email", "address", "postcode")
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def blank_ledger() -> bytes:
    """Write a workbook with the head alone."""
    return _written([(one.key, one.label, WIDE.get(one.key, USUAL)) for one in columns()], ())


def ledger(cases: Iterable[Application], *, whole_for: Collection[int]) -> bytes:
    """Write cases (with applicant and events at hand) one a row; whole_for: the agencies whose applicants are shown."""
    heads = [NUMBER, *((one.key, one.label, WIDE.get(one.key, USUAL)) for one in columns()), *STATE]
    kept = [head for head in heads if whole_for or head[0] == "name" or head[0] not in PERSONAL]
    return _written(kept, (_row(case, case.agency_id in whole_for) for case in cases))


def _written(heads: list[tuple[str, str, int]], rows: Iterable[Mapping[str, Any]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **PLAIN})
    sheet = book.add_worksheet("台账")
    bold, day = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    sheet.freeze_panes(1, 0)
    for place, (_key, label, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, label, bold)
    for number, row in enumerate(rows, 1):
        for place, (key, _label, _width) in enumerate(heads):
            _write(sheet, number, place, row.get(key), day)
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, str(value))


def _row(case: Application, whole: bool) -> Mapping[str, Any]:
    who = case.applicant
    personal = {key: getattr(who, key) for key in PERSONAL} if whole else {"name": mask_name(who.name)}
    return {
        "number": case.number,
        "former_number": case.former_number,
        "submitted_on": case.submitted_on,
        "signed_on": case.signed_on,
        "confirmed_on": case.confirmed_on,
        "channel": case.get_channel_display(),
        "kind": case.get_applicant_kind_display(),
        "description": case.description,
        "outcome": standard()[case.outcome_code].label if case.outcome_code and case.closed_on else "",
        "reasons": case.reasons,
        "closed_on": case.closed_on,
        "delivery_mode": case.get_delivery_mode_display() if case.delivery_mode else "",
        "state": case.state_label,
        "due_on": None if case.closed_on else case.due_on,
        **personal,
        **_steps(case.events.all()),
    }


def _steps(events: Iterable[CaseEvent]) -> Mapping[str, Any]:
    """The steps that a ledger has columns for."""
    found: dict[str, Any] = {}
    for one in events:
        if one.kind == "supplement_notice":
            found |= {"supplement_on": one.on, "supplement_by": date.fromisoformat(one.data["reply_by"])}
        elif one.kind == "supplement_received":
            found["supplemented_on"] = one.on
        elif one.kind == "extension":
            found |= {"extended_on": one.on, "extended_days": one.data["days"]}
    return found
