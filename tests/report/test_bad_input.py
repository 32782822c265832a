"""What is no report is refused in one line, in Chinese and in English, saying what to do."""

import io
import json
import zipfile

import pytest

from gongkai.report.readers import Unreadable, read, read_bytes


def _zip():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("a.txt", "示例")
    return data.getvalue()


FLAT = "示例区2022年政府信息公开工作年度报告 一、本年新收政府信息公开申请数量 713000074 四、结转下年度继续办理 0000000"
BAD = [
    ("empty.txt", b"", "空的"),
    ("blank.txt", b" \r\n\t\n", "空的"),
    ("zeros.txt", b"\x00" * 64, "空的"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "图片"),
    ("archive.txt", _zip(), "压缩包"),
    ("page.json", b"\x1f\x8b\x08" + b"\x00\x07" * 40, "二进制"),
    ("old.txt", b"\xd0\xcf\x11\xe0" + b"\x00" * 40, "旧版 Office"),
    ("binary.txt", b"\x01\x02\x00\x03" * 50, "二进制"),
    ("line.txt", "不是年度报告".encode(), "不是年度报告"),
    ("novel.txt", "从前有一座山。\n山里有一座庙。".encode(), "不是年度报告"),
    ("cells.txt", "\t甲\n\t乙\n\n\t1\n\t2\n".encode(), "不是年度报告"),
    ("flat.txt", FLAT.encode(), "连成一片"),
    ("broken.txt", "政府信息公开".encode() + b"\xff\xff\xff", "编码已损坏"),
    ("cut.txt", b"\xef\xbb\xbf" + "公开".encode()[:-1], "编码已损坏"),
    ("cut16.txt", "公开".encode("utf-16") + b"\x4e", "编码已损坏"),
    ("picture.png", b"\x89PNG", "图片"),
    ("noending", b"x", "不是年度报告"),
    ("archive.docx", _zip(), "压缩包"),
    ("torn.docx", _zip()[:40], "已损坏"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 40, "另存为 .docx"),
    ("text.rtf", b"{\\rtf1 x}", "RTF"),
    ("broken.json", b'{"year": 2020', "不是正确的 JSON"),
    ("deep.json", b"[" * 100_000, "不是正确的 JSON"),
    ("nan.json", b'{"year": NaN}', "不是正确的 JSON"),
    ("list.json", b"[1, 2]", "形状不对"),
    ("other.json", b'{"a": 1}', "缺少“format”"),
]


@pytest.mark.parametrize(("name", "data", "why"), BAD, ids=[name for name, _, _ in BAD])
def test_a_file_that_is_no_report_is_refused_in_one_line(name, data, why):
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    problem = caught.value
    assert why in problem.zh
    assert str(problem) == problem.zh
    assert "\n" not in problem.zh + problem.en
    assert problem.en.isascii() or "format" in problem.en
    assert problem.__cause__ is None


GOOD = {"schema": 1, "year": 2020, "format": "2019", "requests": {"rows": {}}}
SHAPES = [
    {"format": "2020"},
    {"format": ["2019"]},
    {"year": "二〇二〇"},
    {"year": 20},
    {"year": None},
    {"requests": []},
    {"requests": {"rows": {"open": 5}}},
    {"requests": {"rows": {"open": [1]}}},
    {"requests": {"rows": {"open": [{"raw": 1}]}}},
    {"requests": {"rows": {"open": [{"raw": "1", "value": "1"}]}}},
    {"requests": {"rows": {"open": [{"raw": "1", "value": True}]}}},
    {"requests": {"rows": {"open": [{"raw": "1", "meaning": "word"}]}}},
    {"requests": {"rows": {"open": [{"raw": "1", "place": {"sheet": 1}}]}}},
    {"disclosure": {"rules": [1]}},
    {"remedies": [1]},
    {"preamble": [1]},
    {"preamble": {"period": ["2020-01-01"]}},
    {"preamble": {"period": ["2020-13-01", "2020-12-31"]}},
    {"preamble": {"contact": "x"}},
    {"chapters": [1]},
    {"sections": [1], "chapters": {"1": ""}},
    {"labels": [1]},
]


@pytest.mark.parametrize("change", SHAPES, ids=json.dumps)
def test_json_of_another_shape_is_refused(change):
    with pytest.raises(Unreadable, match="不是年度报告的 JSON"):
        read_bytes(json.dumps({**GOOD, **change}).encode(), "x.json")


def test_a_missing_key_is_named():
    with pytest.raises(Unreadable, match="缺少“requests”"):
        read_bytes(b'{"year": 2020, "format": "2019"}', "x.json")


def test_a_path_that_holds_no_file_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="没有这个文件"):
        read(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match="文件夹"):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def _denied(_self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", _denied)
    with pytest.raises(Unreadable, match="打不开"):
        read(tmp_path / "x.txt")
