"""The annual report of an agency-year, and the figures that no ledger counts yet."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person


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
