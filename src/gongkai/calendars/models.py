"""Notices on the holidays of a year, as an operator loaded them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.law.notices import Kind, SpecialDay, YearNotice


class NoticeSet(models.QuerySet["CalendarNotice"]):
    """The notices, by whether they count."""

    def in_force(self) -> Self:
        """Keep what counts now: neither replaced nor withdrawn."""
        return self.filter(ended_at=None)


class CalendarNotice(models.Model):
    """The notice of one year. A row does not change; it ends when another replaces it or when it is withdrawn.

    rest and worked: [{"day": "2027-01-01", "name": "元旦"}, …]. source is the file as it was given, sha256 its hash.
    Who loaded it is kept as an id: people live above this room.
    """

    year = models.PositiveSmallIntegerField(_("年份"))
    title = models.CharField(_("通知名称"), max_length=200)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    url = models.CharField(_("网址"), max_length=300, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    rest = models.JSONField(_("放假"))
    worked = models.JSONField(_("调休上班"))
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_by = models.BigIntegerField(null=True)
    loaded_at = models.DateTimeField(_("载入时间"))
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")

    objects = NoticeSet.as_manager()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["year"], condition=Q(ended_at=None), name="calendars_notice_one_per_year"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(ended_at__isnull=False),
                name="calendars_notice_replaced_is_ended",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def year_notice(self) -> YearNotice:
        """The notice as the calendar counts with it."""
        days = [*_days(self.rest, "rest", self.title), *_days(self.worked, "work", self.title)]
        return YearNotice(self.year, self.title, tuple(sorted(days, key=lambda one: one.day)))


def _days(rows: list[dict[str, str]], kind: Kind, cite: str) -> list[SpecialDay]:
    return [SpecialDay(date.fromisoformat(row["day"]), kind, row["name"], cite) for row in rows]
