"""gongkai check: what it prints, and with which exit code."""

import json

from support import needs


def test_a_clean_report_exits_0(gongkai, clean):
    result = gongkai("check", clean)
    assert result.exit_code == 0
    assert "错误 0" in result.stdout


def test_errors_exit_1_and_name_row_column_printed_and_computed(gongkai, wrong):
    result = gongkai("check", wrong)
    assert result.exit_code == 1
    assert "row_sum" in result.stdout
    assert "总计" in result.stdout


def test_something_unreadable_exits_2_with_one_line(gongkai, tmp_path, clean):
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = gongkai("check", clean, empty)
    assert result.exit_code == 2
    lines = [line for line in result.stdout.splitlines() if "empty.txt" in line]
    assert len(lines) == 1
    assert "空" in lines[0]


def test_a_missing_file_is_one_line(gongkai, tmp_path):
    result = gongkai("check", tmp_path / "none.txt")
    assert result.exit_code == 2
    assert "没有这个文件" in result.stdout


def test_folders_and_patterns_are_searched_and_summed_up(gongkai, tmp_path, clean, wrong):
    for given in (tmp_path, tmp_path / "*.json"):
        result = gongkai("check", given)
        assert result.exit_code == 1
        assert "共 2 份：1 份有错误" in result.stdout


def test_a_folder_without_reports_says_so(gongkai, tmp_path):
    result = gongkai("check", tmp_path)
    assert result.exit_code == 2
    assert "没有找到年报文件" in result.stderr


def test_errors_only_leaves_hints_out(gongkai, clean):
    assert "提示]" not in gongkai("check", clean, "--errors").stdout


def test_json_is_one_object_a_line(gongkai, clean, wrong, tmp_path):
    (tmp_path / "none.json").write_text("{}", "utf-8")
    result = gongkai("check", tmp_path, "--json")
    found = {row["file"].rsplit("/", 1)[-1]: row for row in map(json.loads, result.stdout.splitlines())}
    assert [found[name]["status"] for name in ("clean.json", "wrong.json", "none.json")] == [
        "ok",
        "errors",
        "unreadable",
    ]
    assert {"rule", "where", "printed", "computed", "doubt"} <= set(found["wrong.json"]["findings"][0])


def test_it_speaks_english_when_asked(gongkai, wrong):
    assert "errors" in gongkai("check", wrong, lang="en").stdout


def test_the_seed_report_has_21_malformed_rows_and_a_total_without_outcome(gongkai):
    result = gongkai("check", needs.real_report("lanfang-town-2020.txt"))
    assert result.exit_code == 1
    assert result.stdout.count("cell_count") == 21
    assert result.stdout.count("total_without_outcome") == 1
    assert not any(rule in result.stdout for rule in ("column_sum", "balance", "row_sum"))


def test_a_bar_is_shown_where_somebody_watches_many_files(monkeypatch, tmp_path, clean):
    from gongkai.cli import check

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert len(list(check.with_progress([clean] * 12))) == 12
