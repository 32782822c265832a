"""Files of a case: what came with the application, what was written in it, what was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Person
from gongkai.casework.models.applications import Application
from gongkai.files.models import StoredFile
from gongkai.files.sealed import EncryptedTextField


class CaseFileKind(models.TextChoices):
    """What a file is to the case; the order is that of the archive (DA/T 40)."""

    APPLICATION = "application", _("申请材料")
    IDENTITY = "identity", _("身份证明")
    AUTHORITY = "authority", _("授权委托书")
    SUPPLEMENT = "supplement", _("补正材料")
    OPINION = "opinion", _("征求意见材料")
    APPROVAL = "approval", _("审查呈批单（签字件）")
    LETTER = "letter", _("文书")
    SEALED = "sealed", _("文书（盖章件）")
    GIVEN = "given", _("提供的信息")
    DELIVERY = "delivery", _("送达凭证")
    OTHER = "other", _("其他材料")
    ARCHIVE = "archive", _("归档包")


PERSONAL = frozenset(
    {
        CaseFileKind.APPLICATION,
        CaseFileKind.IDENTITY,
        CaseFileKind.AUTHORITY,
        CaseFileKind.SUPPLEMENT,
        CaseFileKind.ARCHIVE,
        CaseFileKind.LETTER,
        CaseFileKind.SEALED,
        CaseFileKind.DELIVERY,
    }
)


class CaseFile(models.Model):
    """One file of a case. Who may open it follows from the case and from its kind (casework.access)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("材料类别"), max_length=12, choices=CaseFileKind.choices)
    label = EncryptedTextField(_("题名"), max_length=200)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=CaseFileKind.values), name="casework_case_file_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def personal(self) -> bool:
        """Whether it says who the applicant is, so that only those may open it who may read the applicant."""
        return self.kind in PERSONAL
