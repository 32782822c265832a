"""The files of a case: added by who works on it, opened by who may, with a record where they are personal."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Person
from gongkai.audit.actions import record, record_read
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS, reviews_from_above
from gongkai.casework.case_files import check_file
from gongkai.casework.models import Application, CaseFile, CaseFileKind
from gongkai.files.actions import store
from gongkai.files.models import StoredFile
from gongkai.files.queries import chunks, content
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful


@transaction.atomic
def attach(
    *,
    application: Application,
    actor: Person,
    at: datetime,
    kind: str,
    name: str,
    data: bytes,
    label: str = "",
) -> CaseFile:
    """Add a file to a case. BadEntry under "file" for what is not taken; an added file is never changed."""
    require(actor, PERMISSIONS["attach"], application.agency, day_of(at))
    if kind not in CaseFileKind.values:
        raise BadEntry({"kind": _("没有“%(kind)s”这一类材料。") % {"kind": kind}})
    _refuse_archived(application)
    check_file("file", name, data)
    return keep_file(
        application=application, actor=actor, at=at, kind=kind, name=name, data=data, label=label
    )


def _refuse_archived(case: Application) -> None:
    if case.state == "archived":
        raise Unlawful(
            "条例第四十五条",
            "已经归档，不能再加材料",
            "归档包已经封存；另有材料的，请在新的申请或者登记中保存。",
            "an archived case takes no more files",
        )


def keep_file(
    *,
    application: Application,
    actor: Person | None,
    at: datetime,
    kind: str,
    name: str,
    data: bytes,
    label: str = "",
) -> CaseFile:
    """Write a checked file to the case; within the transaction of the act it belongs to. actor: None for an applicant."""
    stored = store(
        data=data, name=name, at=at, by=actor.pk if actor else None, agency_id=application.agency_id
    )
    return enter_file(application=application, actor=actor, at=at, kind=kind, stored=stored, label=label)


def enter_file(
    *,
    application: Application,
    actor: Person | None,
    at: datetime,
    kind: str,
    stored: StoredFile,
    label: str = "",
) -> CaseFile:
    """Enter a stored file into the case; within the transaction of the act it belongs to."""
    added = CaseFile.objects.create(
        application=application,
        kind=kind,
        label=label or stored.name,
        stored=stored,
        added_by=actor,
        added_at=at,
    )
    record(
        chain_agency_id=application.agency_id,
        verb=Verb.APPLICATION_FILE_ADDED,
        actor_id=actor.pk if actor else None,
        subject_kind="application",
        subject_id=application.pk,
        fields={"file": added.pk, "kind": kind},
        at=at,
    )
    return added


@transaction.atomic
def open_file(*, file: CaseFile, actor: Person, at: datetime) -> bytes:
    """Give the bytes of a file, and record on the chain of reads who opened it. Damaged;"""
    _note_opened(file, actor, at)
    return content(file.stored)


@transaction.atomic
def stream_file(*, file: CaseFile, actor: Person, at: datetime) -> Iterator[bytes]:
    """Give a file a piece at a time, all of it checked first, and record who opened it. Damaged before a byte leaves."""
    _note_opened(file, actor, at)
    return chunks(file.stored)


def _note_opened(file: CaseFile, actor: Person, at: datetime) -> None:
    """Record the look.

    PermissionDenied for a personal one without the right to read the applicant, and for who neither reads the office's
    cases nor reviews them from above.
    """
    case, day = file.application, day_of(at)
    if file.personal or not reviews_from_above(actor, case, day):
        require(actor, PERMISSIONS["read_applicant" if file.personal else "read"], case.agency, day)
    record_read(
        chain_agency_id=file.application.agency_id,
        verb=Verb.APPLICATION_READ,
        actor_id=actor.pk,
        subject_kind="application",
        subject_id=file.application_id,
        fields=[f"file:{file.pk}"],
        at=at,
    )
