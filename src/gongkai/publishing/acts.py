"""What every act on an item has in common: lock, compare versions, check who, move along the lifecycle, audit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.kit.dates import day_of
from gongkai.law.lifecycle import lifecycle
from gongkai.publishing.access import PERMISSIONS
from gongkai.publishing.models import Item

LIFE = lifecycle("publication")


class Stale(RuntimeError):
    """Somebody else changed the item after the clerk opened it."""


@dataclass(slots=True)
class Act:
    """One act on one locked item: made by begin(), ended by done()."""

    item: Item
    actor: Person
    at: datetime

    @property
    def today(self) -> date:
        """The day of the act in Shanghai."""
        return day_of(self.at)

    def moves(self, verb: str) -> None:
        """Move the status along the lifecycle; Unlawful where the table has no such line."""
        self.item.status = LIFE.next_state(self.item.status, verb)

    def done(self, audit: Verb, **fields: Any) -> Item:
        """Save what changed, and audit it as the last statement."""
        self.item.version += 1
        self.item.save()
        audit_item(self.item, audit, self.actor, self.at, **fields)
        return self.item


def begin(item: Item, verb: str, *, version: int, actor: Person, at: datetime) -> Act:
    """Lock an item for a verb. PermissionDenied for who may not, Stale where somebody else was first."""
    locked = Item.objects.select_for_update(of=("self",)).select_related("agency").get(pk=item.pk)
    require(actor, PERMISSIONS[verb], locked.agency, day_of(at))
    if locked.version != version:
        facts = {"title": locked.title, "status": locked.status_label}
        raise Stale(
            _("“%(title)s”已被他人更新（现为：%(status)s），您的修改没有保存。请看过最新内容后再操作。")
            % facts
        )
    return Act(locked, actor, at)


def audit_item(item: Item, verb: Verb, actor: Person, at: datetime, **fields: Any) -> None:
    """Record an act on an item on its agency's chain."""
    record(
        chain_agency_id=item.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="item",
        subject_id=item.pk,
        fields={"status": item.status, **fields},
        at=at,
    )
