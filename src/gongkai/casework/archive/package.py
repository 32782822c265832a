"""What goes into the package of a case: who, what, when in words and as data, every file, the log, the hashes.

档案法实施条例第三十九条 asks of an electronic record that its maker and time can be told, that its whole course can be
traced and that its content, structure, background and metadata are complete.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from gongkai.audit.queries import events_of
from gongkai.casework.models import Application, CaseFile, CaseFileKind
from gongkai.casework.queries import clock_of, event_label
from gongkai.files.queries import content
from gongkai.kit.bag import bag, safe_name
from gongkai.law.receipt import Channel

FORMAT = "gongkai-case/1"
INDEX, METADATA, COURSE, LOG = "目录.html", "元数据.json", "办理经过.json", "审计记录.json"
PERSONAL = ("name", "id_kind", "id_number", "contact_person", "phone", "email", "address", "postcode")


def package(case: Application, *, at: datetime, by: str) -> bytes:
    """Pack a closed case; at: when, by: who archives it. files.queries.Damaged where a file is not what came in."""
    files = list(_files(case))
    metadata, course = _metadata(case, files, at, by), _course(case)
    page = render_to_string(
        "casework/archive.html",
        {"case": case, "metadata": metadata, "course": course, "files": files, "at": timezone.localtime(at)},
    )
    contents = {
        INDEX: page.encode(),
        METADATA: _json(metadata),
        COURSE: _json(course),
        LOG: _json(_log(case)),
        **{one["path"]: one["data"] for one in files},
    }
    info = {
        "Source-Organization": case.agency.name,
        "Organization-Address": case.agency.address or "-",
        "External-Identifier": f"{case.agency.code}-{case.number}",
        "Bagging-Date": timezone.localtime(at).date().isoformat(),
        "Bag-Software-Agent": "Gongkai",
    }
    return bag(safe_name(f"{case.agency.code}-{case.number}"), contents, info)


def _files(case: Application) -> Iterator[dict[str, Any]]:
    """Every file of the case in the order of the archive, each under a number of its own."""
    order = [kind.value for kind in CaseFileKind]
    kept = case.files.exclude(kind=CaseFileKind.ARCHIVE).select_related("stored")
    for number, one in enumerate(sorted(kept, key=lambda file: (order.index(file.kind), file.pk)), 1):
        yield {
            "number": number,
            "path": f"材料/{number:02}-{safe_name(one.stored.name)}",
            "kind": str(CaseFileKind(one.kind).label),
            "label": one.label,
            "media_type": one.stored.media_type,
            "size": one.stored.size,
            "added_at": _moment(one.added_at),
            "added_by": one.added_by.name if one.added_by else "",
            "data": content(one.stored),
        }


def _metadata(case: Application, files: list[dict[str, Any]], at: datetime, by: str) -> dict[str, Any]:
    clock = clock_of(case, today=case.closed_on or timezone.localtime(at).date())
    return {
        "format": FORMAT,
        "agency": {"code": case.agency.code, "name": case.agency.name},
        "number": case.number,
        "former_number": case.former_number,
        "title": f"{case.number} 政府信息公开申请",
        "channel": Channel(case.channel).label,
        "submitted_on": _day(case.submitted_on),
        "received_on": _day(case.received_on),
        "description": case.description,
        "wanted_form": case.get_wanted_form_display(),
        "wanted_way": case.get_wanted_way_display(),
        "applicants": list(_people(case)),
        "outcome": _outcome(case),
        "closed_on": _day(case.closed_on),
        "delivery_mode": case.get_delivery_mode_display(),
        "drafted_by": case.drafted_by.name if case.drafted_by else "",
        "approved_by": case.approved_by.name if case.approved_by else "",
        "derivation": [
            {"on": _day(step.on), "rule": step.rule, "text": step.zh} for step in clock.derivation
        ],
        "files": [{key: value for key, value in one.items() if key != "data"} for one in files],
        "archived_at": _moment(at),
        "archived_by": by,
    }


def _outcome(case: Application) -> dict[str, str]:
    if case.outcome is None:
        return {}
    return {
        "code": case.outcome.code,
        "group": case.outcome.group,
        "label": case.outcome.label,
        "article": case.outcome.article,
        "reasons": case.reasons,
        "given": case.given,
    }


def _people(case: Application) -> Iterator[dict[str, str]]:
    agent = getattr(case, "agent", None)
    roles = [("申请人", case.applicant), *(("共同申请人", one) for one in case.joint_applicants.all())]
    for role, person in [*roles, *([("代理人", agent)] if agent else [])]:
        yield {"role": role, **{name: getattr(person, name) for name in PERSONAL if getattr(person, name)}}


def _course(case: Application) -> list[dict[str, Any]]:
    events = case.events.select_related("actor").order_by("seq")
    return [
        {
            "seq": one.seq,
            "on": _day(one.on),
            "what": event_label(one),
            "kind": one.kind,
            "data": one.data,
            "by": one.actor.name if one.actor else "",
            "at": _moment(one.at),
        }
        for one in events
    ]


def _log(case: Application) -> list[dict[str, Any]]:
    """The audit events of the case with their hashes, as the chain of the agency holds them."""
    names = ("chain", "seq", "verb", "actor_id", "fields", "algorithm", "previous", "hash")
    return [
        {"at": _moment(one.at), **{name: getattr(one, name) for name in names}}
        for one in events_of(
            chain_agency_ids=[case.agency_id], subject_kind="application", subject_id=case.pk
        )
    ]


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def kept_package(case: Application) -> CaseFile | None:
    """Give the package of an archived case."""
    return case.files.filter(kind=CaseFileKind.ARCHIVE).select_related("stored", "application").last()
