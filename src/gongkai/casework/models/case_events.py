"""What happened to an application, and the numbers that agencies draw for applications."""

from django.db import models
from django.db.models import Q

from gongkai.agencies.models import Agency, Person
from gongkai.casework.models.applications import Application


class CaseEvent(models.Model):
    """Something that happened to an application: an event of the clock (law.clock_events) or a step of the office.

    data holds the event's own fields, dates as text; free words about people do not belong here.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    on = models.DateField()
    data = models.JSONField(default=dict)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("application_id", "seq")
        constraints = (
            models.UniqueConstraint(fields=["application", "seq"], name="casework_event_one_per_seq"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="casework_event_seq_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.application_id}#{self.seq} {self.kind}"


class NumberCounter(models.Model):
    """The last number drawn by an agency in a year; drawn in the transaction that uses it, so there are no gaps."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "year"], name="casework_counter_once"),)

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}: {self.last}"
