"""gongkai read and convert."""

import json
import zipfile

import pytest

from gongkai.report.writers import WRITERS


def test_read_prints_the_machine_format(gongkai, wrong):
    result = gongkai("read", wrong, "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["schema"], data["format"]) == (0, 1, "2021")
    assert data["findings"]
    assert len(data["requests"]["rows"]["received"]) == 7


def test_several_files_give_one_object_a_line(gongkai, clean, wrong):
    lines = gongkai("read", clean, wrong, "--json").stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["shili-2025"] * 2


def test_read_describes_a_report_for_people(gongkai, clean):
    assert "示例镇人民政府 2025" in gongkai("read", clean).stdout


def test_read_names_what_it_cannot_read_and_goes_on(gongkai, clean, tmp_path):
    result = gongkai("read", tmp_path / "none.json", clean)
    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr
    assert "示例镇人民政府" in result.stdout
    assert gongkai("read", tmp_path / "*.doc").exit_code == 2


@pytest.mark.parametrize("fmt", list(WRITERS))
def test_convert_writes_every_format(gongkai, clean, tmp_path, fmt):
    target = tmp_path / f"out.{fmt}"
    assert gongkai("convert", clean, "-o", target).exit_code == 0
    assert target.stat().st_size > 1000
    assert zipfile.is_zipfile(target) == (fmt in {"docx", "xlsx"})
    assert not target.with_name(target.name + ".part").exists()


def test_convert_refuses_a_format_it_does_not_know(gongkai, clean, tmp_path):
    result = gongkai("convert", clean, "-o", tmp_path / "out.wps")
    assert result.exit_code == 2
    assert ".docx" in result.stderr


def test_convert_leaves_the_old_file_when_the_source_cannot_be_read(gongkai, tmp_path):
    target = tmp_path / "out.json"
    target.write_text("old", "utf-8")
    assert gongkai("convert", tmp_path / "none.txt", "-o", target).exit_code == 2
    assert target.read_text("utf-8") == "old"


def test_convert_says_when_it_cannot_write(gongkai, clean, tmp_path):
    result = gongkai("convert", clean, "-o", tmp_path / "no" / "out.json")
    assert result.exit_code == 2
    assert "不能写入" in result.stderr
