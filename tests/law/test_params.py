"""The numbers of the law: dated, cited, replaceable, and each mistake told with its place."""

import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.law.errors import BadData
from gongkai.law.params import Params, defaults

DAY = date(2026, 11, 23)
ROW = '[[extension_max_days]]\nvalue = 10\nsince = 2020-01-01\ncite = "示例"\nstatus = "practice"\n'


def overlay(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return Params.load(path)


def test_a_value_is_looked_up_for_a_day():
    assert defaults()("response_days", date(2019, 5, 14)).value == 15
    assert defaults()("response_days", date(2019, 5, 15)).value == 20


def test_a_day_before_the_first_value_has_none():
    with pytest.raises(BadData, match="尚无规定"):
        defaults()("fee_pay_days", date(2020, 12, 31))


def test_an_unknown_key_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        defaults()("nothing", DAY)


def test_a_number_is_asked_for_as_a_number():
    assert defaults().number("supplement_notice_days", DAY) == 7
    for key in ("late_supplement_restarts", "extension_until"):
        with pytest.raises(BadData, match="应为天数"):
            defaults().number(key, DAY)


def test_what_is_practice_is_shown_as_such():
    assert defaults()("extension_until", DAY).shown == "惯例口径，可配置"
    assert defaults()("response_days", DAY).shown == ""


def test_every_value_is_cited_and_the_code_names_only_known_keys():
    params, source = defaults(), Path(__file__).parents[2] / "src" / "gongkai" / "law"
    assert all(one.cite for key in params.keys() for one in params._values[key])  # noqa: SIM118
    used = {
        key
        for page in source.glob("*.py")
        for key in re.findall(r'(?:number|params|days)\("([a-z_]+)"', page.read_text("utf-8"))
    }
    assert used <= set(params.keys())


def test_an_operator_replaces_whole_keys(tmp_path):
    own = overlay(tmp_path, ROW)
    assert own.number("extension_max_days", DAY) == 10
    assert own.number("response_days", DAY) == 20
    assert Params.load() is defaults()


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        ("没有这个参数", ROW.replace("extension_max_days", "typo_days"), "没有名为 typo_days 的参数"),
        ("值的类型不对", ROW.replace("value = 10", 'value = "十"'), "value 应为天数（整数）"),
        ("真假不是天数", ROW.replace("value = 10", "value = true"), "value 应为天数（整数）"),
        ("缺出处", ROW.replace('cite = "示例"\n', ""), "缺少 'cite'"),
        ("状态写错", ROW.replace("practice", "guess"), "status 应为"),
        ("日期写成文字", ROW.replace("2020-01-01", '"2020-01-01"'), "since 应为日期"),
        ("没有写成一段", "extension_max_days = 10", "应写作一段或几段"),
        ("空的", "extension_max_days = []", "应写作一段或几段"),
        ("段里不是表", "extension_max_days = [10]", "缺少"),
        ("不是 TOML", "=", "不是正确的 TOML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, words, text, said):
    with pytest.raises(BadData) as problem:
        overlay(tmp_path, text)
    assert said in problem.value.zh, words
    assert problem.value.where.startswith("own.toml")
