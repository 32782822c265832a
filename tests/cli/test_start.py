"""What a start loads, and in which order: counted, never timed."""

import subprocess
import sys

import pytest

from gongkai.cli.main import main
from gongkai.report.guarded import Judge

HEAVY = "django docx lxml numpy openpyxl pypdfium2 rich typst xlsxwriter gongkai.report.checks gongkai.report.readers"
NOT_IN_THE_CHILD = (
    "concurrent.futures docx lxml openpyxl pydantic pypdfium2 subprocess typer gongkai.kit.guard"
)
SELDOM = (
    "gongkai.report.readers.flattened gongkai.report.readers.html_reader gongkai.report.readers.pdf_reader"
)


def _loaded(code, *arguments):
    """Run code in a fresh interpreter; the names of the modules it had loaded at its end."""
    code = f"import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, set(done.stderr.split())


def test_checking_a_file_loads_no_reader_and_no_maker_of_files_outside_the_guarded_process(clean):
    code = "import sys; from gongkai.cli.main import main; main(['check', sys.argv[1]])"
    exit_code, loaded = _loaded(code, str(clean))
    assert exit_code == 0
    assert {"gongkai.cli.check", "gongkai.kit.guard"} <= loaded
    assert set(HEAVY.split()) & loaded == set()


def test_the_guarded_process_loads_what_every_report_needs_and_no_more():
    exit_code, loaded = _loaded("import gongkai.kit.guard_child, gongkai.report.judging")
    assert exit_code == 0
    assert {"gongkai.report.checks", "gongkai.report.readers"} <= loaded
    assert set(f"{NOT_IN_THE_CHILD} {SELDOM}".split()) & loaded == set()


def test_the_guarded_process_begins_before_the_command_line_is_loaded(clean):
    code = (
        "import sys; from gongkai.kit import guard\n"
        "begun = []; start = guard._Child.start\n"
        "guard._Child.start = lambda child: (begun.append('typer' in sys.modules), start(child))\n"
        "from gongkai.cli.main import main\n"
        "try: main(['check', sys.argv[1]])\n"
        "finally: assert begun[0] is False and len(begun) > 1, begun"
    )
    assert _loaded(code, str(clean))[0] == 0


@pytest.mark.parametrize("command", [["due", "--help"], ["--version"], ["fly"], []])
def test_what_reads_no_report_begins_no_process(monkeypatch, command):
    monkeypatch.setattr(Judge, "__enter__", lambda judge: pytest.fail("a process was begun"))
    with pytest.raises(SystemExit):
        main(command)


@pytest.mark.parametrize("command", ["check", "read"])
def test_the_process_that_was_begun_reads_the_file(monkeypatch, command, clean, capsys):
    made = []
    init = Judge.__init__
    monkeypatch.setattr(Judge, "__init__", lambda judge, *a: (made.append(judge), init(judge, *a))[1])
    with pytest.raises(SystemExit) as stop:
        main([command, str(clean)])
    assert stop.value.code == 0
    assert len(made) == 1
    assert "示例镇人民政府" in capsys.readouterr().out
