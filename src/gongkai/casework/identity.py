"""What is wrong with a number somebody gives of themselves: resident number, credit code, telephone."""

import unicodedata
from datetime import date

import phonenumbers
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError

HOME = "CN"


class IdKind(models.TextChoices):
    """Papers that show who somebody is; kept by their name, as registers and letters name them."""

    RESIDENT = "居民身份证", gettext_lazy("居民身份证")
    PASSPORT = "护照", gettext_lazy("护照")
    HONGKONG_MACAO = "港澳居民来往内地通行证", gettext_lazy("港澳居民来往内地通行证")
    TAIWAN = "台湾居民来往大陆通行证", gettext_lazy("台湾居民来往大陆通行证")
    PERMANENT = "外国人永久居留身份证", gettext_lazy("外国人永久居留身份证")
    CREDIT = "统一社会信用代码", gettext_lazy("统一社会信用代码")
    OTHER = "其他证件", gettext_lazy("其他证件")


def tidy_number(kind: str, number: str) -> str:
    """Give a number as it is kept: a resident number or credit code without blanks, its letters large, nothing full-width."""
    if kind not in (IdKind.RESIDENT, IdKind.CREDIT):
        return number.strip()
    return uscc.compact(unicodedata.normalize("NFKC", number))


def number_problem(kind: str, number: str, today: date) -> str:
    """Say what is wrong with the number of a paper, or give "" where nothing is known to be."""
    tidy = tidy_number(kind, number)
    if kind == IdKind.RESIDENT:
        return _resident_problem(tidy, today)
    return _credit_problem(tidy) if kind == IdKind.CREDIT else ""


def _resident_problem(number: str, today: date) -> str:
    try:
        ric.validate(number)
    except InvalidLength:
        return _("居民身份证号码应为18位，现为%(n)s位，请核对。") % {"n": len(number)}
    except InvalidChecksum:
        return _("居民身份证号码的校验位不符，可能有一位写错，请逐位核对。")
    except InvalidFormat:
        return _("居民身份证号码只有数字，最后一位可以是 X，请核对。")
    except InvalidComponent:
        pass  # A place that was renamed long ago is not in every list: only the date can be told to be wrong.
    return _birth_problem(number, today)


def _birth_problem(number: str, today: date) -> str:
    try:
        born = ric.get_birth_date(number)
    except ValidationError:
        return _("居民身份证号码中的出生日期不存在，请核对。")
    return _("居民身份证号码中的出生日期晚于今天，请核对。") if born > today else ""


def _credit_problem(code: str) -> str:
    if len(code) != 18:
        return _("统一社会信用代码应为18位，现为%(n)s位，请核对。") % {"n": len(code)}
    # Bodies of the countryside and some others have a letter in front, which the library does not take.
    if not (code[2:8].isascii() and code[2:8].isdigit() and set(code) <= set(uscc._alphabet)):
        return _("统一社会信用代码中有不应有的字符（不用字母 I、O、S、V、Z），请核对。")
    if uscc.calc_check_digit(code) != code[-1]:
        return _("统一社会信用代码的校验位不符，可能有一位写错，请逐位核对。")
    return ""


def phone_problem(phone: str) -> str:
    """Say what is wrong with a telephone number, or give "" for one that can be called."""
    text = unicodedata.normalize("NFKC", phone).replace("转", ";ext=")
    try:
        if phonenumbers.is_valid_number(phonenumbers.parse(text, HOME)):
            return ""
    except phonenumbers.NumberParseException:
        pass
    return _("联系电话不像是能打通的号码：手机写11位，固定电话前加区号，境外号码前加“+”和国家代码。")
