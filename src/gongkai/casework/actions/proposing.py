"""What was released to one can be proposed for all: a draft of an item, which goes through the whole gate."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.models import Person
from gongkai.audit.verbs import Verb
from gongkai.casework.acts import begin
from gongkai.casework.decision_checks import PROVIDES
from gongkai.casework.models import Application
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from gongkai.publishing.actions import Content, draft_item
from gongkai.publishing.models import Item

ANSWERED = ("answered", "archived")


def released(case: Application) -> bool:
    """Tell whether the applicant was given something."""
    return case.outcome is not None and case.outcome.group in PROVIDES and case.state in ANSWERED


def _refuse_unreleased(case: Application) -> None:
    if not released(case):
        raise Unlawful(
            "条例第四十四条",
            "还没有向申请人公开信息，不能拟为主动公开",
            "请在予以公开或者部分公开的答复送达后再提出。",
            "nothing was released to the applicant yet",
        )


@transaction.atomic
def propose_item(
    *, application: Application, version: int, actor: Person, at: datetime, content: Content
) -> Item:
    """Make a draft for publication of what was given to an applicant (art. 44); it is reviewed like any other.

    PermissionDenied for who may not draft items; BadEntry under the field of the content.
    """
    act = begin(application, "propose", version=version, actor=actor, at=at)
    _refuse_unreleased(act.case)
    if content.column.agency_id != act.case.agency_id:
        raise BadEntry({"column": _("栏目：请选择本机关的栏目。")})
    item = draft_item(agency=act.case.agency, actor=actor, at=at, content=content)
    act.note("proposed", act.today, item=item.pk)
    act.done(Verb.APPLICATION_PROPOSED, item=item.pk)
    return item
