"""Guarded children: whatever a task does, the caller gets an outcome and the next task a child."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.kit.guard import Death, Guard, Limits, _Child
from gongkai.kit.guard_limits import _AARCH64, _X86_64, program

TESTS = str(Path(__file__).parents[1])
LIMITS = Limits(memory=2**29, cpu_seconds=1, wall_seconds=6, output=2**20, size=2**21)


def _guard(**more):
    return Guard("support.guarded:do", paths=[TESTS], **{"processes": 1, "limits": LIMITS, **more})


@pytest.fixture(scope="module")
def guard():
    with _guard() as made:
        yield made


def _alive(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process_id}/stat").read_text().split()[2] != "Z"


def test_a_task_is_answered(guard):
    assert guard.run("echo", "公开".encode()).data.decode() == "公开"
    assert guard.run("echo", b"").data == b""


def test_a_caller_that_is_slow_to_send_still_learns_how_the_task_ended(guard, monkeypatch):
    """The task can be over, and its child gone, before a caller on a busy machine has sent the last piece."""
    send = _Child._send

    def _slowly(self, *pieces, until):
        for piece in pieces:
            time.sleep(0.1)
            send(self, piece, until=until)

    monkeypatch.setattr(_Child, "_send", _slowly)
    assert guard.run("take_memory", b"").death.kind == "memory"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("fail", b"", "error"),
        ("take_memory", b"", "memory"),
        ("spin", b"", "cpu"),
        ("sleep", b"", "wall"),
        ("crash", b"", "crash"),
        ("leave", b"", "crash"),
        ("answer_too_much", b"2000000", "output"),
        ("no_such_deed", b"", "error"),
        ("call_out", b"", "error"),
        ("fork", b"", "error"),
        ("execute", b"", "error"),
        ("write", b"/tmp/gongkai-guard", "error"),
    ],
)
def test_a_bad_task_is_an_outcome_and_the_next_one_is_answered(guard, name, data, kind):
    outcome = guard.run(name, data)
    assert (outcome.data, outcome.death.kind) == (None, kind)
    assert guard.run("echo", b"next").data == b"next"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("call_out_below_the_interpreter", b""),
        ("fork_below_the_interpreter", b""),
        ("write_below_the_interpreter", b"/tmp/gongkai-guard"),
    ],
)
def test_the_kernel_refuses_what_the_interpreter_does_not_see(guard, name, data):
    if "system_calls" not in guard.protections():
        pytest.skip("this machine does not filter system calls")
    assert guard.run(name, data).death == Death("error", "PermissionError")


def test_what_holds_the_child_can_be_asked(guard):
    assert {"memory", "no_files_written", "no_core", "audit_hook"} <= set(guard.protections())


def test_the_outcome_says_nothing_of_the_file(guard):
    assert guard.run("fail", b"").death == Death("error", "KeyError")


def test_printing_does_not_break_the_answers(guard):
    assert guard.run("chatter", b"").data == b""
    assert guard.run("echo", b"after").data == b"after"


def test_the_child_knows_nothing_of_the_callers_environment(guard, monkeypatch):
    monkeypatch.setenv("EXAMPLE_OF_A_SECRET", "x")
    assert b"EXAMPLE_OF" not in guard.run("environment", b"").data


def test_a_task_that_is_too_large_is_not_begun(guard):
    assert guard.run("echo", bytes(LIMITS.size + 1)).death.kind == "size"


def test_many_tasks_come_back_in_order_and_are_drawn_as_needed(tmp_path):
    drawn = 0

    def tasks():
        nonlocal drawn
        for number in range(400):
            drawn += 1
            yield "echo", str(number).encode()

    with _guard(processes=2) as guard:
        results = guard.map(tasks())
        assert next(results).data == b"0"
        assert drawn <= 2 * 2 + 1
        assert [int(one.data) for one in results] == list(range(1, 400))


def test_files_are_opened_by_the_caller_and_one_that_is_gone_is_an_outcome(tmp_path):
    (tmp_path / "there").write_bytes(b"x")
    (tmp_path / "large").write_bytes(bytes(LIMITS.size + 1))
    with _guard() as guard:
        items = [("echo", tmp_path / name) for name in ("there", "large", "gone")]
        outcomes = list(guard.map(items))
    assert outcomes[0].data == b"x"
    assert [one.death.kind for one in outcomes[1:]] == ["size", "gone"]


def test_a_death_in_the_middle_hurts_no_other_task():
    with _guard(processes=2) as guard:
        names = ["echo", "crash", "echo", "leave", "echo"]
        outcomes = list(guard.map((name, b"x") for name in names))
    assert [one.data for one in outcomes] == [b"x", None, b"x", None, b"x"]


def test_a_child_is_replaced_after_its_share_of_tasks():
    with _guard(tasks=2) as guard:
        ids = [guard.run("process_id", b"").data for _ in range(4)]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_no_child_outlives_the_pool_or_an_abandoned_run():
    with _guard(processes=2) as guard:
        ids = [int(guard.run("process_id", b"").data)]
        results = guard.map([("echo", b"x")] * 50)
        next(results)
        results.close()
        assert guard.run("echo", b"still").data == b"still"
    assert not any(map(_alive, ids))


def test_no_child_outlives_its_parent():
    script = (
        "import sys, time; from gongkai.kit.guard import Guard\n"
        f"guard = Guard('support.guarded:do', processes=1, paths=[{TESTS!r}])\n"
        "print(guard.run('process_id', b'').data.decode(), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    assert _alive(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 5
    while _alive(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _alive(child)


@pytest.mark.parametrize("calls", [_X86_64, _AARCH64])
def test_the_filter_of_system_calls_is_whole_instructions_that_end_in_permission(calls):
    code = program(calls)
    assert len(code) % 8 == 0
    assert code[-8:] == b"\x06\x00\x00\x00\x00\x00\xff\x7f"
