"""Where a string in which cells ran together may be cut."""

import pytest

from gongkai.report.readers.cutting import Budget, Run, fewest, groups_summed, readings, summed

SEVEN = ("count",) * 7
CHANGED = ("count", "change", "count")


@pytest.mark.parametrize(
    ("printed", "kinds", "expected"),
    [
        ("000", ("count",) * 3, ["0 0 0"]),
        ("107", ("count",) * 3, ["1 0 7"]),
        ("105", ("count",) * 2, ["10 5"]),
        ("1 05", ("count",) * 3, ["1 0 5"]),
        ("12 3", ("count",) * 2, ["12 3"]),
        ("12|3\t4", ("count",) * 3, ["12 3 4"]),
        ("123", ("count",) * 2, ["1 23", "12 3"]),
        ("05", ("count",), []),
        ("35-15", ("count", "change"), ["35 -15"]),
        ("///", ("count",) * 3, ["/ / /"]),
        ("--0", ("count",) * 3, ["- - 0"]),
        ("——————", ("count",) * 3, ["—— —— ——"]),
        ("4减12", CHANGED, ["4 减1 2"]),
        ("125.50元", ("count", "amount"), ["1 25.50元", "12 5.50元"]),
        ("10.50元", ("count", "amount"), ["1 0.50元"]),
        ("9.25", ("count", "amount"), []),
        ("12（其中 修订 2 件）0", ("count",) * 2, ["12（其中修订2件） 0"]),
        ("1,2340", ("count",) * 2, ["1,234 0"]),
        ("", ("count",) * 2, [" "]),
    ],
)
def test_every_cut_that_gives_numbers_is_found(printed, kinds, expected):
    assert [" ".join(one) for one in readings(Run.of(printed), kinds)] == expected


def test_a_sum_tells_where_to_cut():
    assert summed(Run.of("123000015"), 7, Budget()) == [("12", "3", "0", "0", "0", "0", "15")]
    assert summed(Run.of("113000014"), 7, Budget()) == [
        ("1", "13", "0", "0", "0", "0", "14"),
        ("11", "3", "0", "0", "0", "0", "14"),
    ]
    assert summed(Run.of("123000016"), 7, Budget()) == []


def test_a_blank_is_a_cut():
    assert summed(Run.of("11 3000014"), 7, Budget()) == [("11", "3", "0", "0", "0", "0", "14")]


def test_the_groups_of_table_four_are_cut_by_their_sums():
    assert groups_summed(Run.of("201031000100000"), 3, Budget()) == [
        (tuple("20103"), tuple("10001"), tuple("00000"))
    ]
    assert groups_summed(Run.of("11 1 0 0 12" + "10001" + "0 0 0 0 0"), 3, Budget()) == [
        (("11", "1", "0", "0", "12"), ("1", "0", "0", "0", "1"), ("0",) * 5)
    ]


def test_the_least_number_of_cells_tells_whether_blanks_could_hide():
    assert fewest(Run.of("0000000")) == 7
    assert fewest(Run.of("1000001")) == 1
    assert fewest(Run.of("1 0 0 0 0 0 1")) == 7
    assert fewest(Run.of("约5")) == 0


def test_a_string_that_no_row_can_be_is_not_searched():
    assert readings(Run.of("1" * 1_000_000), SEVEN) is None
    assert summed(Run.of("1" * 1_000_000), 7, Budget()) is None
    assert readings(Run.of("1" * 60), SEVEN) is None
    assert summed(Run.of("1" * 60), 7, Budget(500)) is None
