"""A number that somebody gives of themselves: taken where it can be right, refused with what is wrong with it."""

from datetime import date

import pytest

from gongkai.casework.identity import IdKind, number_problem, phone_problem, tidy_number

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "number", "says"),
    [
        (IdKind.RESIDENT, "110101199001010015", ""),
        (IdKind.RESIDENT, "1101 0119 9001 0100 15", ""),
        (IdKind.RESIDENT, "11010119900101001", "应为18位，现为17位"),
        (IdKind.RESIDENT, "110101199001010019", "校验位不符"),
        (IdKind.RESIDENT, "11010119900101001A", "校验位不符"),
        (IdKind.RESIDENT, "1101O1199001010015", "只有数字"),
        (IdKind.CREDIT, "91110000600037341L", ""),
        (IdKind.CREDIT, "9111000060003734", "应为18位，现为16位"),
        (IdKind.CREDIT, "911100006000373411", "校验位不符"),
        (IdKind.CREDIT, "9111000060003734IL", "不应有的字符"),
        (IdKind.PASSPORT, "E00000000", ""),
        (IdKind.OTHER, "示例", ""),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong_with_it(kind, number, says):
    problem = number_problem(kind, number, DAY)
    assert (says in problem) if says else problem == ""


def test_a_resident_number_with_an_impossible_or_future_birthday_is_refused():
    from stdnum.cn import ric

    def numbered(born):
        stem = f"110101{born}001"
        return stem + ric.calc_check_digit(stem + "0")

    assert "不存在" in number_problem(IdKind.RESIDENT, numbered("19900230"), DAY)
    assert "晚于今天" in number_problem(IdKind.RESIDENT, numbered("20261124"), DAY)
    assert number_problem(IdKind.RESIDENT, numbered("20261123"), DAY) == ""


def test_a_place_that_no_list_knows_is_no_reason_to_turn_a_person_away():
    from stdnum.cn import ric

    stem = "83000019900101001"  # the residence permit for Taiwan's people
    assert number_problem(IdKind.RESIDENT, stem + ric.calc_check_digit(stem + "0"), DAY) == ""


def test_a_village_body_has_a_letter_in_front_of_its_code():
    from stdnum.cn import uscc

    stem = "N2110000MF0000001"
    assert number_problem(IdKind.CREDIT, stem + uscc.calc_check_digit(stem + "0"), DAY) == ""


def test_numbers_are_kept_without_blanks_and_with_large_letters():
    assert tidy_number(IdKind.RESIDENT, "11010119900101001x ") == "11010119900101001X"
    assert tidy_number(IdKind.RESIDENT, "１１０１０１１９９００１０１００１５") == "110101199001010015"
    assert tidy_number(IdKind.CREDIT, "91110000 600037341l") == "91110000600037341L"
    assert tidy_number(IdKind.OTHER, " 示例 甲 ") == "示例 甲"


@pytest.mark.parametrize(
    "phone", ["13812345678", "138 1234 5678", "0795-5251234", "010-65251234转801", "+85223456789"]
)
def test_a_number_that_can_be_called_is_taken(phone):
    assert phone_problem(phone) == ""


@pytest.mark.parametrize("phone", ["1381234567", "5251234", "没有", "000-00000000"])
def test_a_number_that_cannot_be_called_is_refused_with_how_to_write_it(phone):
    assert "固定电话前加区号" in phone_problem(phone)
