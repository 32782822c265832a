"""Lists that a person keeps under a name, for themselves or for the office."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.lists import Wanted
from gongkai.casework.models import SavedFilter
from gongkai.kit.dates import day_of
from gongkai.kit.entry import Entry

NAME_LENGTH = 30


@transaction.atomic
def save_filter(
    *, agency: Agency, actor: Person, at: datetime, name: str, wanted: Wanted, shared: bool = False
) -> SavedFilter:
    """Keep a list under a name; one of the same name of the same person is replaced. BadEntry under "name"."""
    require(actor, PERMISSIONS["read"], agency, day_of(at))
    label = name.strip()
    entry = Entry()
    entry.refuse("name", not label, _("名称：请给这组筛选起个名称。"))
    entry.refuse("name", len(label) > NAME_LENGTH, _("名称：过长，请不超过30字。"))
    entry.check()
    kept, _made = SavedFilter.objects.update_or_create(
        agency=agency, person=actor, name=label, defaults={"wanted": wanted.narrowed, "shared": shared}
    )
    _record(kept, Verb.FILTER_SAVED, actor, at)
    return kept


@transaction.atomic
def remove_filter(*, kept: SavedFilter, actor: Person, at: datetime) -> None:
    """Forget a kept list of one's own."""
    require(actor, PERMISSIONS["read"], kept.agency, day_of(at))
    _record(kept, Verb.FILTER_REMOVED, actor, at)
    kept.delete()


def _record(kept: SavedFilter, verb: Verb, actor: Person, at: datetime) -> None:
    record(
        chain_agency_id=kept.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="filter",
        subject_id=kept.pk,
        fields={"shared": kept.shared},
        at=at,
    )
