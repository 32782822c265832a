"""What a printed cell means."""

from decimal import Decimal

import pytest

from gongkai.report.cells import counted, is_readable, not_applicable, of, parse, squeeze
from gongkai.report.model import Meaning, Place

PRINTED = [
    ("12", 12, Meaning.NUMBER),
    (" 12\u00a0", 12, Meaning.NUMBER),
    ("１２", 12, Meaning.NUMBER),
    ("11,398,889", 11398889, Meaning.NUMBER),
    ("11，398，889", 11398889, Meaning.NUMBER),
    ("96171.6", Decimal("96171.6"), Meaning.NUMBER),
    ("24252.311082", Decimal("24252.311082"), Meaning.NUMBER),
    ("0", 0, Meaning.ZERO),
    ("0.00", Decimal(0), Meaning.ZERO),
    ("", None, Meaning.BLANK),
    ("\u3000 \u00a0", None, Meaning.BLANK),
    ("/", None, Meaning.NOT_APPLICABLE),
    ("—", None, Meaning.NOT_APPLICABLE),
    ("－", None, Meaning.NOT_APPLICABLE),
    ("22（其中修订 16 件）", 22, Meaning.ANNOTATED),
    ("55（含自然失效 29 件）", 55, Meaning.ANNOTATED),
    ("251000元", 251000, Meaning.WITH_UNIT),
    ("3802895.90元", Decimal("3802895.90"), Meaning.WITH_UNIT),
    ("3,802,895.90 元", Decimal("3802895.90"), Meaning.WITH_UNIT),
    ("52.15万元", Decimal("52.15"), Meaning.WITH_UNIT),
    ("减3项", -3, Meaning.WITH_UNIT),
    ("减4", -4, Meaning.SIGNED),
    ("增3", 3, Meaning.SIGNED),
    ("+7", 7, Meaning.SIGNED),
    ("-18", -18, Meaning.SIGNED),
    ("－15", -15, Meaning.SIGNED),
    ("−15", -15, Meaning.SIGNED),
    ("无", None, Meaning.UNREADABLE),
    ("1 2", None, Meaning.UNREADABLE),
    ("1,2", None, Meaning.UNREADABLE),
    ("十二", None, Meaning.UNREADABLE),
]


@pytest.mark.parametrize(("raw", "value", "meaning"), PRINTED)
def test_a_printed_cell_is_read_as_it_is_meant(raw, value, meaning):
    cell = parse(raw)
    assert (cell.value, cell.meaning) == (value, meaning)


def test_the_raw_text_keeps_its_characters_and_loses_its_runs_of_blanks():
    assert parse("  22\u3000（其中修订  16 件）\n").raw == "22 （其中修订 16 件）"
    assert squeeze("科研 \n机构") == "科研 机构"


def test_a_cell_keeps_its_place():
    place = Place(table=2, row=3, column=4, line=50)
    assert parse("1", place).place == place


@pytest.mark.parametrize("number", [0, 7, -3, Decimal("1.5")])
def test_a_number_we_print_reads_back(number):
    assert parse(of(number).raw) == of(number)


def test_a_blank_and_a_stroke_count_nothing():
    assert [counted(parse(raw)) for raw in ("", "/", "3")] == [0, 0, 3]
    assert parse("/") == not_applicable()


def test_only_what_says_no_number_may_not_stand_in_a_sum():
    assert [is_readable(parse(raw)) for raw in ("", "/", "3", "减4", "无")] == [True, True, True, True, False]
