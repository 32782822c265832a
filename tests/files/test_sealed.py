"""A sealed column is plain in the program, a token in the database, and cannot be sought."""

import pytest
from django.core.exceptions import FieldError
from django.db.models.functions import Length

from files.conftest import AT
from gongkai.files import actions
from gongkai.files.models import StoredFile
from gongkai.kit.sealing import BadSeal, is_token
from support import raw

TABLE = "files_storedfile"
pytestmark = pytest.mark.usefixtures("own_ring")


def _stored(name="示例.pdf"):
    return actions.store(data=b"x", name=name, at=AT, by=None)


def test_it_is_plain_inside_and_sealed_at_rest():
    _stored()
    assert StoredFile.objects.get().name == "示例.pdf"
    assert StoredFile.objects.values_list("name", flat=True).get() == "示例.pdf"
    [kept] = raw.rows(TABLE, "name")
    assert is_token(kept)
    assert "示例" not in raw.whole()


def test_it_is_sealed_by_every_way_of_writing():
    one = _stored()
    two = StoredFile(
        **{name: getattr(one, name) for name in ("sha256", "media_type", "size", "created_at")}, name="甲"
    )
    StoredFile.objects.bulk_create([two])
    one.name = "乙"
    one.save(update_fields=["name"])
    two.name = "丙"
    StoredFile.objects.bulk_update([two], ["name"])
    StoredFile.objects.filter(pk=two.pk).update(name="丁")
    assert [row.name for row in StoredFile.objects.all()] == ["乙", "丁"]
    assert all(is_token(kept) for kept in raw.rows(TABLE, "name"))


def test_what_looks_like_a_token_is_a_text_like_any_other():
    _stored("gk1:00000000:AAAA")
    assert StoredFile.objects.get().name == "gk1:00000000:AAAA"


@pytest.mark.parametrize(
    "lookup", ["name__icontains", "name__in", "name__startswith", "name__gt", "name__length"]
)
def test_other_questions_are_refused(lookup):
    with pytest.raises(FieldError):
        list(StoredFile.objects.filter(**{lookup: "示"}))


def test_only_the_empty_text_can_be_compared_with():
    _stored()
    assert StoredFile.objects.exclude(name="").count() == 1
    assert StoredFile.objects.filter(name__isnull=True).count() == 0
    with pytest.raises(ValueError, match="equal values have a digest"):
        list(StoredFile.objects.filter(name="示例.pdf"))


def test_functions_work_on_the_token_only():
    _stored()
    assert StoredFile.objects.annotate(n=Length("name")).get().n > 30


@pytest.mark.parametrize("written", ["示例", "gk1:00000000", "gk1:zz"])
def test_what_somebody_wrote_past_the_program_is_refused(written):
    _stored()
    raw.put(TABLE, "name", written)
    with pytest.raises(BadSeal):
        StoredFile.objects.get()
