"""Office documents whose bytes say nothing of when they were packed."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def without_times(data: bytes) -> bytes:
    """Give the same parts without the time of packing, so that the same document gives the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            fixed.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
