"""The commands that need the database, and the command itself."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from gongkai.cli import serve
from gongkai.cli.commands import COMMANDS
from gongkai.cli.main import main
from support.cases import make_office
from support.factories import make_agency

ROOT = Path(__file__).resolve().parents[2]


def test_help_lists_every_command_in_both_languages(gongkai):
    for lang, texts in (
        ("zh", [one.zh for one in COMMANDS.values()]),
        ("en", [one.en for one in COMMANDS.values()]),
    ):
        shown = re.sub(r"\s+", "", gongkai("--help", lang=lang).stdout)
        assert all(name in shown for name in COMMANDS)
        assert all(re.sub(r"\s+", "", text) in shown for text in texts)


def test_every_command_is_documented():
    text = (ROOT / "docs/how-to/commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"gongkai {name}" not in text] == []


def test_an_unknown_command_is_refused(gongkai):
    assert gongkai("fly").exit_code == 2


def test_the_version_is_printed(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert "gongkai" in capsys.readouterr().out


def test_checking_loads_neither_django_nor_the_makers_of_files():
    code = (
        "import sys, gongkai.cli.check\n"
        "assert not {'django', 'docx', 'typst', 'xlsxwriter', 'numpy', 'rich'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.django_db
def test_compile_finds_the_agency_and_writes_the_report(gongkai, tmp_path):
    office = make_office(name="示例编报镇人民政府")
    for text in (office.agency.code, "示例编报镇人民政府", "编报镇人民政府"):
        result = gongkai("compile", text, "2025", "-o", tmp_path / "out.json")
        assert "已写入" in result.stdout
    assert (tmp_path / "out.json").exists()


@pytest.mark.django_db
def test_compile_names_the_agency_it_does_not_find_and_the_year_it_cannot_do(gongkai, tmp_path):
    make_agency("示例镇甲人民政府")
    assert gongkai("compile", "无此机关", "2025", "-o", tmp_path / "a.json").exit_code == 2
    result = gongkai("compile", "示例镇甲人民政府", "2018", "-o", tmp_path / "a.json")
    assert result.exit_code == 2
    assert "2019" in result.stderr


@pytest.mark.django_db
def test_audit_verify_says_that_the_chains_are_whole(gongkai):
    make_agency()
    result = gongkai("audit", "verify")
    assert result.exit_code == 0
    assert "审计链完整" in result.stdout
    assert gongkai("audit", "verify", "--chain", "agency:999999").exit_code == 1


def test_the_example_is_never_served_to_others(settings):
    settings.DEMO = True
    serve.refuse_public_demo("127.0.0.1")
    serve.refuse_public_demo("localhost")
    with pytest.raises(typer.BadParameter, match="只能在本机演示"):
        serve.refuse_public_demo("0.0.0.0")


def test_a_taken_port_is_named_before_anything_starts():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(typer.BadParameter, match="不能使用"):
            serve.refuse_taken_port("127.0.0.1", taken.getsockname()[1])


def test_the_banner_gives_addresses_and_the_demo_sign_ins(settings):
    settings.DEMO = True
    shown = serve.banner("127.0.0.1", 8123)
    for text in (
        "http://127.0.0.1:8123/zfxxgk/",
        "http://127.0.0.1:8123/desk/",
        settings.DEMO_PASSWORD,
        "jingban",
    ):
        assert text in shown
    settings.DEMO = False
    assert settings.DEMO_PASSWORD not in serve.banner("127.0.0.1", 8123)


def _fresh(tmp_path, *args, data=None):
    command = [str(Path(sys.executable).parent / "gongkai"), *map(str, args)]
    env = {**os.environ, "GONGKAI_DATA": str(data or tmp_path / "data"), "GONGKAI_LANG": "zh"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("args", [("compile", "x", "2025", "-o", "a.json"), ("audit", "verify"), ("serve",)])
def test_without_a_database_the_command_says_what_to_run(tmp_path, args):
    result = _fresh(tmp_path, *args)
    assert result.returncode == 2
    assert result.stderr.strip() == "✗ 数据库还没有建立，或者需要升级。请先运行：gongkai setup"


def test_a_data_directory_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").touch()
    result = _fresh(tmp_path, "audit", "verify", data=tmp_path / "file" / "data")
    assert result.returncode == 2
    assert "不能使用" in result.stderr
    assert "Traceback" not in result.stderr


def test_setup_makes_the_database_and_the_example_once(tmp_path):
    first, second = _fresh(tmp_path, "setup", "--example"), _fresh(tmp_path, "setup", "--example")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "已载入示例镇" in first.stdout
    assert "不作改动" in second.stdout
    assert "审计链完整" in _fresh(tmp_path, "audit", "verify").stdout
    compiled = _fresh(tmp_path, "compile", "蓝坊镇", "2020", "-o", tmp_path / "r.json")
    assert (compiled.returncode, "错误 0，提示 0" in compiled.stdout) == (0, True)
