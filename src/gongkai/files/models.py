"""The table of stored files; the bytes lie beside the database, by their digest."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file as it came in: its digest, the name it came under, what its content is.

    Two rows may have one digest: the bytes are kept once. agency_id and created_by_id are plain numbers, because this room
    lies below agencies; who may see a file is decided by whatever refers to it.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    agency_id = models.BigIntegerField(null=True, blank=True)
    created_by_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & ~Q(sha256=""), name="files_stored_file_named"),
        )

    def __str__(self) -> str:
        return self.name
