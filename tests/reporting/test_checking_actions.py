"""Published reports are added to a batch, read, confirmed cell by cell, dated and matched; each act is audited."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.audit.models import Event
from gongkai.files.models import StoredFile
from gongkai.files.queries import content
from gongkai.kit.entry import BadEntry
from gongkai.report.checks import Level
from gongkai.report.model import Doubt
from gongkai.report.writers.json_writer import write_json
from gongkai.reporting.checking import actions, queries
from gongkai.reporting.models import CheckBatch, CheckedFile, Confirmation, FileStatus
from gongkai.reporting.reading import ReadResult, read_file
from report.changes import clean, with_cell
from reporting.checking import NOW, TODAY, TOWN, County, machine, make_county, published
from support.factories import make_agency, make_person

CELL = "requests.received.natural"


@pytest.fixture
def county(db: None, settings: Any, tmp_path: Any) -> County:
    settings.DATA_DIR = tmp_path
    return make_county()


def verbs(row: CheckedFile | CheckBatch, kind: str = "checked_file") -> list[str]:
    events = Event.objects.filter(subject_kind=kind, subject_id=str(row.pk)).order_by("seq")
    return [one.verb for one in events]


# files -------------------------------------------------------------------------------------------------------------


def test_a_file_is_stored_read_checked_and_matched(county: County) -> None:
    row = county.add(published(report=with_cell(clean(), "requests.partial.total", "2")), "乡镇/示例镇.json")
    assert row.status == FileStatus.READ
    assert (row.path, row.sequence, row.agency_name, row.year, row.form) == (
        "乡镇/示例镇.json", 1, TOWN, 2025, "2021",
    )  # fmt: skip
    assert row.agency == county.town
    assert row.errors >= 1
    assert row.checked_at == NOW
    assert b"requests" in content(row.stored_file)
    assert row.stored_file.agency_id == county.agency.pk
    assert verbs(row) == ["check.file_added"]


def test_a_file_that_cannot_be_read_says_why_and_is_no_error(county: County) -> None:
    row = county.add(b"", "空.pdf")
    assert row.status == FileStatus.UNREADABLE
    assert row.problem_zh
    assert row.problem_en
    assert (row.errors, row.agency, row.year) == (0, None, None)
    assert queries.doubtful_cells(row) == ()
    with pytest.raises(ValueError, match="was not read"):
        queries.verdict(row)


def test_the_same_content_again_is_the_row_that_is_there(county: County) -> None:
    first = county.add(published(), "甲.json")
    assert county.add(published(), "乙.json") == first
    assert CheckedFile.objects.count() == StoredFile.objects.count() == 1
    later = actions.open_batch(agency=county.agency, title="另一批", **county.by)
    data = write_json(published())
    assert actions.add_file(batch=later, data=data, path="甲.json", **county.by) != first


def test_the_same_content_at_the_same_moment_is_one_row(county: County) -> None:
    """The second comes while the first is being read."""
    data = write_json(published())

    def _slow(given: bytes, name: str) -> ReadResult:
        county.add(given, "先到.json")
        return read_file(given, name)

    row = county.add(data, "后到.json", read=_slow)
    assert row.path == "先到.json"
    assert CheckedFile.objects.count() == 1


def test_a_file_may_wait_to_be_read(county: County) -> None:
    row = county.add(published(), read=None)
    assert (row.status, row.checked_at) == (FileStatus.WAITING, None)
    assert queries.progress(county.batch) == queries.Progress(1, 0, 0, 1)
    row = actions.recheck(file=row, **county.by)
    assert row.status == FileStatus.READ
    assert queries.progress(county.batch).done == 1


def test_what_a_reader_says_is_taken_as_it_is(county: County) -> None:
    row = county.add(b"x", "a.pdf", read=lambda data, name: ReadResult(None, "坏了" * 400, "broken"))
    assert (len(row.problem_zh), row.problem_en) == (500, "broken")
    row = actions.recheck(file=row, read=lambda data, name: ReadResult(machine(published())), **county.by)
    assert (row.status, row.problem_zh, row.problem_en) == (FileStatus.READ, "", "")
    assert verbs(row) == ["check.file_added", "check.file_reread"]


def test_a_reader_that_falls_over_leaves_nothing(county: County) -> None:
    def _broken(data: bytes, name: str) -> ReadResult:
        raise RuntimeError("示例")

    with pytest.raises(RuntimeError):
        county.add(b"x", read=_broken)
    assert not CheckedFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_and_a_batch_go_with_all_that_was_confirmed(county: County) -> None:
    first, second = county.add(published()), county.add(b"x", "b.txt")
    actions.confirm_cell(file=first, where=CELL, raw="1", **county.by)
    actions.remove_file(file=second, **county.by)
    assert list(CheckedFile.objects.all()) == [first]
    pk = county.batch.pk
    actions.remove_batch(batch=county.batch, **county.by)
    assert not any(model.objects.exists() for model in (CheckBatch, CheckedFile, Confirmation, StoredFile))
    county.batch.pk = pk
    assert verbs(county.batch, "check_batch") == ["check.opened", "check.removed"]


@pytest.mark.parametrize("title", ["", "  ", "长" * 201])
def test_a_batch_has_a_name(county: County, title: str) -> None:
    with pytest.raises(BadEntry, match="名称"):
        actions.open_batch(agency=county.agency, title=title, **county.by)


# who may -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["handler", "secrecy", "system_admin", "audit_admin", None])
def test_who_has_no_post_for_it_checks_nothing(county: County, role: str | None) -> None:
    row = county.add(published())
    by = {"actor": make_person(role, county.agency), "at": NOW}
    acts: list[Any] = [
        lambda: actions.open_batch(agency=county.agency, title="示例", **by),
        lambda: actions.add_file(batch=county.batch, data=b"x", path="x", **by),
        lambda: actions.recheck(file=row, **by),
        lambda: actions.confirm_cell(file=row, where=CELL, raw="1", **by),
        lambda: actions.withdraw_confirmation(file=row, where=CELL, **by),
        lambda: actions.set_published_on(file=row, on=None, **by),
        lambda: actions.match_agency(file=row, agency=None, **by),
        lambda: actions.remove_file(file=row, **by),
        lambda: actions.remove_batch(batch=county.batch, **by),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert Event.objects.filter(verb__startswith="check.").count() == 2


@pytest.mark.parametrize("role", ["clerk", "head", "supervisor"])
def test_clerk_head_and_supervisor_check(county: County, role: str) -> None:
    person = make_person(role, county.agency)
    assert actions.open_batch(agency=county.agency, title="示例", actor=person, at=NOW).created_by == person


def test_another_office_sees_nothing_of_a_batch(county: County) -> None:
    county.add(published())
    other = Agency.objects.filter(pk=make_agency().pk)
    assert not queries.batches(other).exists()
    assert not queries.checked_files(other).exists()
    assert not queries.files_of(other, county.batch).exists()


# cells -------------------------------------------------------------------------------------------------------------


def test_a_doubtful_cell_is_confirmed_and_the_report_checked_anew(county: County) -> None:
    true = clean().requests["received"][0].raw
    row = county.add(published(report=with_cell(clean(), CELL, "l2")))
    assert (row.errors, row.doubts) == (0, 1)
    (cell,) = queries.doubtful_cells(row)
    assert cell.where == CELL
    row = actions.confirm_cell(file=row, where=CELL, raw=f" {true} ", **county.by)
    assert (row.errors, row.doubts) == (0, 0)
    assert queries.doubtful_cells(row) == ()
    (seen,) = queries.confirmations(row)
    assert (seen.raw, seen.was_raw, seen.confirmed_by, seen.at) == (true, "l2", county.clerk, NOW)
    row = actions.confirm_cell(file=row, where=CELL, raw="99", **county.by)
    assert row.errors > 0
    assert row.confirmations.count() == 1
    row = actions.withdraw_confirmation(file=row, where=CELL, **county.by)
    assert (row.errors, row.doubts) == (0, 1)
    assert verbs(row) == [
        "check.file_added",
        "check.cells_confirmed",
        "check.cells_confirmed",
        "check.cell_withdrawn",
    ]


def test_a_whole_reading_is_confirmed_at_once(county: County) -> None:
    report = published()
    cells = tuple(cell.raw for cell in report.requests["open"])
    doubt = Doubt("requests.open", "示例", (cells,), True, "按列序归位", "by the order")
    row = county.add(replace(report, doubts=(doubt,)))
    asked = queries.doubtful_cells(row)
    assert (len(asked), row.doubts) == (7, 7)
    seen = {one.where: one.candidates[0] for one in asked}
    row = actions.confirm_cells(file=row, cells=seen, **county.by)
    assert row.doubts == 0
    assert queries.verdict(row).findings == ()


def test_a_year_is_confirmed_too(county: County) -> None:
    row = county.add(published(year=2024))
    row = actions.confirm_cell(file=row, where="year", raw="2025", **county.by)
    assert row.year == 2025
    assert row.confirmations.get().was_raw == "2024"


def test_what_was_confirmed_stays_when_the_file_is_read_anew(county: County) -> None:
    row = county.add(published(report=with_cell(clean(), CELL, "l2")))
    true = clean().requests["received"][0].raw
    actions.confirm_cell(file=row, where=CELL, raw=true, **county.by)
    row = actions.recheck(file=row, **county.by)
    assert (row.errors, row.doubts) == (0, 0)


@pytest.mark.parametrize(
    ("where", "raw", "why"),
    [
        ("requests.d99.natural", "1", "没有这一格"),
        (CELL, "1" * 201, "过长"),
        ("year", "二〇二五", "四位数字"),
        ("year", "1999", "四位数字"),
    ],
)
def test_what_cannot_be_confirmed_is_told(county: County, where: str, raw: str, why: str) -> None:
    row = county.add(published())
    with pytest.raises(BadEntry, match=why) as told:
        actions.confirm_cell(file=row, where=where, raw=raw, **county.by)
    assert set(told.value.problems) == {where}


def test_a_cell_of_an_unread_file_and_one_never_confirmed_are_refused(county: County) -> None:
    with pytest.raises(BadEntry, match="没有读出"):
        actions.confirm_cell(file=county.add(b""), where=CELL, raw="1", **county.by)
    with pytest.raises(BadEntry, match="没有确认过"):
        actions.withdraw_confirmation(file=county.add(published()), where=CELL, **county.by)


# dates and offices -------------------------------------------------------------------------------------------------


def test_the_day_of_publication_is_noted_and_taken_back(county: County) -> None:
    row = county.add(published())
    assert actions.set_published_on(file=row, on=TODAY, **county.by).published_on == TODAY
    assert actions.set_published_on(file=row, on=None, **county.by).published_on is None
    for day, why in ((date(2026, 4, 16), "不能晚于今天"), (date(2024, 12, 31), "早于报告年度2025年")):
        with pytest.raises(BadEntry, match=why):
            actions.set_published_on(file=row, on=day, **county.by)
    row.refresh_from_db()
    assert row.published_on is None


def test_an_office_outside_or_unknown_is_not_matched(county: County) -> None:
    make_agency("示例外镇人民政府")
    assert county.add(published("示例外镇人民政府")).agency is None
    assert county.add(published("没有这个机关")).agency is None
    assert county.add(published("")).agency is None


def test_a_name_with_the_county_before_it_is_matched_and_that_of_another_county_is_not(
    county: County,
) -> None:
    assert county.add(published("示例省示例县示例镇人民政府")).agency == county.town
    assert county.add(published("别县示例镇人民政府")).agency is None


def test_a_code_says_more_than_a_name(county: County) -> None:
    report = replace(published("没有这个机关"), agency_code=county.other.code)
    assert county.add(report).agency == county.other


def test_a_match_by_hand_holds_until_it_is_taken_back(county: County) -> None:
    row = county.add(published())
    row = actions.match_agency(file=row, agency=county.other, **county.by)
    assert actions.recheck(file=row, **county.by).agency == county.other
    row = actions.match_agency(file=row, agency=None, **county.by)
    assert (row.agency, row.matched_by_hand) == (county.town, False)


def test_an_unreadable_file_is_given_its_office_and_year(county: County) -> None:
    row = county.add(b"")
    row = actions.match_agency(file=row, agency=county.town, year=2025, **county.by)
    assert (row.agency, row.year) == (county.town, 2025)
    for year in (1999, 2027):
        with pytest.raises(BadEntry, match="四位数字"):
            actions.match_agency(file=row, agency=county.town, year=year, **county.by)
    with pytest.raises(BadEntry, match="不在“示例县人民政府”的范围内"):
        actions.match_agency(file=row, agency=make_agency(), **county.by)


# reads -------------------------------------------------------------------------------------------------------------


def test_findings_are_the_documents_or_ours(county: County) -> None:
    report = with_cell(with_cell(clean(), "requests.partial.total", "2"), "disclosure.licence.decisions", "O")
    row = county.add(published(report=replace(report, unplaced=("示例的一行",))))
    found = queries.findings_of(queries.verdict(row))
    assert [one.doubt for one in found.documents_own] == ["document"] * len(found.documents_own)
    assert row.errors == len(found.document[Level.ERROR]) > 0
    assert {one.rule for one in found.of_reading} == {"not_a_number", "unplaced"}
    assert row.doubts == 2


def test_files_are_filtered(county: County) -> None:
    good = county.add(published(), "甲.json")
    bad = county.add(published("示例乡人民政府", report=with_cell(clean(), "requests.partial.total", "2")))
    broken = county.add(b"", "坏.pdf")
    scope = Agency.objects.filter(pk=county.agency.pk)

    def found(**filters: str) -> list[CheckedFile]:
        return list(queries.files_of(scope, county.batch, **filters))

    assert found() == [good, bad, broken]
    assert found(status="unreadable") == [broken]
    assert found(status="nonsense", severity="nonsense") == [good, bad, broken]
    assert found(severity="error") == [bad]
    assert found(severity="clean") == [good]
    assert found(severity="doubt") == []
    assert found(text=" 示例乡 ") == [bad]
    assert found(text="坏") == [broken]


def test_a_batch_is_listed_with_its_sums(county: County) -> None:
    county.add(published())
    county.add(published(report=with_cell(clean(), "requests.partial.total", "2")))
    county.add(b"")
    (batch,) = queries.batches(Agency.objects.filter(pk=county.agency.pk))
    assert (batch.total, batch.read, batch.unreadable, batch.waiting, batch.year) == (3, 2, 1, 0, 2025)
    assert batch.error_sum > 0
    assert batch.doubt_sum == 0
