"""Digests by which the same applicant is found within an agency, although number, name and telephone lie sealed.

An entry reads <key id>:<digest>. It is keyed for the agency and the column, so that two agencies cannot compare their
applicants, and after a rotation it is sought under every key that the ring still holds.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import Left

from gongkai.casework.models import Applicant
from gongkai.files.keys import ring
from gongkai.kit.keyring import Key
from gongkai.kit.sealing import KEY_ID, digest

COLUMNS: Mapping[str, str] = {"number_index": "id_number", "name_index": "name", "phone_index": "phone"}
CHUNK = 500
_HOME = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")


def normalised(column: str, value: str) -> str:
    """Give what two ways of writing the same have in common: width, case, blanks, hyphens, +86 before a mobile."""
    text = "".join(unicodedata.normalize("NFKC", value).upper().split())
    if column == "name":
        return text.replace("・", "·").replace("•", "·")
    if column == "phone":
        return _HOME.sub("", re.sub(r"[^\d+转EXT]", "", text))
    return re.sub(r"[\W_]", "", text)


def index_of(agency_id: int, columns: Mapping[str, Any]) -> dict[str, str]:
    """Give the columns of the index for somebody who asks an agency; "" where there is nothing to find them by."""
    key = ring().active
    return {index: _entry(key, agency_id, name, columns.get(name, "")) for index, name in COLUMNS.items()}


def _entry(key: Key, agency_id: int, name: str, value: str) -> str:
    text = normalised(name, value)
    return f"{key.id}:{digest(key, text, of=name, owner=str(agency_id))}" if text else ""


def equal(agency_id: int, index: str, value: str) -> Q:
    """The applicants of an agency with an equal value; nobody for an empty one."""
    name = COLUMNS[index]
    if not normalised(name, value):
        return Q(pk__in=[])
    entries = [_entry(key, agency_id, name, value) for key in ring().usable]
    return Q(**{f"applicant__{index}__in": entries})


# the index under another key -----------------------------------------------------------------------------------------


def behind(key_id: str) -> Q:
    """The applicants with an entry under another key than the one with this id."""
    found = Q()
    for index in COLUMNS:
        found |= ~Q(**{index: ""}) & ~Q(**{f"{index}__startswith": f"{key_id}:"})
    return found


def count_entries() -> Counter[str]:
    """Count the entries under each key."""
    found: Counter[str] = Counter()
    for index in COLUMNS:
        heads = Applicant.objects.exclude(**{index: ""}).values_list(Left(index, KEY_ID))
        found.update(dict(heads.annotate(Count("pk")).order_by()))
    return found


def reindex(*, everything: bool = False) -> Iterator[int]:
    """Write the entries that lie under another key than the active one anew; everything: those that are missing too.

    Gives the number of each chunk; what was broken off goes on where it stopped.
    """
    wanted = Q() if everything else behind(ring().active.id)
    last = 0
    while True:
        with transaction.atomic():
            found = Applicant.objects.select_for_update(of=("self",)).filter(wanted, pk__gt=last)
            rows = list(found.select_related("application").order_by("pk")[:CHUNK])
            for one in rows:
                _set(one)
            Applicant.objects.bulk_update(rows, list(COLUMNS))
        if not rows:
            return
        last = rows[-1].pk
        yield len(rows)


def _set(one: Applicant) -> None:
    columns = {name: getattr(one, name) for name in COLUMNS.values()}
    for index, entry in index_of(one.application.agency_id, columns).items():
        setattr(one, index, entry)
