"""docs/coverage.md names only what exists, and leaves out no duty and no article."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from gongkai.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/coverage.md"
DUTIES = [
    "前言", "联系方式", "主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "复议诉讼",
    "问题一", "问题二", "问题三", "措施一", "措施二", "措施三",
]  # fmt: skip


def _rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if row[0] not in {"duty", "article"}]


ROWS = _rows()


def _named(column: int) -> list[str]:
    return sorted({name for row in ROWS for name in re.findall(r"`([^`]+)`", row[column])})


def test_every_duty_of_the_seed_report_has_a_row():
    assert [duty for duty in DUTIES if not any(row[0].startswith(duty) for row in ROWS)] == []


def test_every_article_from_3_to_55_has_a_row():
    numbers = [int(row[0]) for row in ROWS if row[0].isdigit()]
    assert numbers == list(range(3, 56))


def test_a_row_is_served_or_says_why_not():
    silent = [row[0] for row in ROWS if not any(row[2:5]) and "未做" not in row[5]]
    assert silent == []


@pytest.mark.parametrize("screen", _named(2))
def test_every_screen_named_is_a_route(screen):
    concrete = re.sub(r"<[^>]+>", "1", screen)
    try:
        resolve(concrete)
    except Resolver404:
        pytest.fail(f"no route {screen}")


@pytest.mark.parametrize("command", _named(3))
def test_every_command_named_exists(command):
    assert command.split()[:1] == ["gongkai"]
    assert command.split()[1] in COMMANDS


@pytest.mark.parametrize("name", _named(4))
def test_every_test_named_exists(name):
    path, _, function = name.partition("::")
    source = ROOT / path
    assert source.exists(), path
    if function:
        assert f"def {function}(" in source.read_text("utf-8"), name
