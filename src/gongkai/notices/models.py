"""Reminders to people, how they want to be reached, and what was sent to them."""

from typing import Self

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person
from gongkai.files.sealed import EncryptedTextField
from gongkai.notices.kinds import KINDS, ORDER, Kind


class NoticeSet(models.QuerySet["Notice"]):
    """The reminders, by whether they still hold."""

    def standing(self) -> Self:
        """Keep what still holds."""
        return self.filter(settled_at=None)

    def most_pressing_first(self) -> Self:
        """Sort by kind, then by day."""
        place = Case(
            *(When(kind=code, then=Value(at)) for code, at in ORDER.items()), output_field=IntegerField()
        )
        return self.order_by(place, "on", "number", "pk")


class Notice(models.Model):
    """One person is reminded of one thing. It stands until what it says no longer holds (settled_at).

    number is the register number of the thing: nothing else of it is kept here, so that nothing private can leave.
    mailed_on and texted_on: the day it first went out that way.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    number = models.CharField(_("编号"), max_length=60)
    on = models.DateField(_("日期"), null=True)
    raised_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    mailed_on = models.DateField(null=True)
    texted_on = models.DateField(null=True)

    objects = NoticeSet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="notices_kind_known"),
            models.UniqueConstraint(
                fields=["person", "subject_kind", "subject_id", "kind"],
                condition=Q(settled_at=None),
                name="notices_once_while_standing",
            ),
        )
        indexes = (
            models.Index(fields=["person", "read_at"], condition=Q(settled_at=None), name="notices_bell"),
            models.Index(fields=["subject_kind", "subject_id"], name="notices_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def what(self) -> Kind:
        """The kind with its words."""
        return KINDS[self.kind]


class Reach(models.Model):
    """How a person wants to be reached outside the desk. Nobody is written to who has not asked for it here."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reach")
    by_mail = models.BooleanField(_("每个工作日一封提醒邮件"), default=False)
    email = EncryptedTextField(_("电子邮箱"), max_length=200, blank=True)
    by_sms = models.BooleanField(_("逾期和当天到期发短信"), default=False)
    phone = EncryptedTextField(_("手机号码"), max_length=20, blank=True)

    def __str__(self) -> str:
        return str(self.person_id)


class Channel(models.TextChoices):
    """Ways out of the desk."""

    MAIL = "mail", _("电子邮件")
    SMS = "sms", _("短信")


class SendState(models.TextChoices):
    """Where a message is. sending: handed to the server, no answer known yet."""

    QUEUED = "queued", _("待发")
    SENDING = "sending", _("正在发送")
    SENT = "sent", _("已发")
    REFUSED = "refused", _("被拒收")


class Message(models.Model):
    """The one message a day to a person by one channel; its text is made from what stands when it leaves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=4, choices=Channel.choices)
    day = models.DateField()
    state = models.CharField(max_length=8, choices=SendState.choices, default=SendState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "channel", "day"], name="notices_one_message_a_day"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values) & Q(state__in=SendState.values),
                name="notices_message_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.day}"


class Tick(models.Model):
    """One run of gongkai tick, so that the desk can say when it was last looked after."""

    at = models.DateTimeField()
    raised = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()
    mails = models.PositiveIntegerField(default=0)
    texts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
