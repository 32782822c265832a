"""What a visitor asks the list for is read with care and written back into addresses."""

import pytest

from gongkai.portal.items.filters import Filters


def test_filters_are_read_from_an_address():
    asked = Filters.read({"q": " 预算 ", "column": "3", "category": "20-7", "year": "2025"})
    assert asked == Filters(q="预算", column=3, category="20-7", year=2025)


@pytest.mark.parametrize(
    "asked",
    [{"year": "99999999"}, {"year": "-1"}, {"column": "x"}, {"column": "²"}, {"category": "99"}, {"q": "\0"}],
)
def test_what_makes_no_sense_asks_for_nothing(asked):
    assert Filters.read(asked) == Filters()


def test_a_link_changes_one_thing_and_keeps_the_rest():
    asked = Filters(q="a&b", column=3, year=2025)
    assert asked.query(year=None) == "q=a%26b&column=3"
    assert Filters().query() == ""
