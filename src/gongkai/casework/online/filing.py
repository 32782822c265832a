"""What is sent from the public column, and what is wrong with it (art. 29); the purpose is not asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.casework.models import Assistance, CaseFileKind, WantedForm, WantedWay
from gongkai.casework.online.policy import policy
from gongkai.casework.parties import Parties, Who, check_identity, check_lengths, check_names, check_numbers
from gongkai.kit.entry import Entry

DESCRIPTION_LENGTH = 5000
WAYS = tuple(one for one in WantedWay if one is not WantedWay.FAX)
NEEDED = {
    WantedWay.EMAIL: ("email", gettext_lazy("以电子邮件方式获取的，请填写电子邮箱。")),
    WantedWay.POST: ("address", gettext_lazy("以邮寄方式获取的，请填写联系地址。")),
}


@dataclass(frozen=True, slots=True)
class Filing:
    """A form as it is sent. proofs_later: the proofs are shown when both sides confirm (art. 31)."""

    parties: Parties
    description: str
    wanted_form: str = WantedForm.AS_HELD
    wanted_way: str = WantedWay.COLLECT
    assistance: str = ""
    proofs_later: bool = False


def check_what(filing: Filing) -> None:
    """Raise BadEntry for the fields of the first step."""
    entry = Entry()
    _what(entry, filing)
    entry.check()


def check_filing(filing: Filing, proofs: Collection[str], today: date) -> None:
    """Raise BadEntry naming every field that cannot be taken; proofs: the kinds that were uploaded."""
    entry = Entry()
    _what(entry, filing)
    for prefix, one in filing.parties.named():
        check_names(entry, prefix, one)
        check_lengths(entry, prefix, one)
        check_numbers(entry, prefix, one, today)
        check_identity(entry, prefix, one)
    _way(entry, filing)
    _proofs(entry, filing, proofs)
    most = policy().joint_most
    entry.refuse(
        "joint", len(filing.parties.joint) > most, _("共同申请人：最多%(most)s位。") % {"most": most}
    )
    entry.check()


def _what(entry: Entry, filing: Filing) -> None:
    text = filing.description.strip()
    entry.refuse(
        "description",
        not text,
        _("申请内容：请写明政府信息的名称、文号或者便于查询的其他特征性描述（条例第二十九条）。"),
    )
    entry.refuse(
        "description",
        len(text) > DESCRIPTION_LENGTH,
        _("申请内容：过长（%(n)s字），请不超过%(most)s字。") % {"n": len(text), "most": DESCRIPTION_LENGTH},
    )
    entry.refuse(
        "wanted_form", filing.wanted_form not in WantedForm.values, _("信息形式：请在列出的形式中选择。")
    )
    entry.refuse("wanted_way", filing.wanted_way not in WAYS, _("获取方式：请在列出的方式中选择。"))
    helped = filing.assistance in ("", *Assistance.values)
    entry.refuse("assistance", not helped, _("需要的帮助：请在列出的帮助中选择。"))


def _way(entry: Entry, filing: Filing) -> None:
    """The way of getting it needs an address to get it to: the agent's serves as well."""
    if filing.wanted_way not in NEEDED:
        return
    field, message = NEEDED[WantedWay(filing.wanted_way)]
    people: tuple[Who | None, ...] = (filing.parties.who, filing.parties.agent)
    entry.refuse(field, not any(getattr(one, field).strip() for one in people if one), str(message))


def _proofs(entry: Entry, filing: Filing, proofs: Collection[str]) -> None:
    if filing.proofs_later:
        return
    entry.refuse(
        "identity",
        CaseFileKind.IDENTITY not in proofs,
        _(
            "身份证明：请上传证件的照片或者扫描件；暂时无法上传的，请勾选“暂时无法上传”（条例第二十九条第一项）。"
        ),
    )
    entry.refuse(
        "authority",
        filing.parties.agent is not None and CaseFileKind.AUTHORITY not in proofs,
        _("授权委托书：委托他人代为申请的，请上传授权委托书；暂时无法上传的，请勾选“暂时无法上传”。"),
    )
