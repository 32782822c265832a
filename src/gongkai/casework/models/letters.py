"""Letters: drafted in a case, issued under a number of the register, kept as issued, delivered; an office's own templates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person
from gongkai.casework.letter_text import LetterText
from gongkai.casework.models.applications import Application, DeliveryMode
from gongkai.casework.models.case_files import CaseFile
from gongkai.files.models import StoredFile
from gongkai.files.sealed import EncryptedTextField
from gongkai.law.lifecycle import lifecycle

STATES = lifecycle("letter").states
LIVE = ("issued", "delivered")


class LetterSet(models.QuerySet["Letter"]):
    """The conditions that the panel of a case and the register are made of."""

    def numbered(self) -> "LetterSet":
        """Keep what holds a number of the register, voided ones too."""
        return self.filter(serial__isnull=False)

    def live(self) -> "LetterSet":
        """Keep what was issued and still holds."""
        return self.filter(state__in=LIVE)


class Letter(models.Model):
    """One letter of a case, or one number that was used outside the system (no application, outside).

    text: all that somebody typed (letter_text), in one column because it speaks of people. What the case itself knows is
    put in when the letter is composed. After issue the bytes of docx and pdf are the letter, each with its digest.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letters")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    code = models.CharField(_("文书编号"), max_length=8, blank=True)
    variant = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    state = models.CharField(_("状态"), max_length=10, choices=list(STATES.items()), default="draft")
    outside = models.BooleanField(_("系统外使用"), default=False)
    text = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("顺序号"), null=True, blank=True)
    number = models.CharField(_("发文字号"), max_length=100, blank=True)
    issued_on = models.DateField(_("成文日期"), null=True, blank=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    docx = models.OneToOneField(CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.OneToOneField(CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    sealed = models.OneToOneField(CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    objects = LetterSet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="casework_letter_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", serial=None, year=None)
                | (~Q(state="draft") & Q(serial__gte=1) & Q(year__isnull=False)),
                name="casework_letter_numbered_at_issue",
            ),
            models.CheckConstraint(
                condition=Q(state="outside", outside=True, application=None)
                | (~Q(state="outside") & Q(outside=False, application__isnull=False)),
                name="casework_letter_of_a_case_or_outside",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("issued", "delivered", "voided"))
                | (Q(docx__isnull=False, pdf__isnull=False) & ~Q(docx_sha256="") & ~Q(pdf_sha256="")),
                name="casework_letter_kept_as_issued",
            ),
            models.CheckConstraint(
                condition=Q(state="voided", voided_at__isnull=False) & ~Q(void_reason="")
                | (~Q(state="voided") & Q(voided_at=None, void_reason="")),
                name="casework_letter_voided_with_a_reason",
            ),
        )
        indexes = (models.Index(fields=["agency", "year", "state"], name="casework_letter_register"),)

    def __str__(self) -> str:
        return self.number or f"{self.code} {self.title}"

    @property
    def kept(self) -> LetterText:
        """What somebody typed."""
        return LetterText.from_json(self.text)

    @kept.setter
    def kept(self, typed: LetterText) -> None:
        self.text = typed.to_json()

    @property
    def state_label(self) -> str:
        """The state in the clerk's words; the answer to a request beside an application was issued, not used elsewhere."""
        shown = "issued" if self.state == "outside" and self.code else self.state
        return gettext(STATES[shown])


class Delivery(models.Model):
    """How a letter reached whom it was written to; on is the day that counts (国办公开办函〔2016〕235号)."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="delivery")
    mode = models.CharField(_("送达方式"), max_length=12, choices=DeliveryMode.choices)
    on = models.DateField(_("送达日期"))
    tracking = models.CharField(_("邮件号"), max_length=40, blank=True)
    proof = models.OneToOneField(CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(mode__in=DeliveryMode.values), name="casework_delivery_mode_known"
            ),
            models.CheckConstraint(
                condition=~Q(mode="post") | ~Q(tracking=""), name="casework_delivery_by_post_tracked"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter} {self.on}"


class LetterNumbering(models.Model):
    """How an agency numbers its letters, and who is named under them; without a row the short name decides."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="letter_numbering")
    pattern = models.CharField(_("发文字号格式"), max_length=60)
    contact = models.CharField(_("文书上的联系人"), max_length=50, blank=True)
    court = models.CharField(_("有管辖权的人民法院"), max_length=60, blank=True)
    review_body = models.CharField(_("复议机关"), max_length=60, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(pattern=""), name="casework_letter_pattern_given"),
        )

    def __str__(self) -> str:
        return self.pattern


class LetterCounter(models.Model):
    """The last number of an agency's letters in a year; drawn in the transaction that issues, so there are no gaps."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "year"], name="casework_letter_counter_once"),
        )

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}: {self.last}"


class LetterTemplate(models.Model):
    """An office's own Word file for a letter; retired when another takes its place or the built-in one returns."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letter_templates")
    code = models.CharField(_("文书编号"), max_length=8)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("agency_id", "code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "code"],
                condition=Q(retired_at=None),
                name="casework_letter_template_one_in_use",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None) | Q(retired_at__gte=F("added_at")),
                name="casework_letter_template_retired_later",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.code}"
