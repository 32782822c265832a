"""Head and foot of the host site come from files, and a wrong path is said at the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.config.host_parts import host_part


def test_without_a_file_there_is_no_head():
    assert host_part({}, "GONGKAI_PORTAL_HEAD") == ""


def test_the_head_is_what_the_file_holds(tmp_path):
    (tmp_path / "head.html").write_text("<p>示例市人民政府</p>", "utf-8")
    parts = {"GONGKAI_PORTAL_HEAD": str(tmp_path / "head.html")}
    assert host_part(parts, "GONGKAI_PORTAL_HEAD") == "<p>示例市人民政府</p>"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "not UTF-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "head.html"
    if content:
        path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=r"GONGKAI_PORTAL_HEAD.*head\.html"):
        host_part({"GONGKAI_PORTAL_HEAD": str(path)}, "GONGKAI_PORTAL_HEAD")
