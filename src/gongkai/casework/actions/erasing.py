"""What is personal in a closed case is erased after its time; what is counted and reported stays as it was."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.models import Agent, Application, CaseFile, SideRequest, SplitLetter
from gongkai.casework.parties import COLUMNS
from gongkai.casework.retention import applicant_outstayed, files_outstayed, outstayed, sides_outstayed
from gongkai.files.actions import discard, sweep
from gongkai.kit.dates import day_of

CHUNK = 100
SETTLED = timedelta(hours=1)  # a content younger than that may belong to a row that is being written
INDEX = ("number_index", "name_index", "phone_index")


def erase_outstayed(*, agency: Agency, at: datetime) -> Iterator[int]:
    """Erase what has outstayed its time in the closed cases of an agency, case by case in chunks; gives each chunk's number.

    Broken off, it goes on where it stopped. The bytes of the files go with the last chunk.
    """
    today = day_of(at)
    while True:
        with transaction.atomic():
            cases = list(outstayed(agency, today).select_related("agency", "applicant")[:CHUNK])
            for case in cases:
                _erase(case, at)
        if not cases:
            break
        yield len(cases)
    yield from _forget_sides(agency, at)
    sweep(before=at - SETTLED)


def _erase(case: Application, at: datetime) -> None:
    today, fields = day_of(at), {}
    files = list(files_outstayed(case, today).select_related("stored"))
    for one in files:
        _drop(one)
        fields[f"file:{one.stored_id}"] = one.kind
    if applicant_outstayed(case, today):
        _forget(case, at)
        fields["applicants"] = today.isoformat()
    record(
        chain_agency_id=case.agency_id,
        verb=Verb.APPLICATION_ERASED,
        actor_id=None,
        subject_kind="application",
        subject_id=case.pk,
        fields=fields,
        at=at,
    )


@transaction.atomic
def _forget_sides(agency: Agency, at: datetime) -> list[int]:
    """Empty who asked for a correction or suggested something, and drop what proved it; give how many, if any."""
    held = list(sides_outstayed(agency, day_of(at)).select_related("evidence"))
    for side in held:
        for name in COLUMNS:
            setattr(side, name, "")
        proof, side.evidence, side.erased_on = side.evidence, None, day_of(at)
        side.save()
        if proof is not None:
            discard(stored=proof)
        _note_side(side, at)
    return [len(held)] if held else []


def _note_side(side: SideRequest, at: datetime) -> None:
    record(
        chain_agency_id=side.agency_id,
        verb=Verb.SIDE_ERASED,
        actor_id=None,
        subject_kind="side",
        subject_id=side.pk,
        at=at,
    )


def _drop(file: CaseFile) -> None:
    stored = file.stored
    CaseFile.objects.filter(pk=file.pk).delete()
    discard(stored=stored)


def _forget(case: Application, at: datetime) -> None:
    """Empty the applicant and the hardship; joint applicants and agents go, since nothing is counted by them."""
    who = case.applicant
    for name in (*COLUMNS, *INDEX):
        setattr(who, name, "")
    who.erased_on = day_of(at)
    who.save()
    case.joint_applicants.all().delete()
    Agent.objects.filter(application=case).delete()
    Application.objects.filter(pk=case.pk).update(hardship="")
    _forget_letter(case)


def _forget_letter(case: Application) -> None:
    """Empty the whole letter that a case was split from, once no part of it names anybody any more."""
    whole = SplitLetter.objects.filter(parts__application=case)
    for letter in whole.exclude(parts__application__applicant__erased_on=None):
        letter.words = ""
        letter.save(update_fields=["words"])
