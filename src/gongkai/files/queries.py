"""Reading stored files: the one way from a row to its bytes."""

from gongkai.files.models import StoredFile
from gongkai.files.places import digest, place_of


class Damaged(RuntimeError):
    """The bytes of a stored file are gone or are not those that came in."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(f"“{name}”{zh}")
        self.zh = f"“{name}”{zh}"
        self.en = f"'{name}' {en}"


def content(stored: StoredFile) -> bytes:
    """Give the bytes of a stored file, compared with their digest. Damaged where they are gone or another's."""
    try:
        data = place_of(stored.sha256).read_bytes()
    except OSError:
        raise Damaged(
            stored.name, "的内容不在数据目录中，请从备份恢复", "is not in the data directory; restore it"
        ) from None
    if digest(data) != stored.sha256:
        raise Damaged(
            stored.name, "的内容与登记的摘要不符，请从备份恢复", "is not what was stored; restore it"
        )
    return data
