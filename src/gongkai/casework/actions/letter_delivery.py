"""A letter reaches whom it was written to; its day feeds the step of the case that waits for it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.models import Person
from gongkai.audit.verbs import Verb
from gongkai.casework.actions.decisions import deliver
from gongkai.casework.actions.letters import refuse_stale_approval
from gongkai.casework.actions.papers import keep_file
from gongkai.casework.actions.steps import (
    ask_fee,
    ask_reason,
    consult,
    extend,
    notice_supplement,
    record_fee_delivery,
)
from gongkai.casework.case_files import check_file
from gongkai.casework.letter_acts import LetterAct, begin
from gongkai.casework.models import Application, CaseFile, CaseFileKind, Delivery, DeliveryMode, Letter
from gongkai.kit.entry import BadEntry, Entry

Upload = tuple[str, bytes]


@transaction.atomic
def deliver_letter(
    *,
    letter: Letter,
    version: int,
    actor: Person,
    at: datetime,
    mode: str,
    on: date,
    tracking: str = "",
    proof: Upload | None = None,
    feeds: bool = True,
    head_agreed: bool = False,
) -> Letter:
    """Record how and on which counting day a letter reached its addressee (国办公开办函〔2016〕235号).

    An answer closes the case by this day. feeds: a notice also does the step it tells of (补正, 延期, 征求意见, 收费,
    说明理由), where the case has not recorded that yet; head_agreed: the consent that an extension needs.
    """
    act = begin(letter, "write_letter", version=version, actor=actor, at=at)
    act.moves("deliver")
    _check(act, mode, on, tracking.strip())
    if act.decides:
        _answer(act, on, mode)
    elif feeds:
        _feed(act, on, head_agreed)
    Delivery.objects.create(
        letter=act.letter,
        mode=mode,
        on=on,
        tracking=tracking.strip(),
        proof=_attached(act, CaseFileKind.DELIVERY, "proof", proof) if proof else None,
        recorded_by=actor,
        recorded_at=at,
    )
    return act.done(Verb.LETTER_DELIVERED, mode=mode, on=on)


def _answer(act: LetterAct, on: date, mode: str) -> None:
    """Close the case by the delivery of its answer; where it was closed without the letter, the days must agree."""
    closed = act.case.closed_on
    if act.case.state != "answered" or closed is None:
        refuse_stale_approval(act)
        deliver(**_verb(act), answered_on=on, mode=mode)
    elif on != closed:
        facts = {"day": on, "closed": closed}
        raise BadEntry(
            {"on": _("送达日期：%(day)s 与案卷登记的送达日期 %(closed)s 不一致，请核对。") % facts}
        )


def _check(act: LetterAct, mode: str, on: date, tracking: str) -> None:
    issued = act.letter.issued_on or on
    facts = {"day": on, "today": act.today, "issued": issued}
    entry = Entry()
    entry.refuse("mode", mode not in DeliveryMode.values, _("送达方式：请在列出的方式中选择。"))
    entry.refuse("on", on > act.today, _("送达日期：%(day)s 晚于今天（%(today)s），请核对。") % facts)
    entry.refuse("on", on < issued, _("送达日期：%(day)s 早于成文日期 %(issued)s，请核对。") % facts)
    entry.refuse(
        "tracking",
        mode == DeliveryMode.POST and not tracking,
        _(
            "邮件号：通过邮政企业邮寄的，请填写邮件号；不得使用其他快递，不得到付（国办公开办函〔2016〕235号）。"
        ),
    )
    entry.check()


def _verb(act: LetterAct) -> dict[str, Any]:
    """What every verb of the case takes, the case as it stands under the lock."""
    case = Application.objects.get(pk=act.case.pk)
    return {"application": case, "version": case.version, "actor": act.actor, "at": act.at}


def feeds_of(letter: Letter) -> str:
    """Give the verb of the case that delivering a letter does now; "" where it only records the delivery."""
    case = letter.application
    if case is None:
        return ""
    verb = _VERBS.get(letter.code, "")
    if letter.code == "L10" and case.state == "awaiting_fee":
        return "" if _fee_told(case) else "note_fee_delivery"
    if letter.code in _WHOM:
        return verb if case.state in ("registered", "consulting") and not _told(case, letter) else ""
    if letter.code == "L04":
        return "" if case.events.filter(kind="extension").exists() else verb
    return verb if case.state in _FROM.get(verb, ()) else ""


_VERBS = {
    "L02": "ask_supplement",
    "L03": "ask_reason",
    "L04": "extend",
    "L05": "consult",
    "L08": "consult",
    "L09": "consult",
    "L10": "ask_fee",
}
_FROM = {"ask_supplement": ("registered",), "ask_reason": ("registered",), "ask_fee": ("registered",)}
_WHOM = {"L05": "third_party", "L08": "co_maker", "L09": "organ"}


def _fee_told(case: Application) -> bool:
    notice = case.events.filter(kind="fee_notice").order_by("-seq").first()
    told = bool(notice and notice.data.get("received_on"))
    return told or case.events.filter(kind="fee_notice_received").exists()


def _told(case: Application, letter: Letter) -> bool:
    """Tell whether the case records more consultations of this kind than letters of it have gone out."""
    sent = [
        one
        for one in case.events.filter(kind="consultation_sent")
        if one.data.get("whom") == _WHOM[letter.code]
    ]
    out = case.letters.filter(code=letter.code, state="delivered").count()
    return len(sent) > out


def _feed(act: LetterAct, on: date, head_agreed: bool) -> None:
    verb = feeds_of(act.letter)
    if verb:
        _STEPS[verb](act, on, head_agreed)


def _typed(act: LetterAct, key: str, name: str) -> Any:
    """A value that was typed into the letter and that its step needs."""
    value = act.letter.kept.values.get(key)
    if value is None:
        raise BadEntry(
            {
                "feeds": _("文书中没有填写“%(name)s”，不能同时登记这一步；请取消勾选，另行登记。")
                % {"name": name}
            }
        )
    return value


def _supplement(act: LetterAct, on: date, _agreed: bool) -> None:
    notice_supplement(**_verb(act), on=on, reply_by=_typed(act, "supplement_by", "补正期限日"))


def _reason(act: LetterAct, on: date, _agreed: bool) -> None:
    ask_reason(**_verb(act), on=on, reply_by=_typed(act, "reason_by", "说明理由期限日"))


def _extension(act: LetterAct, on: date, agreed: bool) -> None:
    days = _typed(act, "extension_days", "延期天数")
    extend(**_verb(act), on=act.letter.issued_on or on, told_on=on, days=days, head_agreed=agreed)


def _consultation(act: LetterAct, on: date, _agreed: bool) -> None:
    whom: Any = _WHOM[act.letter.code]
    reply_by = _typed(act, "help_by", "反馈期限日") if whom == "organ" else None
    consult(**_verb(act), on=act.letter.issued_on or on, whom=whom, told_on=on, reply_by=reply_by)


def _fee(act: LetterAct, on: date, _agreed: bool) -> None:
    ask_fee(**_verb(act), on=act.letter.issued_on or on, told_on=on)


def _fee_delivery(act: LetterAct, on: date, _agreed: bool) -> None:
    record_fee_delivery(**_verb(act), on=on)


_STEPS: Mapping[str, Callable[[LetterAct, date, bool], None]] = {
    "ask_supplement": _supplement,
    "ask_reason": _reason,
    "extend": _extension,
    "consult": _consultation,
    "ask_fee": _fee,
    "note_fee_delivery": _fee_delivery,
}


@transaction.atomic
def attach_sealed(
    *, letter: Letter, version: int, actor: Person, at: datetime, name: str, data: bytes
) -> Letter:
    """Keep the scan of a letter with its seal beside what was issued; a better scan takes the place of an earlier one."""
    act = begin(letter, "write_letter", version=version, actor=actor, at=at)
    act.moves("attach_sealed")
    act.letter.sealed = _attached(act, CaseFileKind.SEALED, "file", (name, data))
    return act.done(Verb.LETTER_SEALED)


def _attached(act: LetterAct, kind: str, field: str, upload: Upload) -> CaseFile:
    name, data = upload
    check_file(field, name, data)
    label = f"{act.letter.number} {CaseFileKind(kind).label}"
    return keep_file(
        application=act.case, actor=act.actor, at=act.at, kind=kind, name=name, data=data, label=label[:200]
    )
