"""The ring of keys is made where there is none yet, and the names of stored files are sealed."""

from datetime import UTC, datetime

from django.db import migrations

from gongkai.files.known_keys import ensure_ring
from gongkai.files.resealing import Column, seal_column, unseal_column
from gongkai.kit.dates import day_of

NAMES = Column("files_storedfile", "id", "name", "files.storedfile.name")


def seal_names(apps, schema_editor):
    """Make the ring, then seal in chunks."""
    now = datetime.now(UTC)
    ensure_ring(today=day_of(now), at=now, known=apps.get_model("files", "KnownKey"))
    sum(seal_column(NAMES))


def unseal_names(apps, schema_editor):
    """Give the names back; the ring stays."""
    sum(unseal_column(NAMES))


class Migration(migrations.Migration):
    dependencies = [("files", "0002_sealed")]
    operations = [migrations.RunPython(seal_names, unseal_names)]
