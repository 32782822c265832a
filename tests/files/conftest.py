"""A ring and a data directory of the test's own."""

from datetime import UTC, date, datetime

import pytest

from gongkai.files.known_keys import ensure_ring

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def own_ring(db, settings, tmp_path):
    """Start with a new ring, known to the database."""
    from gongkai.files.models import KnownKey

    settings.DATA_DIR, settings.KEYRING = tmp_path, tmp_path / "keys" / "ring.toml"
    KnownKey.objects.all().delete()
    return ensure_ring(today=date(2026, 3, 2), at=AT)
