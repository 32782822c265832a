"""The tables of stored files and of the keys that ever were; bytes and secrets lie beside the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.files.sealed import EncryptedTextField


class StoredFile(models.Model):
    """A file as it came in: its digest, the name it came under, what its content is.

    Two rows may have one digest: the bytes are kept once. agency_id and created_by_id are plain numbers, because this room
    lies below agencies; who may see a file is decided by whatever refers to it.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = EncryptedTextField(_("文件名"), max_length=200)
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


class KnownKey(models.Model):
    """A key that something here was sealed under: its id alone, so that a ring that is gone is missed."""

    key_id = models.CharField(max_length=8, unique=True)
    made = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key_id
