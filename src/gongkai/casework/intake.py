"""What the desk writes down when an application comes in, and what is wrong with it (arts. 29, 31)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.casework.models import Assistance, WantedForm, WantedWay
from gongkai.casework.parties import Parties, Who, check_lengths, check_names, check_numbers
from gongkai.kit.entry import Entry
from gongkai.law.receipt import FIELD_LABELS, Channel

__all__ = ["Intake", "Parties", "Who", "check_intake"]


@dataclass(frozen=True, slots=True)
class Intake:
    """The application as it came in: by what channel, on which dates, and what it asks for.

    as_written: numbers are kept as the paper has them, right or wrong; else a wrong one is refused with what is wrong.
    """

    channel: str
    submitted_on: date
    description: str
    signed_on: date | None = None
    confirmed_on: date | None = None
    wanted_form: str = WantedForm.AS_HELD
    wanted_way: str = WantedWay.COLLECT
    hardship: str = ""
    assistance: str = ""
    as_written: bool = True


def check_intake(agency: Agency, parties: Parties, intake: Intake, today: date) -> None:
    """Raise BadEntry naming every field that cannot be taken."""
    entry = Entry()
    for prefix, one in parties.named():
        check_names(entry, prefix, one)
        check_lengths(entry, prefix, one)
        if not intake.as_written:
            check_numbers(entry, prefix, one, today)
    _check_words(entry, intake)
    if intake.channel in list(Channel):
        _check_channel(entry, intake)
    _check_dates(entry, agency, intake, today)
    entry.check()


def _check_words(entry: Entry, intake: Intake) -> None:
    entry.refuse(
        "description",
        not intake.description.strip(),
        _("申请内容：请写明政府信息的名称、文号或者便于查询的其他特征性描述（条例第二十九条）。"),
    )
    entry.refuse("channel", intake.channel not in list(Channel), _("提交渠道：请选择申请是怎样收到的。"))
    entry.refuse(
        "wanted_form", intake.wanted_form not in WantedForm.values, _("信息形式：请在列出的形式中选择。")
    )
    entry.refuse(
        "wanted_way", intake.wanted_way not in WantedWay.values, _("获取方式：请在列出的方式中选择。")
    )
    helped = intake.assistance in ("", *Assistance.values)
    entry.refuse("assistance", not helped, _("需要的帮助：请在列出的帮助中选择。"))


def _check_channel(entry: Entry, intake: Intake) -> None:
    """The field a channel cannot do without; a date of confirmation may still come later."""
    entry.refuse(
        "signed_on",
        intake.channel == Channel.REGISTERED_POST and intake.signed_on is None,
        _("签收日期：邮寄提交的以签收之日为收到申请之日，请填写签收日期（条例第三十一条第二项）。"),
    )
    entry.refuse(
        "hardship",
        intake.channel == Channel.ORAL and not intake.hardship.strip(),
        _("采用书面形式确有困难的情形：口头申请限于书面确有困难的，请写明情形（条例第二十九条）。"),
    )


def _check_dates(entry: Entry, agency: Agency, intake: Intake, today: date) -> None:
    for field, label in FIELD_LABELS.items():
        day = getattr(intake, field)
        if day is None:
            continue
        facts = {
            "label": label,
            "day": day,
            "today": today,
            "since": agency.since,
            "first": intake.submitted_on,
        }
        entry.refuse(field, day > today, _("%(label)s：%(day)s 晚于今天（%(today)s），请核对。") % facts)
        entry.refuse(
            field,
            day < agency.since,
            _("%(label)s：%(day)s 早于本机关设立之日（%(since)s），请核对。") % facts,
        )
        entry.refuse(
            field,
            day < intake.submitted_on,
            _("%(label)s：%(day)s 早于提交日期（%(first)s），请核对。") % facts,
        )
