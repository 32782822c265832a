"""An office opens a channel beside counter and post, or closes it; its guide and its form follow."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.actions.intake import refuse_without_duty
from gongkai.casework.models import OPENABLE, OpenChannel
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry


@transaction.atomic
def open_channel(
    *, agency: Agency, actor: Person, at: datetime, channel: str, notes: str = ""
) -> OpenChannel:
    """Open a channel from today with its notes of use, which binds the office (国办公开办函〔2017〕19号); or change the notes."""
    require(actor, PERMISSIONS["keep_register"], agency, day_of(at))
    refuse_without_duty(agency)
    if channel not in OPENABLE:
        raise BadEntry({"channel": _("提交渠道：请在互联网、电子邮件、传真中选择。")})
    opened, _new = OpenChannel.objects.update_or_create(
        agency=agency,
        channel=channel,
        until=None,
        defaults={"notes": notes.strip()},
        create_defaults={"notes": notes.strip(), "since": day_of(at)},
    )
    _record(opened, Verb.CHANNEL_OPENED, actor, at)
    return opened


@transaction.atomic
def close_channel(*, channel: OpenChannel, actor: Person, at: datetime) -> OpenChannel:
    """Close a channel from today; what came through it goes on."""
    require(actor, PERMISSIONS["keep_register"], channel.agency, day_of(at))
    channel.until = channel.until or day_of(at)
    channel.save(update_fields=["until"])
    _record(channel, Verb.CHANNEL_CLOSED, actor, at)
    return channel


def _record(channel: OpenChannel, verb: Verb, actor: Person, at: datetime) -> None:
    record(
        chain_agency_id=channel.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="channel",
        subject_id=channel.pk,
        fields={"channel": channel.channel, "since": channel.since, "until": channel.until},
        at=at,
    )
