"""The applicant comes back with number and code: looks, fetches papers, sends a supplement, takes the application back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import normalize

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.actions.decisions import end_by_withdrawal
from gongkai.casework.actions.papers import keep_file
from gongkai.casework.acts import begin_by_applicant
from gongkai.casework.case_files import check_file
from gongkai.casework.models import Application, CaseFile, CaseFileKind, OnlineFiling
from gongkai.casework.online.codes import same_code
from gongkai.casework.online.limits import count, counted, key_of
from gongkai.casework.online.policy import policy
from gongkai.casework.online.seen import papers_of
from gongkai.files.queries import content
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law import clock_events as ev

NOBODY = OnlineFiling(
    salt="00" * 16, code=""
)  # compared with where there is no such number, so that it takes as long
SUPPLEMENT_NAME = "补正说明.txt"
SUPPLEMENT_LENGTH = 5000


@dataclass(frozen=True, slots=True)
class Looked:
    """The application that number and code open, or what is wrong and what to do."""

    application: Application | None
    problem: str = ""


@transaction.atomic
def look_up(*, agency: Agency, at: datetime, address: str, number: str, code: str) -> Looked:
    """Open an application by number and code; wrong codes are counted for each number, whether it exists or not."""
    tidy = normalize("NFKC", number).strip()
    wrong_key, asked_key = key_of(at, "number", agency.pk, tidy), key_of(at, "asked", address)
    limits = policy()
    if counted("wrong", wrong_key, at) >= limits.wrong_codes_per_hour:
        return Looked(None, _("这个编号的查询码错得太多，请在下一个整点以后再试，或者与工作机构联系。"))
    if counted("asked", asked_key, at) >= limits.lookups_per_hour:
        return Looked(None, _("这一小时内查询太多，请在下一个整点以后再试，或者与工作机构联系。"))
    count("asked", asked_key, at)
    found = OnlineFiling.objects.filter(application__agency=agency, application__number=tidy)
    filed = found.select_related("application__agency").first() or NOBODY
    if not same_code(code, filed.salt, filed.code):
        count("wrong", wrong_key, at)
        left = limits.wrong_codes_per_hour - counted("wrong", wrong_key, at)
        return Looked(
            None, _("编号或者查询码不对，请核对后再试（这一小时内还可以试%(n)s次）。") % {"n": left}
        )
    return _opened(filed, at)


def _opened(filed: OnlineFiling, at: datetime) -> Looked:
    case = filed.application
    if case is None or _expired(case, at):
        text = _("查询码已经过期（办结%(days)s天后失效）。要查阅办理结果，请与工作机构联系。")
        return Looked(None, text % {"days": policy().code_days})
    _record(case, Verb.APPLICATION_LOOKED_UP, at)
    return Looked(case)


def _expired(case: Application, at: datetime) -> bool:
    days = timedelta(days=policy().code_days)
    return case.closed_on is not None and day_of(at) > case.closed_on + days


def _record(case: Application, verb: Verb, at: datetime, **fields: object) -> None:
    record(
        chain_agency_id=case.agency_id,
        verb=verb,
        actor_id=None,
        subject_kind="application",
        subject_id=case.pk,
        fields=fields,
        at=at,
    )


@transaction.atomic
def fetch_paper(*, application: Application, pk: int, at: datetime) -> tuple[CaseFile, bytes]:
    """Give the applicant a paper that went out electronically. CaseFile.DoesNotExist for any other file of the case."""
    file = papers_of(application).get(pk=pk)
    data = content(file.stored)
    _record(application, Verb.APPLICATION_FETCHED, at, file=file.pk)
    return file, data


@transaction.atomic
def withdraw_online(*, application: Application, version: int, at: datetime) -> Application:
    """Take an application back at the applicant's own word."""
    act = begin_by_applicant(application, version=version, at=at)
    return end_by_withdrawal(act, day_of(at))


@transaction.atomic
def supplement_online(
    *,
    application: Application,
    version: int,
    at: datetime,
    text: str,
    files: Iterable[tuple[str, bytes]] = (),
) -> Application:
    """Take the supplement of an applicant within its period; the period for the answer starts again (art. 30).

    BadEntry under text or material; Unlawful where none is waited for, or it is late and the reason is to be told.
    """
    act = begin_by_applicant(application, version=version, at=at)
    uploads = list(files)
    _check_supplement(text, uploads)
    act.moves("receive_supplement")
    act.happens(ev.SupplementReceived(act.today))
    if text.strip():
        uploads.insert(0, (SUPPLEMENT_NAME, text.strip().encode()))
    for name, data in uploads:
        keep_file(application=act.case, actor=None, at=at, kind=CaseFileKind.SUPPLEMENT, name=name, data=data)
    return act.done(Verb.APPLICATION_SUPPLEMENT_RECEIVED, on=act.today)


def _check_supplement(text: str, files: list[tuple[str, bytes]]) -> None:
    limits = policy()
    if not text.strip() and not files:
        raise BadEntry({"text": _("补正内容：请按告知书的要求写明，或者上传补正材料。")})
    if len(text) > SUPPLEMENT_LENGTH:
        raise BadEntry({"text": _("补正内容：过长，请不超过%(most)s字。") % {"most": SUPPLEMENT_LENGTH}})
    if len(files) > limits.files_per_form:
        raise BadEntry({"material": _("最多上传%(most)s个文件。") % {"most": limits.files_per_form}})
    for name, data in files:
        check_file("material", name, data)
