"""Applying from the public column: channels an office opened, forms that were sent, their uploads, counts per hour."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.casework.models.applications import Application
from gongkai.casework.models.case_files import CaseFileKind
from gongkai.files.models import StoredFile
from gongkai.law.receipt import CONFIRMED_BY_BOTH, Channel
from gongkai.publishing.models import Item

OPENABLE = tuple(one for one in Channel if one in CONFIRMED_BY_BOTH)
PROOF_KINDS = (CaseFileKind.IDENTITY, CaseFileKind.AUTHORITY)


class OpenChannel(models.Model):
    """A channel beside counter and post that an office opened: its guide names it, and that binds (国办公开办函〔2017〕19号)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="open_channels")
    channel = models.CharField(
        _("提交渠道"), max_length=20, choices=[(one.value, one.label) for one in OPENABLE]
    )
    since = models.DateField(_("开通日期"))
    until = models.DateField(_("关闭日期"), null=True, blank=True)
    notes = models.CharField(_("使用注意事项"), max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "channel"], condition=Q(until=None), name="casework_channel_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="casework_channel_closed_later"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[one.value for one in OPENABLE]), name="casework_channel_openable"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.channel}"


class OnlineFiling(models.Model):
    """A form that was sent: its token once, its application, and a salted hash of the code that opens it again.

    offered: how many published items were shown that might answer, when it was sent all the same.
    """

    token = models.CharField(max_length=64, unique=True)
    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, null=True, related_name="online_filing"
    )
    salt = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    offered = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.application_id)


class DraftProof(models.Model):
    """A proof uploaded with a form that was not sent yet; gone after policy.form_hours."""

    token = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=12, choices=[(one.value, one.label) for one in PROOF_KINDS])
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in PROOF_KINDS]), name="casework_proof_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class OnlineCount(models.Model):
    """How often something happened in an hour: key is a digest that says nothing on another day."""

    what = models.CharField(max_length=12)
    key = models.CharField(max_length=64)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["what", "key", "hour"], name="casework_online_count_once"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.hour}: {self.count}"


class EndedByOffer(models.Model):
    """A form that was not sent, because a published item answered it; no word of the form is kept."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["agency", "on"], name="casework_ended_by_offer"),)

    def __str__(self) -> str:
        return f"{self.agency_id} {self.on}"
