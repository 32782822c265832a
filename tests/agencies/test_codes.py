"""Codes of public bodies: check characters, and words for what is wrong."""

import pytest

from gongkai.agencies.codes import BadCode, checked, organisation_check, social_credit_check


@pytest.mark.parametrize(
    "body", ["11360983MB0000001", "11360983014690001", "12100000400000000", "91350100M000100Y4"]
)
def test_a_social_credit_code_has_one_right_last_character(body):
    right = social_credit_check(body)
    assert checked(body + right) == body + right
    with pytest.raises(BadCode, match=f"校验码应为 {right}"):
        checked(body + ("0" if right != "0" else "1"))


def test_the_example_of_the_standard_is_right():
    assert checked("91350100M000100Y43") == "91350100M000100Y43"  # GB 32100-2015


@pytest.mark.parametrize(("body", "check"), [("D2143569", "X"), ("00000000", "0")])
def test_an_organisation_code_has_one_right_last_character(body, check):
    assert organisation_check(body) == check  # D2143569-X: GB 11714-1997
    assert checked(f"{body}-{check}") == body + check


def test_blanks_and_small_letters_are_forgiven():
    assert checked(" d2143569-x ") == "D2143569X"
    assert checked("lanfang") == "LANFANG"
    assert checked("lf-01") == "LF-01"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("11360983MB000I0017", "不能有“I”"),
        ("D21435镇9X", "不能有“镇”"),
        ("D21435691", "校验码应为 X"),
        ("", "是0位"),
        ("示例镇", "自编代码"),
        ("123456789012", "是12位"),
    ],
)
def test_a_wrong_code_is_told_why(text, why):
    with pytest.raises(BadCode, match=why):
        checked(text)
