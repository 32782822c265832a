"""The example town: the real figures of 2020, everything made up marked, loaded once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from gongkai.agencies.models import Agency, Person
from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from gongkai.casework.models import Application
from gongkai.config import demo
from gongkai.config.data_dir import is_demo
from gongkai.config.example.loader import NotEmpty, example_data, load_example
from gongkai.publishing.models import Item
from gongkai.publishing.queries import public, year_counts
from gongkai.report.checks import check
from gongkai.report.model import REQUEST_COLUMNS
from gongkai.reporting.compiler import compile_report
from gongkai.reporting.queries import frozen_report, public_report
from support.factories import make_agency

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def town(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agency:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    assert load_example(at=AT)
    return Agency.objects.get(code="LANFANG")


def test_it_compiles_in_the_form_of_2019_without_any_finding(town: Agency) -> None:
    report = compile_report(town, 2020, today=TODAY)
    assert report.form == "2019"
    assert check(report) == ()
    values = {row: tuple(cell.value for cell in cells) for row, cells in report.requests.items()}
    assert {row for row, cells in values.items() if any(cells)} == {"received", "open", "total"}
    assert (
        values["received"] == values["open"] == values["total"] == (1, *[0] * (len(REQUEST_COLUMNS) - 2), 1)
    )
    assert all(cell.value == 0 for cells in report.remedies.values() for cell in cells)
    assert all(cell.value == 0 for cells in report.disclosure.values() for cell in cells.values())


def test_it_prints_the_contact_of_the_real_report(town: Agency) -> None:
    preamble = compile_report(town, 2020, today=TODAY).preamble
    contact = preamble.contact
    assert (contact.address, contact.phone, contact.postcode) == (
        "高安市兰丰路10号",
        "0795-5715930",
        "330800",
    )
    assert preamble.download == ("http://www.gaoan.gov.cn",)


def test_its_report_is_published_as_compiled(town: Agency) -> None:
    row = public_report(town, 2020, AT)
    assert row.history
    assert check(frozen_report(row)) == ()


def test_it_has_56_items_all_of_2020_and_all_marked(town: Agency) -> None:
    items = public(town, AT)
    assert items.count() == sum(row.count for row in year_counts(town.pk, 2020)) == 56
    assert all(item.history and "示例" in item.title and "示例" in item.body for item in items)
    names = [row.column.name for row in year_counts(town.pk, 2020)]
    assert names == ["机构简介", "机构职能", "发展规划", "政务动态", "公示公告", "财政预决算", "年度报告"]


def test_the_assumed_outcome_says_that_it_is_assumed(town: Agency) -> None:
    case = Application.objects.get(agency=town)
    assert case.outcome_code == "open"
    assert "假定" in case.reasons
    assert "示例" in case.applicant.name


def test_its_sign_ins_are_those_that_the_server_prints(town: Agency) -> None:
    assert {name for name, _title in demo.SIGN_INS} == set(Person.objects.values_list("username", flat=True))
    assert all(
        person.check_password(demo.PASSWORD) and "示例" in person.name for person in Person.objects.all()
    )


def test_a_second_load_changes_nothing(town: Agency) -> None:
    before = (Event.objects.count(), Item.objects.count(), Application.objects.count())
    assert not load_example(at=AT)
    call_command("load_example", verbosity=0)
    assert (Event.objects.count(), Item.objects.count(), Application.objects.count()) == before
    assert verify() == []


def test_the_directory_is_marked_as_demo(town: Agency) -> None:
    assert is_demo(Path(settings.DATA_DIR))


def test_it_never_mixes_with_real_data(db: None) -> None:
    make_agency()
    with pytest.raises(NotEmpty):
        load_example(at=AT)
    with pytest.raises(CommandError, match="GONGKAI_DATA"):
        call_command("load_example")
    assert not Agency.objects.filter(code="LANFANG").exists()


def test_every_made_up_text_is_marked() -> None:
    data = example_data()
    assert "示例" in data["mark"]
    assert "示例" in data["notice"]
    assert all("示例" in row["name"] for row in data["people"])
