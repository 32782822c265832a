"""The fee for processing information, by case and by volume."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.errors import Unlawful
from gongkai.law.fees import fee, fee_of_next, one_method
from law.case_files import cases

DAY = date(2026, 11, 23)
METHODS = st.sampled_from(["by_case", "by_volume"])
NUMBERS = st.integers(0, 3000)


@pytest.mark.parametrize("case", [one for one in cases("fees") if "amount" in one.values[0]])
def test_fee_is_the_sum_of_its_tiers(case):
    got = fee(case["method"], case["units"], on=DAY, before=case.get("before", 0))
    assert got.amount == case["amount"]
    assert case["article"] == got.cite
    if "lines" in case:
        assert list(got.derivation) == case["lines"]


@pytest.mark.parametrize("case", [one for one in cases("fees") if "refused" in one.values[0]])
def test_fee_is_refused(case):
    with pytest.raises(Unlawful) as refusal:
        fee(case["method"], case["units"], on=case.get("on", DAY), before=case.get("before", 0))
    assert case["refused"] in str(refusal.value)
    assert refusal.value.article == case["article"]


def test_a_sum_is_written_on_one_line():
    assert fee("by_case", 32, on=DAY).explained == "20件×100元＋2件×200元＝2400元"
    assert fee("by_volume", 30, on=DAY).explained == "30页，不收费"


def test_nothing_costs_nothing():
    nothing = fee("by_volume", 0, on=DAY)
    assert (nothing.amount, nothing.lines, nothing.explained) == (0, (), "0页，不收费")


@settings(deadline=None, max_examples=100)
@given(METHODS, NUMBERS, NUMBERS)
def test_more_never_costs_less(method, one, other):
    fewer, more = sorted((one, other))
    assert fee(method, fewer, on=DAY).amount <= fee(method, more, on=DAY).amount


@settings(deadline=None, max_examples=100)
@given(NUMBERS, NUMBERS)
def test_a_month_costs_the_same_however_it_is_cut(first, second):
    whole = fee("by_case", first + second, on=DAY).amount
    cut = fee("by_case", first, on=DAY).amount + fee("by_case", second, on=DAY, before=first).amount
    assert whole == cut


@settings(deadline=None, max_examples=100)
@given(METHODS, NUMBERS)
def test_tiers_cover_every_unit_once_at_rising_rates(method, units):
    lines = fee(method, units, on=DAY).lines
    assert [n for line in lines for n in range(line.first, line.last + 1)] == list(range(1, units + 1))
    assert [line.rate for line in lines] == sorted({line.rate for line in lines})


def test_the_next_application_counts_with_those_of_its_month():
    twelve = [date(2026, 11, 1) + timedelta(n) for n in range(12)]
    assert fee_of_next(twelve, on=DAY).amount == 100
    assert fee_of_next(twelve[:10], on=DAY).amount == 100
    assert fee_of_next(twelve[:9], on=DAY).amount == 0


def test_a_new_month_begins_at_nothing():
    november = [date(2026, 11, 2)] * 40
    assert fee_of_next(november, on=date(2026, 11, 30)).amount == 300
    assert fee_of_next(november, on=date(2026, 12, 1)).amount == 0
    assert fee_of_next(november, on=date(2027, 11, 2)).amount == 0


def test_later_applications_do_not_count():
    assert fee_of_next([date(2026, 11, 24)] * 40, on=DAY).amount == 0


def test_a_negative_number_before_is_refused():
    with pytest.raises(Unlawful, match="不能为负：-5"):
        fee("by_case", 3, on=DAY, before=-5)


def test_one_application_has_one_method():
    assert one_method([]) is None
    assert one_method(["by_case", "by_case"]) == "by_case"
    with pytest.raises(Unlawful, match="同一件申请不能同时按件计收和按量计收") as refusal:
        one_method(["by_volume", "by_case"])
    assert refusal.value.article == "国办函〔2020〕109号第三条"
