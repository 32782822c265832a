"""What lies under which key: columns, stored files, and the digests of applicants."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.casework.blind_index import count_entries
from gongkai.files.keys import ring
from gongkai.files.known_keys import known_ids
from gongkai.files.resealing import PLAIN, count_files, count_keys, sealed_columns
from gongkai.kit.keyring import Key, Ring


@dataclass(frozen=True, slots=True)
class Standing:
    """The ring, and how many values, digests and files lie under each key; under PLAIN what is not sealed."""

    ring: Ring
    values: Mapping[str, int]
    digests: Mapping[str, int]
    files: Mapping[str, int]
    size: int

    def under(self, key_id: str) -> int:
        """How much lies under a key."""
        return sum(found.get(key_id, 0) for found in (self.values, self.digests, self.files))

    @property
    def behind(self) -> int:
        """How much lies under another key than the active one, or is plain."""
        active = self.ring.active.id
        found = (self.values, self.digests, self.files)
        return sum(count for one in found for key_id, count in one.items() if key_id != active)

    @property
    def lost(self) -> list[str]:
        """The keys that something lies under, or that are known and not retired, and that the ring does not hold."""
        held = {key.id for key in self.ring.usable}
        retired = {key.id for key in self.ring.keys if key.state == "retired"}
        under = {*self.values, *self.digests, *self.files} - {PLAIN}
        return sorted((under | (set(known_ids()) - retired)) - held)

    @property
    def newest_first(self) -> list[Key]:
        """The keys, the newest first."""
        return list(reversed(self.ring.keys))


def standing() -> Standing:
    """Count everything. NoRing, KeyProblem."""
    values: Counter[str] = Counter()
    for column in sealed_columns():
        values.update(count_keys(column))
    files = count_files()
    return Standing(ring(), values, count_entries(), files.under, files.size)
