"""An application comes from the public column: its proofs uploaded, the form sent once, number and code at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.audit.verbs import Verb
from gongkai.casework.actions.intake import begin_history, record_intake, refuse_without_duty, write_case
from gongkai.casework.actions.papers import enter_file
from gongkai.casework.acts import Act
from gongkai.casework.case_files import check_file
from gongkai.casework.intake import Intake
from gongkai.casework.models import PROOF_KINDS, Application, DraftProof, EndedByOffer, OnlineFiling
from gongkai.casework.online.codes import code_digest, code_of, new_salt, opened_at, token_digest
from gongkai.casework.online.filing import Filing, check_filing
from gongkai.casework.online.limits import check_human, count, count_sent, counted, key_of
from gongkai.casework.online.policy import policy
from gongkai.casework.online.queries import offered_items, refuse_closed
from gongkai.files.actions import discard, store
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.receipt import Channel
from gongkai.publishing.queries import public_item


@dataclass(frozen=True, slots=True)
class Form:
    """The form behind what is sent: its token, the network address it came from, what it answered to machines."""

    token: str
    address: str
    trap: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the applicant gets at once; again: the form had been sent before, and this is what it made then."""

    application: Application
    code: str
    again: bool


@transaction.atomic
def apply_online(*, agency: Agency, at: datetime, form: Form, filing: Filing) -> Sent:
    """Take an application from the public column; its period runs from the confirmation by both sides (art. 31).

    The same form sent twice gives the same application. BadEntry names every field that cannot be taken, "" for what
    concerns the form as a whole; Expired for a form too old; Unlawful where the agency takes none this way.
    """
    sent, new = OnlineFiling.objects.get_or_create(token=token_digest(form.token), defaults={"sent_at": at})
    if not new and sent.application:
        return Sent(sent.application, code_of(form.token), again=True)
    _check(agency, at, form, filing)
    case = write_case(agency, filing.parties, _intake(filing, at), at)
    begin_history(Act(case, None, at), "filed")
    _adopt_proofs(case, form.token, at)
    sent.application, sent.salt = case, new_salt()
    sent.code = code_digest(code_of(form.token), sent.salt)
    sent.offered = len(offered_items(agency, filing.description, at))
    sent.save()
    count_sent(agency, form.address, at)
    record_intake(case, Verb.APPLICATION_FILED, None, at)
    return Sent(case, code_of(form.token), again=False)


def _check(agency: Agency, at: datetime, form: Form, filing: Filing) -> None:
    today = day_of(at)
    refuse_without_duty(agency)
    refuse_closed(agency, Channel.ONLINE, today)
    opened_at(form.token, at)
    check_filing(filing, {one.kind for one in _proofs_of(form.token)}, today)
    who = {"address": form.address, "trap": form.trap, "answer": form.answer}
    check_human(agency=agency, token=form.token, at=at, **who)


def _intake(filing: Filing, at: datetime) -> Intake:
    return Intake(
        channel=Channel.ONLINE,
        submitted_on=day_of(at),
        description=filing.description,
        wanted_form=filing.wanted_form,
        wanted_way=filing.wanted_way,
        assistance=filing.assistance,
    )


def _proofs_of(token: str) -> list[DraftProof]:
    return list(DraftProof.objects.filter(token=token_digest(token)).select_related("stored"))


def _adopt_proofs(case: Application, token: str, at: datetime) -> None:
    """Make the uploads of the form files of the case; a letter of authority without an agent is kept all the same."""
    for one in _proofs_of(token):
        stored = one.stored
        one.delete()
        enter_file(application=case, actor=None, at=at, kind=one.kind, stored=stored)


@transaction.atomic
def add_proof(*, agency: Agency, at: datetime, form: Form, kind: str, name: str, data: bytes) -> DraftProof:
    """Keep a proof with a form that is not sent yet. BadEntry under its kind; not audited, since there is no case yet."""
    refuse_closed(agency, Channel.ONLINE, day_of(at))
    opened_at(form.token, at)
    if kind not in PROOF_KINDS:
        raise BadEntry({"": _("没有“%(kind)s”这一类材料。") % {"kind": kind}})
    check_file(kind, name, data)
    _check_room(kind, form, at)
    _sweep_proofs(at)
    count("file", key_of(at, "files", form.address), at)
    stored = store(data=data, name=name, at=at, by=None, agency_id=agency.pk)
    return DraftProof.objects.create(token=token_digest(form.token), kind=kind, stored=stored, added_at=at)


def _check_room(kind: str, form: Form, at: datetime) -> None:
    limits = policy()
    if len(_proofs_of(form.token)) >= limits.files_per_form:
        text = _("最多上传%(most)s个文件。可以把几页合成一个文件，或者删除不要的再上传。")
        raise BadEntry({kind: text % {"most": limits.files_per_form}})
    if counted("file", key_of(at, "files", form.address), at) >= limits.files_per_hour:
        raise BadEntry(
            {kind: _("这一小时内上传的文件太多。请勾选“暂时无法上传”，或者在下一个整点以后再上传。")}
        )


def _sweep_proofs(at: datetime) -> None:
    """Forget the uploads of forms that can no longer be sent."""
    old = DraftProof.objects.filter(added_at__lt=at - timedelta(hours=policy().form_hours))
    for one in old.select_related("stored")[:100]:
        _forget(one)


def _forget(one: DraftProof) -> None:
    stored = one.stored
    one.delete()
    discard(stored=stored)


@transaction.atomic
def drop_proof(*, token: str, pk: int) -> None:
    """Forget an upload of a form that is not sent yet; nothing happens for one of another form."""
    for one in DraftProof.objects.filter(token=token_digest(token), pk=pk).select_related("stored"):
        _forget(one)


@transaction.atomic
def end_by_offer(*, agency: Agency, at: datetime, token: str, item: int) -> None:
    """Count that a published item answered a form that is not sent; once for one form, and no word of it is kept."""
    opened_at(token, at)
    found = public_item(agency, item, at)
    facts = {"agency": agency, "item": found, "on": day_of(at)}
    EndedByOffer.objects.get_or_create(token=token_digest(token), defaults=facts)
