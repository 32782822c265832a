"""For each route with arguments, how to make something of an agency that it shows.

A sample takes an agency and gives the arguments of the route: {"desk:case": lambda agency: {"pk": make_case(agency).pk}}.
The matrix then asks: does the clerk of another agency get 404 for it, and the clerk of this one see it?
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.agencies.actions import appoint_deputy
from gongkai.agencies.models import Agency, Post
from gongkai.agencies.queries import posts_of
from gongkai.casework import actions
from gongkai.casework.actions import archive
from gongkai.casework.actions.sides import register_side
from gongkai.casework.lists import Wanted
from gongkai.casework.models import Letter
from gongkai.casework.parties import Who
from gongkai.casework.sides import SideIntake
from gongkai.publishing.actions import Content, add_column, draft_item, import_item
from gongkai.reporting.checking.actions import add_file, open_batch
from gongkai.reporting.models import CheckedFile
from gongkai.reporting.reading import ReadResult
from reporting.checking import machine, published
from support.cases import Office, answer, moment, publish_year, register, step
from support.factories import make_person
from support.online import PNG, opened

Sample = Callable[[Agency], dict[str, Any]]
DAY = date(2026, 3, 2)


def _office(agency: Agency) -> Office:
    return Office(agency, make_person("clerk", agency), make_person("head", agency))


def _case(agency: Agency) -> dict[str, Any]:
    return {"pk": register(_office(agency), DAY).pk}


def _archived(agency: Agency) -> dict[str, Any]:
    office = _office(agency)
    case = answer(office, register(office, DAY), DAY)
    return {"pk": step(archive, case, office.clerk, DAY).pk}


def _file_of_case(agency: Agency) -> dict[str, Any]:
    office = _office(agency)
    case = register(office, DAY)
    facts = {"actor": office.clerk, "at": moment(DAY), "kind": "other", "name": "示例.png", "data": PNG}
    return {"pk": case.pk, "file": actions.attach(application=case, **facts).pk}


def _channel(agency: Agency) -> dict[str, Any]:
    facts = {"actor": make_person("head", agency), "at": moment(DAY), "channel": "fax"}
    return {"pk": actions.open_channel(agency=agency, **facts).pk}


def _item(agency: Agency) -> dict[str, Any]:
    office, at = _office(agency), moment(DAY)
    column = add_column(agency=agency, actor=office.head, at=at, name="示例栏目", category_code="20-15")
    content = Content(column=column, title="示例", body="示例", made_on=DAY)
    return {"pk": draft_item(agency=agency, actor=office.clerk, at=at, content=content).pk}


def _public_item(agency: Agency) -> dict[str, Any]:
    office, at = _office(agency), moment(DAY)
    column = add_column(agency=agency, actor=office.head, at=at, name="示例公开", category_code="20-15")
    content = Content(column=column, title="示例", body="示例", made_on=DAY)
    item = import_item(agency=agency, actor=office.head, at=at, content=content, published_on=DAY)
    return {"agency": agency.slug, "pk": item.pk}


def _slug(agency: Agency) -> dict[str, Any]:
    return {"agency": agency.slug}


def _online(agency: Agency) -> dict[str, Any]:
    opened(_office(agency), moment(DAY))
    return {"agency": agency.slug}


def _published(agency: Agency) -> dict[str, Any]:
    publish_year(_office(agency), 2025)
    return {"agency": agency.slug, "year": 2025}


def _year(agency: Agency) -> dict[str, Any]:
    return {"agency": agency.pk, "year": 2025}


def _check(agency: Agency) -> dict[str, Any]:
    return {"pk": _checked(agency).batch_id}


def _file(agency: Agency) -> dict[str, Any]:
    return {"pk": _checked(agency).pk}


def _checked(agency: Agency) -> CheckedFile:
    by = {"actor": make_person("clerk", agency), "at": moment(DAY)}
    batch = open_batch(agency=agency, title="示例", **by)
    found = ReadResult(machine(published()))
    return add_file(batch=batch, data=b"x", path="示例.json", read=lambda _data, _name: found, **by)


def _seat(agency: Agency) -> dict[str, Any]:
    return {"pk": posts_of(make_person("handler", agency), DAY).get().pk}


def _deputy(agency: Agency) -> dict[str, Any]:
    post, until = Post.objects.get(**_seat(agency)), date(2030, 1, 1)
    facts = {"since": DAY, "until": until, "actor": None, "at": moment(DAY)}
    return {"pk": appoint_deputy(post=post, person=make_person("clerk", agency), **facts).pk}


def _filter(agency: Agency) -> dict[str, Any]:
    facts = {"actor": make_person("clerk", agency), "at": moment(DAY), "wanted": Wanted(), "shared": True}
    return {"pk": actions.save_filter(agency=agency, name="示例", **facts).pk}


def _draft(agency: Agency) -> dict[str, Any]:
    office = _office(agency)
    facts = {"code": "L01", "variant": "", "actor": office.clerk, "at": moment(DAY)}
    return {"pk": actions.draft_letter(application=register(office, DAY), **facts).pk}


def _side(agency: Agency) -> dict[str, Any]:
    facts = {
        "actor": make_person("clerk", agency),
        "at": moment(DAY),
        "who": Who(name="示例", kind="natural"),
    }
    intake = SideIntake("correction", DAY, "示例")
    return {"pk": register_side(agency=agency, intake=intake, evidence=("示例.png", PNG), **facts).pk}


def _template(agency: Agency) -> dict[str, Any]:
    return {"agency": agency.pk, "code": "L02"}


def _issued(agency: Agency) -> dict[str, Any]:
    clerk = make_person("clerk", agency)
    draft = Letter.objects.get(**_draft(agency))
    facts = {"version": draft.version, "actor": clerk, "at": moment(DAY)}
    return {"pk": actions.issue_letter(letter=draft, **facts).pk}


SAMPLES: dict[str, Sample] = {
    "portal:home": _slug,
    "portal:guide": _slug,
    "portal:rules": _slug,
    "portal:apply": _slug,
    "portal:application_form": lambda agency: {"agency": agency.slug, "fmt": "docx"},
    "portal:apply_form": _online,
    "portal:offers": _online,
    "portal:status": _slug,
    "portal:leave_status": _slug,
    "portal:send_supplement": _slug,
    "portal:withdraw": _slug,
    "portal:paper": lambda agency: {"agency": agency.slug, "pk": 1},
    "portal:items": _slug,
    "portal:feed": _slug,
    "sitemap_part": lambda _agency: {"section": "items"},
    "portal:item": _public_item,
    "portal:reports": _slug,
    "portal:report": _published,
    "portal:report_file": lambda agency: {**_published(agency), "fmt": "json"},
    "desk:application": _case,
    "desk:assign": _case,
    "desk:claim": _case,
    "desk:give_back": _case,
    "desk:similar": _case,
    "desk:told_apart": lambda agency: {**_case(agency), "other": _case(agency)["pk"]},
    "desk:split": _case,
    "desk:remove_filter": _filter,
    "desk:hand_over": _seat,
    "desk:deputy": _seat,
    "desk:end_deputy": _deputy,
    "desk:applicant": _case,
    "desk:step": lambda agency: {**_case(agency), "verb": "withdraw"},
    "desk:case_package": _archived,
    "desk:add_file": _case,
    "desk:case_file": _file_of_case,
    "desk:close_channel": _channel,
    "desk:side": _side,
    "desk:side_person": _side,
    "desk:side_file": lambda agency: {**_side(agency), "form": "evidence"},
    "desk:side_step": lambda agency: {**_side(agency), "verb": "draft"},
    "desk:chain": lambda agency: {"pk": agency.pk},
    "desk:propose_item": _archived,
    "desk:letter": _draft,
    "desk:letter_save": _draft,
    "desk:letter_issue": _draft,
    "desk:letter_regenerate": _draft,
    "desk:letter_discard": _draft,
    "desk:letter_preview": _draft,
    "desk:letter_picture": _draft,
    "desk:letter_void": _issued,
    "desk:letter_deliver": _issued,
    "desk:letter_sealed": _issued,
    "desk:letter_file": lambda agency: {**_issued(agency), "form": "docx"},
    "desk:letter_draft": _case,
    "desk:case_paper": lambda agency: {**_case(agency), "code": "register", "fmt": "docx"},
    "desk:letter_template": _template,
    "desk:letter_built_in": _template,
    "desk:letter_sample": _template,
    "desk:item": _item,
    "desk:edit_item": _item,
    "desk:item_step": lambda agency: {**_item(agency), "verb": "submit"},
    "desk:report": _year,
    "desk:cell": _year,
    "desk:enter_figure": _year,
    "desk:enter_zeros": _year,
    "desk:chapter": lambda agency: {**_year(agency), "number": "5"},
    "desk:compile": _year,
    "desk:publish": _year,
    "desk:report_file": lambda agency: {**_year(agency), "fmt": "json"},
    "desk:check": _check,
    "desk:add_checked": _check,
    "desk:recheck_batch": _check,
    "desk:remove_check": _check,
    "desk:checked_file": _file,
    "desk:recheck_file": _file,
    "desk:remove_checked": _file,
    "desk:checked_original": _file,
    "desk:check_letter": _file,
    "desk:match_checked": _file,
    "desk:date_checked": _file,
    "desk:checked_cell": _file,
    "desk:withdraw_checked": _file,
    "desk:checked_picture": _file,
}
