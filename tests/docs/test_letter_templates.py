"""The page on letter templates lists every field there is, and what it says works."""

import io
import re

import docx
import pytest

from casework.letter_facts import ON
from gongkai.casework.letter_templates import LARGEST, check_template
from gongkai.casework.letters import catalogue, fields
from gongkai.kit.entry import BadEntry
from support.field_table import PAGE, written

TEXT = PAGE.read_text("utf-8")


def word(text: str) -> bytes:
    made, buffer = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line.strip())
    made.save(buffer)
    return buffer.getvalue()


def example() -> str:
    return re.search(r"```text\n(.*?)```", TEXT, re.DOTALL)[1]


def test_the_table_is_that_of_the_product() -> None:
    assert written() == TEXT, "write it anew: python -m support.field_table"


def test_every_field_is_named_once_in_the_table() -> None:
    rows = re.findall(r"^\| `\{\{(.+?)\}\}` \|", TEXT, re.MULTILINE)
    assert rows == list(fields.table())


@pytest.mark.parametrize("code", sorted({one.code for one in catalogue.standard().all(ON)}))
def test_the_example_is_a_template_for_every_letter(code: str) -> None:
    check_template(code, word(example()), ON)


def test_a_mistake_is_named_as_the_page_says() -> None:
    with pytest.raises(BadEntry) as refused:
        check_template("L02", word("{{申请仁}}\n" + example()), ON)
    assert refused.value.problems["file"] in TEXT


def test_the_size_that_the_page_gives_is_the_limit() -> None:
    assert f"at most {LARGEST // 2**20} MB" in TEXT
