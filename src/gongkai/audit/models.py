"""The tables of the audit: events that are only ever added, and the head of each chain."""

from typing import Any, NoReturn

from django.db import models

from gongkai.audit.verbs import Verb


class AppendOnly(RuntimeError):
    """Somebody tried to change or remove an audit event."""

    def __init__(self) -> None:
        super().__init__("审计记录只能增加，不能修改或删除。Audit events can only be added.")


class EventSet(models.QuerySet["Event"]):
    """Reads only; the database refuses the rest as well (migration 0002)."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly


class Event(models.Model):
    """One act: who did what to which thing when. Ids, field names and keyed digests, never a value.

    There are no foreign keys: an event outlives everything it speaks of.
    """

    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    fields = models.JSONField(default=dict)
    algorithm = models.CharField(max_length=20)
    previous = models.CharField(max_length=128)
    hash = models.CharField(max_length=128)

    objects = EventSet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_one_per_seq"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_event_seq_from_1"),
        )
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="audit_event_subject"),)

    def __str__(self) -> str:
        return f"{self.chain}#{self.seq} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a new event; refuse to write over one."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    @property
    def verb_label(self) -> str:
        """The verb in the reader's language; an unknown one as it is stored."""
        return str(Verb(self.verb).label) if self.verb in Verb.values else self.verb


class Head(models.Model):
    """Where a chain ends. The seal is keyed, so that whoever only has the database cannot shorten a chain unseen."""

    chain = models.CharField(max_length=40, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=128, default="")
    seal = models.CharField(max_length=128, default="")

    def __str__(self) -> str:
        return f"{self.chain} ends at {self.seq}"
