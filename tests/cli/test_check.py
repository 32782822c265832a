"""gongkai check: what it prints, and with which exit code."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from itertools import islice

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
    assert len(list(check.with_bar(iter([clean] * 12), 12))) == 12


def _on_a_terminal(*arguments):
    """Run the command with a terminal for both of its outputs; what that received."""
    ours, theirs = pty.openpty()
    code = "import sys; from gongkai.cli.main import main; main(sys.argv[1:])"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    received = bytearray()
    with (
        suppress(OSError),
        open(ours, "rb", buffering=0) as screen,
    ):  # the terminal fails when its last user has gone
        while piece := screen.read(4096):
            received += piece
    process.wait()
    return received.decode()


def test_on_a_terminal_each_result_takes_the_line_of_the_bar_which_counts_on_below(tmp_path, clean):
    for number in range(12):
        (tmp_path / f"{number:02}.json").write_bytes(clean.read_bytes())
    screen = _on_a_terminal("check", tmp_path / "0*.json", tmp_path / "1*.json")
    assert all(f"{number}/12" in screen for number in range(13))
    results = [line for line in screen.split("\r\n") if ".json" in line]
    assert [line.rpartition("\r\x1b[K")[2][:1] for line in results] == ["✓"] * 12


def _interrupt_after(monkeypatch, number):
    """Have Ctrl-C come after so many files."""
    from gongkai.cli import check

    whole = check.checked

    def some(*args, **more):
        yield from islice(whole(*args, **more), number)
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "checked", some)


def test_an_interrupted_run_says_what_is_noted_and_how_to_go_on(gongkai, monkeypatch, tmp_path, clean, wrong):
    notes = tmp_path / "notes.jsonl"
    with monkeypatch.context() as patched:
        _interrupt_after(patched, 1)
        stopped = gongkai("check", clean, wrong, "--record", notes)
        assert stopped.exit_code == 130
        assert f"1 份的结果记在 {notes}" in stopped.stderr
        assert "--record" in gongkai("check", clean, wrong).stderr
    again = gongkai("check", clean, wrong, "--record", notes)
    assert "继续其余 1 份" in again.stderr
    assert again.stdout.splitlines()[-1] == gongkai("check", clean, wrong).stdout.splitlines()[-1]


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(gongkai, tmp_path, clean, wrong):
    notes = tmp_path / "notes.jsonl"
    assert gongkai("check", clean, "--record", notes).exit_code == 0
    with notes.open("a", encoding="utf-8") as file:
        file.write('{"stamp": "cut o')
    again = gongkai("check", clean, wrong, "--record", notes)
    assert again.exit_code == 1
    assert "已有 1 份的结果，继续其余 1 份" in again.stderr
    assert str(clean) not in again.stdout
    assert "共 2 份：1 份有错误" in again.stdout
    rows = [json.loads(line) for line in notes.read_text("utf-8").splitlines()]
    assert [row["status"] for row in rows] == ["ok", "errors"]


def test_a_file_that_changed_since_is_read_again(gongkai, tmp_path, clean):
    notes = tmp_path / "notes.jsonl"
    gongkai("check", clean, "--record", notes)
    clean.write_text("{}", "utf-8")
    assert gongkai("check", clean, "--record", notes).exit_code == 2


def test_notes_of_another_kind_are_refused_and_kept(gongkai, tmp_path, clean):
    notes = tmp_path / "notes.jsonl"
    notes.write_text("示例\n", "utf-8")
    result = gongkai("check", clean, "--record", notes)
    assert result.exit_code == 2
    assert "不是检查记录" in result.stderr
    assert notes.read_text("utf-8") == "示例\n"


def test_notes_that_cannot_be_written_are_said_before_a_file_is_read(gongkai, tmp_path, clean):
    for place in (tmp_path, tmp_path / "none" / "notes.jsonl"):
        result = gongkai("check", clean, "--record", place)
        assert result.exit_code == 2
        assert "不能写入" in result.stderr
        assert result.stdout == ""


def test_notes_for_which_the_room_gives_out_end_the_run_in_one_line(gongkai, clean):
    result = gongkai("check", clean, "--record", "/dev/full")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "不能写入" in result.stderr
