"""Personal data is shown with its middle covered."""

import pytest

from gongkai.kit.masking import mask_address, mask_document, mask_email, mask_name, mask_number


@pytest.mark.parametrize(("name", "shown"), [("张三丰", "张**"), (" 李四 ", "李*"), ("王", "王"), ("", "")])
def test_a_name_keeps_its_first_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800000078", "138******78"),
        ("0795-5710000", "079*-*****00"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_number_keeps_its_ends(number: str, shown: str) -> None:
    assert mask_number(number) == shown


def test_the_tail_and_head_of_a_number_can_be_chosen() -> None:
    assert mask_number("110101199001011234", head=6, tail=4) == "110101********1234"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("35010119900307001X", "3501**********001X"),
        ("91350100M000100Y43", "9135**********0Y43"),
        ("E12345678", "E1*****78"),
        ("N1234", "*****"),
        ("", ""),
    ],
)
def test_the_number_of_a_paper_keeps_its_ends(number: str, shown: str) -> None:
    assert mask_document(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"), [("zhang@example.com", "z***@example.com"), ("nobody", "******")]
)
def test_an_email_keeps_its_host(address: str, shown: str) -> None:
    assert mask_email(address) == shown


@pytest.mark.parametrize(
    ("address", "shown"), [("示例市示例路10号2单元", "示例市示例路******"), ("短", "短")]
)
def test_an_address_keeps_its_beginning(address: str, shown: str) -> None:
    assert mask_address(address) == shown
