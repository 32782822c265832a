"""Which form, action and permission belong to a verb on an item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.desk.forms import VersionedForm
from gongkai.desk.items.forms import ReleaseForm, ReviewForm
from gongkai.publishing import actions
from gongkai.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb: its button, the statuses it starts from, its form and action; urgent ones are red."""

    label: Promise | str
    statuses: tuple[str, ...]
    form: type[VersionedForm]
    act: Callable[..., Item]
    permission: str
    urgent: bool = False


DEEDS: Mapping[str, Deed] = {
    "submit": Deed(_("提交审核"), ("draft",), VersionedForm, actions.submit_item, "publishing.draft"),
    "review": Deed(
        _("保密审查"), ("secrecy_review",), ReviewForm, actions.secrecy_review, "publishing.review"
    ),
    "ruling": Deed(
        _("登记确定结果"), ("referred",), VersionedForm, actions.record_ruling, "publishing.review"
    ),
    "release": Deed(
        _("签发发布"), ("secrecy_review", "approval"), ReleaseForm, actions.release_item, "publishing.release"
    ),
    "return": Deed(
        _("退回修改"),
        ("secrecy_review", "approval", "referred"),
        VersionedForm,
        actions.return_item,
        "publishing.release",
    ),
    "withdraw": Deed(
        _("紧急撤回"), ("published",), VersionedForm, actions.withdraw_item, "publishing.release", urgent=True
    ),
}
