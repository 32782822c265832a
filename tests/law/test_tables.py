"""Reading an operator's file: every way it can be unusable is said in one line."""

import pytest

from gongkai.law import tables
from gongkai.law.errors import BadData


def test_reads_toml(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('name = "示例"', "utf-8")
    assert tables.read(path) == {"name": "示例"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name = ", "a.toml：不是正确的 TOML"),
        ('name = "示例"'.encode("gbk"), "a.toml：不是 UTF-8 编码，请另存为 UTF-8"),
    ],
)
def test_names_the_file_that_cannot_be_used(tmp_path, content, said):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(BadData) as problem:
        tables.read(path)
    assert said in str(problem.value)


def test_names_the_file_that_is_not_there(tmp_path):
    with pytest.raises(BadData, match=r"没有\.toml：读不到"):
        tables.read(tmp_path / "没有.toml")
