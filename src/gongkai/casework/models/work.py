"""Who works on an application, from when to when; the lists people keep; cases told apart; letters of several matters."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Department, Person, Post
from gongkai.casework.models.applications import Application
from gongkai.files.sealed import EncryptedTextField


class Assignment(models.Model):
    """An application is given to a post, or to a department until one of its posts claims it.

    The row without an end is the one that holds; what ended stays. inner_due_on is the office's own date, always a
    working day on or before the last day of the period as it then was; it never takes the statutory date's place.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="+")
    inner_due_on = models.DateField(_("内部办理期限"), null=True, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(post=None, department__isnull=False) | Q(post__isnull=False, department=None),
                name="casework_assignment_to_one",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at=None), name="casework_assignment_one_open"
            ),
        )
        # Lists ask of each application whose it is: answered from the index alone.
        indexes = (
            models.Index(
                fields=["application", "post", "department", "inner_due_on"],
                condition=Q(ended_at=None),
                name="casework_holder",
            ),
        )

    def __str__(self) -> str:
        return self.holder_name

    @property
    def holder_name(self) -> str:
        """The department's or the post's name: work belongs to them, people come and go."""
        held = self.department or self.post
        return held.name if held else ""


class SavedFilter(models.Model):
    """A list as its owner asks for it again and again, kept under a name; shared, the whole office has it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=30)
    wanted = models.JSONField(default=dict)
    shared = models.BooleanField(_("本机关共用"), default=False)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=["person", "agency", "name"], name="casework_filter_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="casework_filter_named"),
        )

    def __str__(self) -> str:
        return self.name


class ToldApart(models.Model):
    """Two applications that look alike and, as somebody saw, are not the same."""

    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="casework_told_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="casework_told_apart_ordered"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class SplitLetter(models.Model):
    """The words of one letter that asked for several things; each thing became an application of its own."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField(_("来信全文"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class SplitPart(models.Model):
    """One of the applications that a letter became; the first keeps the number the letter had."""

    letter = models.ForeignKey(SplitLetter, on_delete=models.CASCADE, related_name="parts")
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="split_part")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("letter_id", "place")

    def __str__(self) -> str:
        return f"{self.letter_id}#{self.place}"
