"""Reading what concerns applying online: open channels, items that may answer, uploads of a form, how often offers helped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.casework.models import Application, DraftProof, EndedByOffer, OnlineFiling, OpenChannel
from gongkai.casework.online.codes import token_digest
from gongkai.law.errors import Unlawful
from gongkai.law.receipt import Channel
from gongkai.publishing.models import Item
from gongkai.publishing.queries import may_answer


def open_channels(agency: Agency, on: date) -> list[OpenChannel]:
    """Give the channels beside counter and post that an agency has open on a day, in the order of the law's list."""
    held = OpenChannel.objects.filter(Q(until=None) | Q(until__gt=on), agency=agency, since__lte=on)
    places = list(Channel)
    return sorted(held, key=lambda one: places.index(Channel(one.channel)))


def channels_of(scope: QuerySet[Agency], on: date) -> QuerySet[OpenChannel]:
    """Give the channels that the agencies in scope have open on a day."""
    held = OpenChannel.objects.filter(Q(until=None) | Q(until__gt=on), agency__in=scope)
    return held.select_related("agency").order_by("agency__code", "pk")


def find_channel(scope: QuerySet[Agency], pk: int) -> OpenChannel:
    """Give one channel of an agency in scope. OpenChannel.DoesNotExist for any other."""
    return OpenChannel.objects.select_related("agency").get(agency__in=scope, pk=pk)


def is_open(agency: Agency, channel: Channel, on: date) -> bool:
    """Tell whether an agency takes applications by a channel on a day."""
    return channel in {one.channel for one in open_channels(agency, on)}


def refuse_closed(agency: Agency, channel: Channel, on: date) -> None:
    """Raise Unlawful where an agency has not opened a channel."""
    if not is_open(agency, channel, on):
        raise Unlawful(
            "国办公开办函〔2017〕19号",
            f"{agency.name}没有开通{channel.label}",
            "请当面提交或者邮寄，本机关不得拒收。",
            f"the agency has not opened the channel {channel}",
        )


def draft_proofs(token: str) -> list[DraftProof]:
    """Give the uploads of a form that is not sent yet."""
    return list(DraftProof.objects.filter(token=token_digest(token)).select_related("stored"))


def filed(agency: Agency, pk: int) -> Application | None:
    """Give an application that came from the public column of an agency."""
    found = Application.objects.filter(agency=agency, pk=pk, online_filing__isnull=False)
    return found.select_related("agency").first()


def offered_items(agency: Agency, description: str, at: datetime) -> list[Item]:
    """Give the published items that may answer what somebody describes, the closest first."""
    return may_answer(agency, description, at)


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """How often published items were offered to applicants: in forms that ended by it, and in those sent all the same."""

    ended: int
    sent: int


def offer_figures(scope: QuerySet[Agency], year: int) -> OfferFigures:
    """Count a year's forms in scope to which published items were offered."""
    offered = OnlineFiling.objects.filter(offered__gt=0, sent_at__year=year)
    # From the few forms to their applications, never the other way round.
    mine = Application.objects.of(scope).filter(pk=OuterRef("application"))
    sent = offered.filter(Exists(mine))
    ended = EndedByOffer.objects.filter(agency__in=scope, on__year=year)
    return OfferFigures(ended.count(), sent.count())
