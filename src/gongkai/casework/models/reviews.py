"""Who looks at a decision before it goes out: the chain of an agency, and the secrecy reviews that were made."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, DatedSet, Person
from gongkai.casework.models.applications import Application


class Held(models.TextChoices):
    """Who does a step of the chain: the agency itself, or the government above it for its towns."""

    OWN = "own", _("本机关")
    ABOVE = "above", _("上级人民政府")


class ReviewChain(models.Model):
    """The steps a drafted decision of an agency goes through, from a day on (art. 17, 45).

    Secrecy review and approval are always in it; the department's own review is optional. An agency without a row has
    the steps of the defaults below.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="review_chains")
    department_review = models.BooleanField(_("业务审核"), default=False)
    secrecy_held = models.CharField(
        _("保密审查由谁办理"), max_length=6, choices=Held.choices, default=Held.OWN
    )
    approval_held = models.CharField(_("审批由谁办理"), max_length=6, choices=Held.choices, default=Held.OWN)
    since = models.DateField(_("生效日期"))
    until = models.DateField(null=True, blank=True)

    objects = DatedSet["ReviewChain"].as_manager()

    class Meta:
        ordering = ("agency_id", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__lt=F("until")),
                name="casework_chain_since_before_until",
            ),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(until__isnull=True), name="casework_chain_one_open"
            ),
            models.CheckConstraint(
                condition=Q(secrecy_held__in=Held.values) & Q(approval_held__in=Held.values),
                name="casework_chain_held_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.since}"


def chain_of(agency_id: int, on: date) -> ReviewChain:
    """Give the chain of an agency on a day; the default, unsaved, where it has set none."""
    row = ReviewChain.objects.on(on).filter(agency_id=agency_id).order_by("since").last()
    return row or ReviewChain(agency_id=agency_id, since=on)


class ItemVerdict(models.TextChoices):
    """What a review finds of one item of information (条例第十四至十七条)."""

    CLEAR = "clear", _("可以公开")
    WITHHOLD = "withhold", _("不得公开")
    REFER = "refer", _("不能确定")


class SecrecyReview(models.Model):
    """The secrecy review of one draft, item by item, never by who drafted it (保密法实施条例第四十二条).

    draft: the number of the event by which the draft was written; a later draft needs a review of its own.
    combined: the approver was also the reviewer, because no third person is posted (合并审查). on_paper: it was given
    on the signed 审查呈批单.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="secrecy_reviews")
    draft = models.PositiveIntegerField()
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=ItemVerdict.choices)
    combined = models.BooleanField(_("合并审查"), default=False)
    on_paper = models.BooleanField(default=False)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=ItemVerdict.values), name="casework_secrecy_verdict_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.verdict}"


class ReviewedItem(models.Model):
    """One item of a secrecy review: what was looked at, what was found, on what basis."""

    review = models.ForeignKey(SecrecyReview, on_delete=models.CASCADE, related_name="items")
    seq = models.PositiveSmallIntegerField()
    name = models.CharField(_("信息名称"), max_length=200)
    verdict = models.CharField(_("审查意见"), max_length=10, choices=ItemVerdict.choices)
    basis = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering = ("review_id", "seq")
        constraints = (
            models.UniqueConstraint(fields=["review", "seq"], name="casework_reviewed_item_once"),
            models.CheckConstraint(condition=~Q(name=""), name="casework_reviewed_item_named"),
        )

    def __str__(self) -> str:
        return self.name
