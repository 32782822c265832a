"""After its time what is personal goes and what is counted stays; open cases and those within their time are not touched."""

from datetime import UTC, date, datetime

import pytest

from gongkai.agencies.models import Agency
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.actions import erasing
from gongkai.casework.actions.erasing import erase_outstayed
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Application, CaseFile, CaseFileKind
from gongkai.casework.queries import year_counts
from gongkai.casework.retention import expired, outstayed
from gongkai.files.models import StoredFile
from gongkai.files.places import everything
from support import raw
from support.cases import answer, moment, step

MONDAY = date(2026, 3, 2)
LAST, AFTER = date(2036, 12, 31), date(2037, 1, 1)
WORDS = "示例：村级公路养护合同"
PDF = b"%PDF-1.7 shili"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def _case(office, *, closed=True, archived=False, files=("identity", "application")):
    made = actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(MONDAY),
        who=Who(name="示例甲", kind="natural", id_kind="护照", id_number="E12345678", phone="13800001234"),
        joint=(Who(name="示例乙", kind="natural"),),
        agent=Who(name="示例丙", kind="natural"),
        intake=Intake(channel="oral", submitted_on=MONDAY, description=WORDS, hardship="示例：视力残疾"),
    )
    for number, kind in enumerate(files):
        facts = {"kind": kind, "name": f"{kind}.pdf", "data": PDF + b"%d" % (made.pk * 9 + number)}
        actions.attach(application=made, actor=office.clerk, at=moment(MONDAY), **facts)
    if closed:
        made = answer(office, made, MONDAY)
    if archived:
        made = step(actions.archive, made, office.clerk, MONDAY)
    return made


def _erase(office, day=AFTER):
    # An hour later than what the disk says, as it is years later.
    return list(
        erase_outstayed(agency=office.agency, at=max(moment(day), datetime(2037, 1, 1, 2, tzinfo=UTC)))
    )


def _found(day):
    return [(one.applicants, dict(one.files)) for one in expired(Agency.objects.all(), day)]


def test_a_look_changes_nothing_and_counts_what_would_go(office):
    _case(office)
    _case(office, closed=False)
    before = raw.whole()
    assert _found(LAST) == []
    assert _found(AFTER) == [(1, {"proofs": 1, "papers": 1, "packages": 0})]
    assert raw.whole() == before


def test_who_applied_is_forgotten_and_what_was_asked_stays(office):
    case = _case(office)
    assert _erase(office) == [1]
    case = Application.objects.get(pk=case.pk)
    who = case.applicant
    assert [who.name, who.id_number, who.phone, who.id_kind, who.number_index] == [""] * 5
    assert (who.erased_on, who.masked_name) == (AFTER, "（已清除）")
    assert (case.joint_applicants.count(), hasattr(case, "agent"), case.hardship) == (0, False, "")
    assert (case.description, case.applicant_kind, case.outcome_code) == (WORDS, "natural", "open")


def test_papers_and_proofs_go_with_their_bytes_and_others_stay(office):
    _case(office, files=("identity", "authority", "application", "supplement", "opinion", "other"))
    assert _erase(office) == [1]
    assert {one.kind for one in CaseFile.objects.all()} == {"opinion", "other"}
    assert StoredFile.objects.count() == len(list(everything())) == 2


def test_the_archive_package_goes_in_its_own_time(office):
    _case(office, archived=True)
    assert _erase(office) == [1]
    assert [one.kind for one in CaseFile.objects.all()] == [CaseFileKind.ARCHIVE]
    assert _found(date(2057, 1, 1)) == [(0, {"proofs": 0, "papers": 0, "packages": 1})]
    assert _erase(office, date(2057, 1, 1)) == [1]
    assert not CaseFile.objects.exists()


def test_the_figures_of_the_year_stay(office):
    for _ in range(3):
        _case(office)
    before = year_counts(office.agency.pk, 2026, "2021")
    assert any(before.values())
    _erase(office)
    assert year_counts(office.agency.pk, 2026, "2021") == before


def test_open_cases_and_those_within_their_time_are_not_touched(office):
    _case(office)
    _case(office, closed=False)
    assert list(outstayed(office.agency, LAST)) == []
    _erase(office)
    assert Application.objects.filter(applicant__erased_on=None).count() == 1


def test_a_run_that_was_broken_off_goes_on_and_a_second_finds_nothing(office, monkeypatch):
    monkeypatch.setattr(erasing, "CHUNK", 2)
    for _ in range(3):
        _case(office, files=())
    steps = erase_outstayed(agency=office.agency, at=moment(AFTER))
    assert next(steps) == 2
    steps.close()
    assert _erase(office) == [1]
    assert _erase(office) == []
    assert _found(AFTER) == []


def test_an_agency_has_its_own_years(office, settings):
    settings.RETENTION = {**settings.RETENTION, office.agency.code: {**settings.RETENTION[""], "proofs": 1}}
    _case(office)
    assert _found(date(2028, 1, 1)) == [(0, {"proofs": 1, "papers": 0, "packages": 0})]


def test_the_whole_letter_goes_with_the_last_of_its_parts(office):
    from gongkai.casework.models import SplitLetter, SplitPart

    first, second = _case(office, files=()), _case(office, files=())
    letter = SplitLetter.objects.create(
        agency=office.agency, words="示例甲的来信", by=office.clerk, at=moment(MONDAY)
    )
    for place, one in enumerate((first, second)):
        SplitPart.objects.create(letter=letter, application=one, place=place)
    _erase(office)
    letter.refresh_from_db()
    assert letter.words == ""


def test_each_case_is_in_the_audit_without_a_value(office):
    case = _case(office)
    _erase(office)
    event = Event.objects.filter(verb="application.erased").get()
    assert (event.chain, event.subject_id) == (f"agency:{office.agency.pk}", str(case.pk))
    assert "applicants" in event.fields
    assert not any(text in str(event.fields) for text in ("示例甲", "E12345678", "13800001234"))
