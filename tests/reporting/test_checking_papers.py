"""A letter goes to the office that was matched; the overview goes out as a workbook in Chinese."""

import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from django.utils.translation import override

from gongkai.agencies.models import Agency
from gongkai.reporting.checking import actions
from gongkai.reporting.checking.overview import Seen, Standing, overview
from gongkai.reporting.checking.papers import SEEN_MOODS, STANDING_MOODS, letter_of, overview_sheet
from report.changes import clean, with_cell
from reporting.checking import TODAY, TOWN, County, make_county, published

BY = {"on": TODAY, "reply_by": date(2026, 4, 30)}


@pytest.fixture
def county(db: None, settings: Any, tmp_path: Any) -> County:
    settings.DATA_DIR = tmp_path
    return make_county()


def text(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def test_the_letter_goes_from_the_office_that_checks_to_the_one_that_is_matched(county: County) -> None:
    row = county.add(published(report=with_cell(clean(), "requests.partial.total", "2")))
    found = text(letter_of(row, **BY))
    assert f"{TOWN}：" in found
    assert "示例县人民政府" in found
    assert "甲：" in text(letter_of(row, to="甲", **BY))
    unknown = county.add(published("没有这个机关"))
    assert "没有这个机关：" in text(letter_of(unknown, **BY))


def test_what_was_confirmed_is_no_longer_in_the_letter(county: County) -> None:
    cell = "requests.received.natural"
    row = county.add(published(report=with_cell(clean(), cell, "l2")))
    assert "一、我单位未能准确读出的内容" in text(letter_of(row, **BY))
    raw = clean().requests["received"][0].raw
    row = actions.confirm_cell(file=row, where=cell, raw=raw, **county.by)
    assert "一、我单位未能准确读出的内容" not in text(letter_of(row, **BY))


def test_there_is_no_letter_on_what_was_not_read(county: County) -> None:
    with pytest.raises(ValueError, match="was not read"):
        letter_of(county.add(b""), **BY)


def test_the_overview_is_a_workbook_in_chinese(county: County) -> None:
    county.add(published())
    county.add(b"", "坏.pdf")
    found = overview(Agency.objects.filter(pk=county.agency.pk), top=county.agency, year=2025, today=TODAY)
    with override("en"):
        data = overview_sheet(found)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert sheet["A1"].value == "示例县人民政府2025年度政府信息公开工作年度报告公布情况"
    assert "期限已过，未收到" in values
    assert "公布日期未填" in values
    assert any("坏.pdf" in str(one) for one in values)


def test_every_standing_has_its_colour() -> None:
    assert set(STANDING_MOODS) == set(Standing)
    assert set(SEEN_MOODS) == set(Seen)
