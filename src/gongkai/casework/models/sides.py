"""Requests beside an application: to correct a record about oneself (art. 41), to publish something (art. 44)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person
from gongkai.casework.models.applicants import PersonalData
from gongkai.casework.models.applications import ApplicantKind, Application, DeliveryMode
from gongkai.casework.models.letters import Letter
from gongkai.files.models import StoredFile
from gongkai.files.sealed import EncryptedTextField
from gongkai.law.lifecycle import lifecycle

STATES = lifecycle("side").states


class SideKind(models.TextChoices):
    """What is asked for; neither is an application, and neither is counted as one."""

    CORRECTION = "correction", _("更正请求")
    SUGGESTION = "suggestion", _("主动公开建议")


class SideRequest(PersonalData):
    """Somebody asks for a correction or suggests a publication; answered by letter R16 or R17.

    words: what is asked. said: what the letter tells beside it, sealed as the words are (sides.Told as JSON). letter: its
    number in the register; docx and pdf: the bytes as issued. application: the one it came with, where there is one.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=SideKind.choices)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(_("编号"), max_length=20)
    applicant_kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind.choices)
    application = models.ForeignKey(Application, on_delete=models.SET_NULL, null=True, related_name="sides")
    received_on = models.DateField(_("收到日期"))
    words = EncryptedTextField(_("请求的内容"))
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("状态"), max_length=10, choices=list(STATES.items()), default="registered")
    outcome = models.CharField(_("处理结果"), max_length=20, blank=True)
    said = EncryptedTextField(blank=True)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="side")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(_("办结日期"), null=True)
    delivery_mode = models.CharField(_("送达方式"), max_length=12, choices=DeliveryMode.choices, blank=True)
    erased_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-received_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "kind", "year", "serial"], name="casework_side_numbered_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=SideKind.values), name="casework_side_kind_known"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                name="casework_side_two_people_decide",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("received_on")),
                name="casework_side_ended_after_receipt",
            ),
        )
        indexes = (models.Index(fields=["agency", "state", "kind"], name="casework_sides"),)

    def __str__(self) -> str:
        return self.number

    @property
    def masked_name(self) -> str:
        """The name as lists show it; once erased, that it is."""
        return gettext("（已清除）") if self.erased_on else super().masked_name

    @property
    def state_label(self) -> str:
        """The state in the clerk's words."""
        return gettext(STATES[self.state])
