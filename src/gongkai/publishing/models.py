"""What an agency publishes of its own accord: items, the office's own columns, secrecy reviews."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person
from gongkai.law.lifecycle import lifecycle

PUBLISHED = "published"


class OwnColumn(models.Model):
    """A column as the office names it, mapped onto a category of arts. 20 and 21 (law.catalogue)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="columns")
    name = models.CharField(_("栏目"), max_length=50)
    category_code = models.CharField(_("法定类别"), max_length=20)
    order = models.PositiveSmallIntegerField(_("次序"), default=0)
    refresh_days = models.PositiveSmallIntegerField(_("更新周期（天）"), null=True, blank=True)

    class Meta:
        ordering = ("agency_id", "order", "pk")
        constraints = (
            models.UniqueConstraint(fields=["agency", "name"], name="publishing_column_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="publishing_column_named"),
        )

    def __str__(self) -> str:
        return self.name


class ItemSet(models.QuerySet["Item"]):
    """The conditions every list of items is made of."""

    def of(self, agencies: models.QuerySet[Agency]) -> Self:
        """Keep what belongs to the agencies in scope."""
        return self.filter(agency__in=agencies)

    def public(self, at: datetime) -> Self:
        """Keep what anybody may see at the moment; the one predicate of visibility."""
        return self.filter(status=PUBLISHED, published_at__lte=at)


class Item(models.Model):
    """One piece of published information. published_at is set at release and never typed; for imported history it is
    the day of that time and the item says so (history)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="items")
    column = models.ForeignKey(OwnColumn, on_delete=models.PROTECT, related_name="items")
    category_code = models.CharField(_("法定类别"), max_length=20)
    title = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("正文"), blank=True)
    made_on = models.DateField(_("成文日期"))
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    index_number = models.CharField(_("索引号"), max_length=40, null=True, blank=True, unique=True)
    status = models.CharField(_("状态"), max_length=24)
    history = models.BooleanField(_("历史导入"), default=False)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ItemSet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="publishing_item_titled"),
            models.CheckConstraint(
                condition=~Q(status=PUBLISHED)
                | (Q(published_at__isnull=False) & Q(index_number__isnull=False)),
                name="publishing_item_published_with_a_date",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("drafted_by")),
                name="publishing_two_people_release",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "status", "published_at"], name="publishing_public"),
            models.Index(fields=["column", "status", "published_at"], name="publishing_by_column"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def status_label(self) -> str:
        """The status in the clerk's words."""
        return gettext(lifecycle("publication").states[self.status])


class Verdict(models.TextChoices):
    """What a secrecy review finds (保密法实施条例第四十二条; 条例第十七条)."""

    CLEAR = "clear", _("可以公开")
    REFUSED = "refused", _("不得公开")
    REFER = "refer", _("不能确定，报有关主管部门或者保密行政管理部门确定")


class SecrecyReview(models.Model):
    """The review of one item before it is published: 先审查、后公开, item by item, never by who drafted it.

    combined: the releaser was also the reviewer, because no third person is posted (合并审查).
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="secrecy_reviews")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(_("审查意见"), max_length=500, blank=True)
    combined = models.BooleanField(_("合并审查"), default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.item_id} {self.verdict}"


class IndexCounter(models.Model):
    """The last index number drawn by an agency for a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "year"], name="publishing_counter_once"),)

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}: {self.last}"
