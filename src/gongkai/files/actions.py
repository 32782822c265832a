"""Storing files: the one door by which bytes come in, and by which they leave."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.files.media_types import media_type
from gongkai.files.models import StoredFile
from gongkai.files.names import cleaned
from gongkai.files.places import everything, put
from gongkai.kit.entry import BadEntry

LARGEST = 100 * 2**20  # bytes


@transaction.atomic
def store(
    *, data: bytes, name: str, at: datetime, by: int | None, agency_id: int | None = None
) -> StoredFile:
    """Store a content under a name and give its row. BadEntry for one over 100 MB.

    The act that needs the file audits it; a content whose act fails is swept later.
    """
    if len(data) > LARGEST:
        shown = {"name": cleaned(name), "most": LARGEST // 2**20}
        raise BadEntry({"file": _("“%(name)s”超过%(most)s MB，不能保存。") % shown})
    return StoredFile.objects.create(
        sha256=put(data),
        name=cleaned(name),
        media_type=media_type(data),
        size=len(data),
        agency_id=agency_id,
        created_by_id=by,
        created_at=at,
    )


@transaction.atomic
def discard(*, stored: StoredFile) -> None:
    """Forget a stored file; its bytes go with the next sweep, unless another row has them."""
    stored.delete()


def sweep(*, before: datetime) -> int:
    """Remove the bytes that no row has and that were last written before a moment, and give how many that were.

    The moment lies some hours back, so that nothing goes whose row is being written just now.
    """
    wanted = frozenset(StoredFile.objects.values_list("sha256", flat=True))
    swept = 0
    for sha256, path in everything():
        if sha256 not in wanted and path.stat().st_mtime < before.timestamp():
            path.unlink()
            swept += 1
    return swept
