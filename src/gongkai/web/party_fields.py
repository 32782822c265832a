"""The fields of somebody behind an application (art. 29), the same on the public form and at the desk."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.casework.identity import IdKind
from gongkai.casework.models import ApplicantKind
from gongkai.casework.parties import COLUMNS, Who

Words = str | Promise
EMPTY = ("", "————")
LABELS: Mapping[str, Words] = {
    "name": _("姓名或者名称"),
    "kind": _("申请人类别"),
    "id_kind": _("证件类型"),
    "id_number": _("证件号码"),
    "contact_person": _("联系人"),
    "phone": _("联系电话"),
    "email": _("电子邮箱"),
    "address": _("联系地址"),
    "postcode": _("邮编"),
}
ALL = tuple(LABELS)
AGENT = tuple(name for name in ALL if name not in ("kind", "contact_person"))
HELP: Mapping[str, Words] = {
    "contact_person": _("单位申请的，填写联系人。"),
    "phone": _("手机写11位，固定电话前加区号。"),
}
# What a browser may fill in by itself for the person at it.
FILLED_IN = {
    "name": "name",
    "phone": "tel",
    "email": "email",
    "address": "street-address",
    "postcode": "postal-code",
}
INPUT_MODES = {"phone": "tel", "email": "email", "postcode": "numeric"}
CHOICES: Mapping[str, list[Any]] = {"kind": ApplicantKind.choices, "id_kind": IdKind.choices}


def party_fields(
    prefix: str = "",
    names: tuple[str, ...] = ALL,
    *,
    required: tuple[str, ...] = ("name", "kind"),
    own: bool = False,
) -> dict[str, forms.Field]:
    """Give the fields under their names with a prefix; own: the browser may fill in those of the person at it."""
    return {f"{prefix}{name}": _field(name, name in required, own) for name in names}


def _field(name: str, required: bool, own: bool) -> forms.Field:
    facts: dict[str, Any] = {"label": LABELS[name], "required": required, "help_text": HELP.get(name, "")}
    if name in CHOICES:
        return forms.ChoiceField(choices=[EMPTY, *CHOICES[name]], **facts)
    attrs = {"inputmode": INPUT_MODES[name]} if name in INPUT_MODES else {}
    if name in FILLED_IN:
        attrs["autocomplete"] = FILLED_IN[name] if own else "off"
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **facts)


def party_of(typed: Callable[[str], str], prefix: str = "") -> Who:
    """Read somebody from what was typed; an agent's kind is not asked."""
    values = {name: typed(f"{prefix}{name}") for name in COLUMNS}
    return Who(kind=typed(f"{prefix}kind") or ApplicantKind.NATURAL, **values)
