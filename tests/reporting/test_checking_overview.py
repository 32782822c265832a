"""A county sees who owes a report, whose was seen, when it was published, and with how many errors, worst first."""

from datetime import date
from typing import Any

import pytest

from gongkai.agencies.models import Agency
from gongkai.reporting.checking import actions
from gongkai.reporting.checking.overview import Overview, OverviewRow, Seen, Standing, overview
from report.changes import clean, with_cell
from reporting.checking import OTHER, TODAY, County, make_county, published
from support.cases import Office, publish_year
from support.factories import make_agency, make_person


@pytest.fixture
def county(db: None, settings: Any, tmp_path: Any) -> County:
    settings.DATA_DIR = tmp_path
    return make_county()


def seen(county: County, **more: Any) -> Overview:
    scope = Agency.objects.filter(pk=county.agency.pk)
    return overview(scope, **{"top": county.agency, "year": 2025, "today": TODAY, **more})


def of(found: Overview, agency: Agency) -> OverviewRow:
    return next(one for one in found.rows if one.agency == agency)


def test_everybody_who_owes_a_report_has_a_row(county: County) -> None:
    make_agency("示例学校", kind="public_enterprise", under=county.agency)
    make_agency("新设镇人民政府", under=county.agency, since=date(2026, 1, 5))
    found = seen(county)
    assert {one.agency for one in found.rows} == {county.agency, county.town, county.other}
    assert of(found, county.agency).due == date(2026, 3, 31)
    assert (of(found, county.town).due, of(found, county.town).due_note) == (
        date(2026, 1, 31),
        "惯例口径，可配置",
    )
    assert of(found, county.agency).due_note == ""


def test_what_is_not_there_is_missing_only_after_its_day(county: County) -> None:
    assert of(seen(county), county.town).standing == Standing.MISSING
    early = of(seen(county, today=date(2026, 1, 31)), county.town)
    assert (early.standing, early.seen, early.late) == (Standing.AWAITED, Seen.NONE, False)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 1, 31), Standing.ON_TIME),
        (date(2026, 2, 1), Standing.LATE),
        (None, Standing.UNDATED),
    ],
)
def test_the_day_of_publication_tells_whether_it_was_late(
    county: County, day: date | None, standing: Standing
) -> None:
    row = county.add(published(report=with_cell(clean(), "requests.partial.total", "2")))
    row = actions.set_published_on(file=row, on=day, **county.by)
    found = of(seen(county), county.town)
    assert (found.file, found.published_on, found.standing) == (row, day, standing)
    assert (found.seen, found.errors) == (Seen.READ, row.errors)


def test_a_corrected_report_is_counted_and_the_first_day_holds(county: County) -> None:
    first = county.add(published(report=with_cell(clean(), "requests.partial.total", "2")))
    actions.set_published_on(file=first, on=date(2026, 1, 20), **county.by)
    second = county.add(published())
    actions.set_published_on(file=second, on=date(2026, 4, 1), **county.by)
    found = of(seen(county), county.town)
    assert (found.file, found.errors, found.standing) == (second, 0, Standing.ON_TIME)


def test_what_could_not_be_read_is_there_and_no_fault(county: County) -> None:
    row = county.add(b"", "示例镇.pdf")
    assert seen(county).unmatched == (row,)
    row = actions.match_agency(file=row, agency=county.town, year=2025, **county.by)
    found = of(seen(county), county.town)
    assert (found.seen, found.errors, found.standing) == (Seen.UNREADABLE, 0, Standing.UNDATED)
    assert seen(county).unmatched == ()


def test_files_of_nobody_and_of_who_owes_nothing_are_not_lost(county: County) -> None:
    school = make_agency("示例学校", kind="public_enterprise", under=county.agency)
    unknown = county.add(published("没有这个机关"))
    owing_nothing = county.add(published("示例学校"))
    assert owing_nothing.agency == school
    county.add(published(year=2024))
    assert seen(county).unmatched == (unknown, owing_nothing)


def test_a_report_published_in_this_system_is_seen(county: County) -> None:
    clerk, head = make_person("clerk", county.town), make_person("head", county.town)
    publish_year(Office(county.town, clerk, head), 2025)
    found = of(seen(county), county.town)
    assert (found.seen, found.published_on, found.standing) == (
        Seen.OWN, date(2026, 1, 20), Standing.ON_TIME,
    )  # fmt: skip
    assert (found.file, found.errors) == (None, 0)


def test_one_batch_alone_can_be_looked_at(county: County) -> None:
    later = actions.open_batch(agency=county.agency, title="另一批", **county.by)
    county.add(published())
    assert of(seen(county), county.town).seen == Seen.READ
    assert of(seen(county, batch=later), county.town).seen == Seen.NONE


def test_batches_of_others_do_not_count(county: County) -> None:
    county.add(published())
    found = overview(Agency.objects.filter(pk=county.other.pk), top=county.agency, year=2025, today=TODAY)
    assert of(found, county.town).seen == Seen.NONE


def test_the_worst_stands_first_and_other_orders_can_be_asked_for(county: County) -> None:
    late = county.add(published())
    actions.set_published_on(file=late, on=date(2026, 2, 3), **county.by)
    bad = county.add(published(OTHER, report=with_cell(clean(), "requests.partial.total", "2")))
    actions.set_published_on(file=bad, on=date(2026, 1, 3), **county.by)

    def order(name: str) -> list[Agency]:
        return [one.agency for one in seen(county, order=name).rows]

    assert order("worst") == order("nonsense") == [county.agency, county.town, county.other]
    assert order("agency") == [county.agency, county.town, county.other]
    assert order("published") == [county.other, county.town, county.agency]
    assert order("errors")[0] == county.other


def test_more_offices_ask_no_more_of_the_database(county: County, django_assert_num_queries: Any) -> None:
    for number in range(5):
        make_agency(f"示例{number}街镇人民政府", under=county.agency)
        county.add(published(f"示例{number}街镇人民政府"))
    with django_assert_num_queries(4):
        assert seen(county).sums["received"] == 5


def test_the_sums_are_those_of_the_rows(county: County) -> None:
    row = county.add(published(report=with_cell(clean(), "requests.partial.total", "2")))
    county.add(published("没有这个机关"))
    sums = seen(county).sums
    assert (sums["owed"], sums["received"], sums["seen_read"], sums["seen_none"]) == (3, 1, 1, 2)
    assert (sums["missing"], sums["undated"], sums["errors"], sums["unmatched"]) == (2, 1, row.errors, 1)
