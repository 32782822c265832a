"""What is there already is sealed, and applicants get the digests by which they are found."""

from django.db import migrations

from gongkai.casework.blind_index import COLUMNS, index_of
from gongkai.files.resealing import Column, seal_column, unseal_column

PERSON = ("name", "id_number", "contact_person", "phone", "email", "address", "postcode")
SEALED = {
    "applicant": PERSON,
    "jointapplicant": PERSON,
    "agent": PERSON,
    "application": ("description", "hardship", "reasons", "given"),
    "casefile": ("label",),
    "letter": ("text",),
    "splitletter": ("words",),
}
CHUNK = 500


def _columns():
    for model, names in SEALED.items():
        for name in names:
            yield Column(f"casework_{model}", "id", name, f"casework.{model}.{name}")


def seal_rows(apps, schema_editor):
    """Seal column by column, in chunks, then write the digests."""
    for column in _columns():
        sum(seal_column(column))
    applicants, last = apps.get_model("casework", "Applicant").objects, 0
    while rows := _some(applicants, last):
        made = [_with_index(applicants.model, row) for row in rows]
        applicants.bulk_update(made, list(COLUMNS))
        last = rows[-1][0]


def _some(applicants, last):
    found = applicants.filter(pk__gt=last).order_by("pk")
    return list(found.values_list("pk", "application__agency_id", *COLUMNS.values())[:CHUNK])


def _with_index(model, row):
    pk, agency_id, *values = row
    return model(pk=pk, **index_of(agency_id, dict(zip(COLUMNS.values(), values, strict=True))))


def unseal_rows(apps, schema_editor):
    """Give the texts back."""
    for column in _columns():
        sum(unseal_column(column))


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_sealed"), ("files", "0003_ring_and_names")]
    operations = [migrations.RunPython(seal_rows, unseal_rows)]
