"""Who stands behind an application, as typed: applicant, joint applicants, agent; and what is wrong with them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gongkai.casework.identity import IdKind, number_problem, phone_problem, tidy_number
from gongkai.casework.models import ApplicantKind, PersonalData
from gongkai.kit.entry import Entry
from gongkai.kit.masking import mask_name

NAME_LENGTH = 100
POSTCODE_LENGTH = 6
COLUMNS = (
    "name",
    "id_kind",
    "id_number",
    "contact_person",
    "phone",
    "email",
    "address",
    "postcode",
)


@dataclass(frozen=True, slots=True)
class Who:
    """A person or body behind an application. What is missing is for a supplement (art. 30), not for a refusal."""

    name: str
    kind: str
    id_kind: str = ""
    id_number: str = ""
    contact_person: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def masked_name(self) -> str:
        """The name as lists show it: 张**."""
        return mask_name(self.name)

    @property
    def columns(self) -> dict[str, str]:
        """What the tables of people keep."""
        kept = {name: getattr(self, name).strip() for name in COLUMNS}
        return {**kept, "id_number": tidy_number(self.id_kind, self.id_number)}


@dataclass(frozen=True, slots=True)
class Parties:
    """Everybody behind one application."""

    who: Who
    joint: tuple[Who, ...] = ()
    agent: Who | None = None

    def named(self) -> tuple[tuple[str, Who], ...]:
        """Give each with what stands before the names of its fields in a form."""
        joint = tuple((f"joint-{place}-", one) for place, one in enumerate(self.joint))
        return (("", self.who), *joint, *((("agent-", self.agent),) if self.agent else ()))


def check_names(entry: Entry, prefix: str, who: Who) -> None:
    """Note what is wrong with the name and the kind of an applicant, without which nothing can be registered."""
    entry.refuse(f"{prefix}name", not who.name.strip(), _("姓名或者名称：请填写申请人的姓名或者名称。"))
    entry.refuse(f"{prefix}name", len(who.name) > NAME_LENGTH, _("姓名或者名称：过长，请不超过100字。"))
    entry.refuse(
        f"{prefix}kind",
        who.kind not in ApplicantKind.values,
        _("申请人类别：请在年度报告表三的六类中选择一类。"),
    )


def check_numbers(entry: Entry, prefix: str, who: Who, today: date) -> None:
    """Note what is wrong with the numbers that are given: paper, telephone, mailbox, postcode, lengths."""
    wrong = number_problem(who.id_kind, who.id_number, today) if who.id_number.strip() else ""
    entry.refuse(f"{prefix}id_number", bool(wrong), wrong)
    wrong = phone_problem(who.phone) if who.phone.strip() else ""
    entry.refuse(f"{prefix}phone", bool(wrong), wrong)
    entry.refuse(
        f"{prefix}email", not _is_mailbox(who.email), _("电子邮箱：请写完整，例如 name@example.com。")
    )
    postcode = who.postcode.strip()
    usable = not postcode or (postcode.isascii() and postcode.isdigit() and len(postcode) == POSTCODE_LENGTH)
    entry.refuse(f"{prefix}postcode", not usable, _("邮编：应为6位数字。"))


def check_lengths(entry: Entry, prefix: str, who: Who) -> None:
    """Note what is longer than its column holds."""
    for name in COLUMNS:
        most: int | None = getattr(PersonalData._meta.get_field(name), "max_length", None)
        too_long = most is not None and len(getattr(who, name)) > most
        entry.refuse(f"{prefix}{name}", too_long, _("过长，请不超过%(most)s字。") % {"most": most})


def _is_mailbox(text: str) -> bool:
    try:
        validate_email(text.strip() or "a@example.com")
    except ValidationError:
        return False
    return True


def check_identity(entry: Entry, prefix: str, who: Who) -> None:
    """Note what art. 29 asks for and is not there: paper and number, a way to reach the person."""
    entry.refuse(f"{prefix}id_kind", who.id_kind not in IdKind.values, _("证件类型：请选择一种证件。"))
    entry.refuse(
        f"{prefix}id_number", not who.id_number.strip(), _("证件号码：请填写（条例第二十九条第一项）。")
    )
    body = who.kind != ApplicantKind.NATURAL
    entry.refuse(
        f"{prefix}contact_person",
        body and not who.contact_person.strip(),
        _("联系人：单位申请的，请填写联系人。"),
    )
    entry.refuse(
        f"{prefix}phone",
        not (who.phone.strip() or who.email.strip() or who.address.strip()),
        _("联系方式：联系电话、电子邮箱、联系地址至少填写一项（条例第二十九条第一项）。"),
    )
