"""Reports in guarded processes: nothing is lost by the rights that were given up, and a reader is loaded when it is needed."""

import json

import pytest

from gongkai.report.guarded import Judge
from gongkai.report.judging import judgement
from gongkai.report.writers import WRITERS, write
from report.changes import EXAMPLES
from support.reports import make_report

EXAMPLE = (EXAMPLES / "clean-2021-form.txt").read_bytes()
FILES = {f"report.{fmt}": write(make_report(), fmt) for fmt in WRITERS} | {
    "report.txt": EXAMPLE,
    "report.md": EXAMPLE,
    "cells-that-ran-together.txt": "".join(EXAMPLE.decode().split()).encode(),
    "cut.docx": write(make_report(), "docx")[:5000],
    "empty.html": b"",
}


@pytest.fixture(scope="module")
def judge():
    with Judge() as made:
        yield made


@pytest.mark.parametrize("name", FILES)
def test_a_guarded_process_reads_what_an_unguarded_one_reads(judge, name):
    expected = json.loads(json.dumps(judgement(name, FILES[name])))
    assert judge.judge(FILES[name], name) == expected


def test_most_of_these_files_are_reports():
    read = [name for name, data in FILES.items() if "report" in judgement(name, data)]
    assert set(FILES) - set(read) == {"cut.docx", "empty.html"}


def test_many_files_come_back_in_their_order_from_more_processes_than_were_begun(tmp_path):
    paths = [tmp_path / name for name in FILES if name != "report.pdf"]
    for path in paths:
        path.write_bytes(FILES[path.name])
    with Judge() as made:
        found = list(made.files([*paths, tmp_path / "none.json", tmp_path], 3))
    assert [path for path, _ in found] == [*paths, tmp_path / "none.json", tmp_path]
    assert [result["problem"]["zh"] for _, result in found[-2:]] == [
        "没有这个文件，请核对路径",
        "这是文件夹，请给出其中的文件",
    ]
