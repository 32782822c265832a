"""The annual report of an agency-year, the figures that no ledger counts yet, and published reports that are checked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person
from gongkai.files.models import StoredFile


class ReportState(models.TextChoices):
    """Where a report stands on its way to the public."""

    DRAFT = "draft", _("编制中")
    COMPILED = "compiled", _("已编制，待发布")
    PUBLISHED = "published", _("已发布")


class AnnualReport(models.Model):
    """The report of an agency for a year (条例第四十九、五十条).

    chapters: number → {"text": …, "sections": {sub-head: text}}. frozen: the report as compiled, in the machine format;
    once published it is what everybody sees, whatever the ledgers say later.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField(_("年度"))
    form = models.CharField(_("格式"), max_length=4)
    state = models.CharField(_("状态"), max_length=12, choices=ReportState.choices, default=ReportState.DRAFT)
    chapters = models.JSONField(default=dict)
    frozen = models.JSONField(null=True, blank=True)
    written_by = models.ManyToManyField(Person, related_name="+", blank=True)
    compiled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    compiled_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    history = models.BooleanField(_("历史导入"), default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("agency_id", "-year")
        constraints = (
            models.UniqueConstraint(fields=["agency", "year"], name="reporting_one_report_a_year"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(frozen__isnull=False), name="reporting_compiled_is_frozen"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="reporting_published_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("compiled_by")),
                name="reporting_two_people_publish",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Figure(models.Model):
    """One number that no ledger counts yet, by the place of its cell ("disclosure.licence.decisions").

    value None means that it does not apply ("/"), and then reason says why; source says where a number is from.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField(_("年度"))
    where = models.CharField(_("数据项"), max_length=60)
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=6, null=True, blank=True)
    reason = models.CharField(_("来源或不适用的理由"), max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("agency_id", "year", "where")
        constraints = (
            models.UniqueConstraint(fields=["agency", "year", "where"], name="reporting_figure_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(reason=""),
                name="reporting_figure_not_applicable_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year} {self.where}"


class CheckBatch(models.Model):
    """A pile of published reports that an office checks: those of a county's year, or one (条例第四十七条)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="check_batches")
    title = models.CharField(_("名称"), max_length=200)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"))

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="reporting_check_titled"),)

    def __str__(self) -> str:
        return self.title


class FileStatus(models.TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("等待读取")
    READ = "read", _("已读取")
    UNREADABLE = "unreadable", _("未能读出")


class CheckedFile(models.Model):
    """A published report in a batch: the file, what was read in it, and how many findings there are.

    report_json is what the reader read; what people confirmed is put in when it is looked at. errors, hints and to_verify
    count what is the document's own; doubts counts the places that could not be read for sure.
    """

    batch = models.ForeignKey(CheckBatch, on_delete=models.PROTECT, related_name="files")
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(_("文件"), max_length=500)
    sequence = models.PositiveIntegerField()
    status = models.CharField(
        _("状态"), max_length=12, choices=FileStatus.choices, default=FileStatus.WAITING
    )
    report_json = models.JSONField(null=True, blank=True)
    problem_zh = models.CharField(max_length=500, blank=True)
    problem_en = models.CharField(max_length=500, blank=True)
    agency_name = models.CharField(_("报告机关"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    form = models.CharField(_("格式"), max_length=4, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="checked_files"
    )
    matched_by_hand = models.BooleanField(default=False)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    errors = models.PositiveIntegerField(_("错误"), default=0)
    hints = models.PositiveIntegerField(_("提示"), default=0)
    to_verify = models.PositiveIntegerField(_("口径待核"), default=0)
    doubts = models.PositiveIntegerField(_("读不准"), default=0)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("batch_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["batch", "sequence"], name="reporting_checked_file_sequence"),
            models.UniqueConstraint(fields=["batch", "stored_file"], name="reporting_checked_file_once"),
            models.CheckConstraint(
                condition=~Q(status="read") | Q(report_json__isnull=False), name="reporting_read_has_a_report"
            ),
            models.CheckConstraint(
                condition=~Q(status="unreadable") | ~Q(problem_zh=""), name="reporting_unreadable_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.path


class Confirmation(models.Model):
    """What a person saw in a cell beside the picture of its source, and what the reader had there."""

    checked_file = models.ForeignKey(CheckedFile, on_delete=models.PROTECT, related_name="confirmations")
    where = models.CharField(_("数据项"), max_length=60)
    raw = models.CharField(_("原文"), max_length=200, blank=True)
    was_raw = models.CharField(_("原读取"), max_length=200, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("checked_file_id", "where")
        constraints = (
            models.UniqueConstraint(fields=["checked_file", "where"], name="reporting_cell_confirmed_once"),
        )

    def __str__(self) -> str:
        return f"{self.checked_file_id} {self.where}"
