"""A column whose texts are sealed in the database and plain in the program."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.lookups import Exact

from gongkai.files.keys import ring
from gongkai.kit.sealing import seal, unseal

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """A text sealed under the active key, with table and column as its label; an empty one stays empty.

    The same text is another token each time, so that nothing can be sought or sorted by it: equal values are found by a
    digest in a column of its own (casework.blind_index). max_length is what forms and checks allow of the plain text.
    """

    description = "Text, encrypted at rest"

    @property
    def label(self) -> str:
        """What is authenticated with each value, such as casework.applicant.name."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way to the database."""
        text = super().get_prep_value(value)
        return seal(ring(), text, self.label) if isinstance(text, str) and text else text

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Open on the way from the database. BadSeal, KeyMissing."""
        return unseal(ring(), value, self.label) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Know only whether there is anything; Django refuses every other question (FieldError)."""
        return {"exact": _IsEmpty, "isnull": super().get_lookup("isnull")}.get(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """Know none."""
        return None


class _IsEmpty(Exact):
    """Comparison with the empty text, the one that means anything."""

    def get_prep_lookup(self) -> Any:
        """Refuse to compare with anything else."""
        if self.rhs != "":
            raise ValueError(
                "A sealed column is compared with the empty text only; equal values have a digest."
            )
        return self.rhs
