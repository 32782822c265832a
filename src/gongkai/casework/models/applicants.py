"""People behind an application: applicants, those who apply with them, those who act for them."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.applications import ApplicantKind, Application
from gongkai.files.sealed import EncryptedTextField
from gongkai.kit.masking import mask_address, mask_document, mask_email, mask_name, mask_number


class PersonalData(models.Model):
    """Who somebody is and how to reach them: masked in lists, audited when read in full, erased in time."""

    name = EncryptedTextField(_("姓名或者名称"), max_length=100)
    id_kind = models.CharField(_("证件类型"), max_length=30, blank=True)
    id_number = EncryptedTextField(_("证件号码"), max_length=40, blank=True)
    contact_person = EncryptedTextField(_("联系人"), max_length=50, blank=True)
    phone = EncryptedTextField(_("联系电话"), max_length=50, blank=True)
    email = EncryptedTextField(_("电子邮箱"), max_length=100, blank=True)
    address = EncryptedTextField(_("联系地址"), max_length=200, blank=True)
    postcode = EncryptedTextField(_("邮编"), max_length=6, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.masked_name

    @property
    def masked_name(self) -> str:
        """The name as lists show it: 张**."""
        return mask_name(self.name)

    @property
    def masked(self) -> "Masked":
        """What the pages of a case show of somebody until who may asks for all of it."""
        return Masked(
            name=self.masked_name,
            id_number=mask_document(self.id_number),
            contact_person=mask_name(self.contact_person),
            phone=mask_number(self.phone),
            email=mask_email(self.email),
            address=mask_address(self.address),
        )


@dataclass(frozen=True, slots=True)
class Masked:
    """Somebody with the middle of everything covered."""

    name: str
    id_number: str
    contact_person: str
    phone: str
    email: str
    address: str


class Applicant(PersonalData):
    """Who asked (art. 29); of several who ask together, the one who is written to.

    The columns of the index hold digests (casework.blind_index), by which the same applicant is found within an agency.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="applicant")
    number_index = models.CharField(max_length=41, blank=True)
    name_index = models.CharField(max_length=41, blank=True)
    phone_index = models.CharField(max_length=41, blank=True)
    erased_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_on=None) & ~Q(name="") | Q(erased_on__isnull=False, name=""),
                name="casework_applicant_named",
            ),
        )
        indexes = (
            models.Index(fields=["number_index"], condition=~Q(number_index=""), name="casework_same_number"),
            models.Index(fields=["phone_index"], condition=~Q(phone_index=""), name="casework_same_phone"),
        )

    @property
    def masked_name(self) -> str:
        """The name as lists show it; once erased, that it is."""
        return gettext("（已清除）") if self.erased_on else super().masked_name


class JointApplicant(PersonalData):
    """Somebody who asks together with the applicant, in the same application; counted with it as one."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="joint_applicants")
    kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind.choices)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="casework_joint_applicant_named"),)


class Agent(PersonalData):
    """Who acts for the applicant, with a letter of authority among the files of the case."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="agent")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="casework_agent_named"),)
