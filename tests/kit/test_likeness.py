"""How alike two texts are, by the pairs of neighbouring characters they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kit.likeness import likeness, pairs


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("财政预算", "财政预算", 1.0),
        ("财政预算", "财 政，预算！", 1.0),
        ("ＡＢＣ１２", "abc12", 1.0),
        ("财政预算", "道路养护", 0.0),
        ("财政预算", "财政决算", 1 / 3),
        ("预算", "预", 0.0),
        ("预", "预", 1.0),
        ("", "", 0.0),
        ("！？", "预算", 0.0),
    ],
)
def test_texts_are_as_alike_as_the_pairs_they_share(one, other, how):
    assert likeness(pairs(one), pairs(other)) == pytest.approx(how)


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_between_nothing_and_all(one, other):
    found = likeness(pairs(one), pairs(other))
    assert found == likeness(pairs(other), pairs(one))
    assert 0 <= found <= 1
