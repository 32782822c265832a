"""The State Council's notice as an operator's file: what is read, and what each mistake is told."""

from datetime import date

import pytest

from gongkai.law.errors import BadData
from gongkai.law.notices import fixed_holidays, load_notice

FIXED = ["2027-01-01", "2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"]
HEAD = """
year = 2027
notice = "国务院办公厅关于2027年部分节假日安排的通知"
"""
TOML = (
    HEAD
    + """
[[rest]]
name = "示例节"
from = 2027-02-05
to = 2027-02-07
[[work]]
name = "示例节"
on = 2027-02-14
"""
    + "".join(f"[[rest]]\nname = '示例节'\nfrom = {day}\nto = {day}\n" for day in FIXED)
)
CSV = "日期,类型,名称,通知\n2027-02-05,休,示例节,国办发明电〔示例〕1号\n\n2027-02-14,班,示例节\n2026-12-31,休,元旦\n"
CSV += "".join(f"{day},休,示例节\n" for day in FIXED)


def load(tmp_path, text, name="2027.toml", encoding="utf-8"):
    path = tmp_path / name
    path.write_text(text, encoding)
    return load_notice(path)


def test_toml_ranges_become_days(tmp_path):
    notice = load(tmp_path, TOML)
    assert notice.year == 2027
    assert [(one.day.day, one.kind) for one in notice.days if one.day.month == 2] == [
        (5, "rest"),
        (6, "rest"),
        (7, "rest"),
        (14, "work"),
    ]
    assert {one.cite for one in notice.days} == {"国务院办公厅关于2027年部分节假日安排的通知"}


def test_csv_lines_become_days_in_order(tmp_path):
    notice = load(tmp_path, CSV, "2027.csv")
    assert (notice.year, notice.cite) == (2027, "国办发明电〔示例〕1号")
    assert [one.day for one in notice.days][:4] == [
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 2, 5),
        date(2027, 2, 14),
    ]


def test_csv_without_a_notice_name_takes_the_usual_one(tmp_path):
    notice = load(tmp_path, CSV.replace("国办发明电〔示例〕1号", ""), "2027.CSV")
    assert notice.cite == "国务院办公厅关于2027年部分节假日安排的通知"


def test_a_byte_order_mark_from_a_spreadsheet_does_no_harm(tmp_path):
    assert load(tmp_path, CSV, "2027.csv", "utf-8-sig").year == 2027


@pytest.mark.parametrize(
    ("words", "name", "text", "told"),
    [
        ("不是 TOML", "2027.toml", "year = ", ("2027.toml", "不是正确的 TOML")),
        ("没有年份", "2027.toml", 'notice = "x"', ("2027.toml", "缺少 year，或不是整数")),
        ("没有通知名称", "2027.toml", "year = 2027", ("2027.toml", "缺少 notice，或不是文字")),
        (
            "猜测的安排",
            "2027.toml",
            'year=2027\nnotice="x"\nstatus="draft"',
            ("2027.toml", "只载入正式公布的通知"),
        ),
        ("一天也没有", "2027.toml", 'year=2027\nnotice="x"', ("2027.toml", "没有任何放假或调休日")),
        (
            "rest 不是列表",
            "2027.toml",
            'year=2027\nnotice="x"\nrest=1',
            ("2027.toml", "缺少 rest，或不是若干段"),
        ),
        (
            "rest 里不是一段",
            "2027.toml",
            'year=2027\nnotice="x"\nrest=[1]',
            ("第1个 rest", "缺少 from，或不是日期"),
        ),
        (
            "to 早于 from",
            "2027.toml",
            TOML.replace("2027-02-07", "2027-02-01"),
            ("第1个 rest", "请核对起止日"),
        ),
        ("名称缺失", "2027.toml", TOML.replace('name = "示例节"\non', "on"), ("第1个 work", "缺少 name")),
        ("年份不对", "2027.toml", TOML.replace("on = 2027", "on = 2028"), ("第1个 work", "不在2027年内")),
        (
            "补班不是周末",
            "2027.toml",
            TOML.replace("2027-02-14", "2027-02-15"),
            ("第1个 work", "不是周六或周日"),
        ),
        ("同一天两次", "2027.toml", TOML.replace("2027-02-14", "2027-02-06"), ("第1个 work", "写了两次")),
        (
            "日期写错",
            "2027.csv",
            "日期,类型,名称\n2027/2/5,休,示例节",
            ("2027.csv 第2行", "“2027/2/5”不是日期"),
        ),
        ("类型写错", "2027.csv", "2027-02-05,放假,示例节", ("2027.csv 第1行", "应为 日期,休或班,名称 三列")),
        ("缺名称", "2027.csv", "2027-02-05,休,", ("2027.csv 第1行", "应为 日期,休或班,名称 三列")),
        ("少一列", "2027.csv", "2027-02-05,休", ("2027.csv 第1行", "应为 日期,休或班,名称 三列")),
        (
            "没有抄全",
            "2027.csv",
            CSV.replace("2027-05-02", "2027-05-04"),
            ("2027.csv", "没有写 2027-05-02 劳动节"),
        ),
        ("空文件", "2027.csv", "", ("2027.csv", "没有任何放假或调休日")),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, words, name, text, told):
    with pytest.raises(BadData) as problem:
        load(tmp_path, text, name)
    place, said = told
    assert place in problem.value.where, words
    assert said in problem.value.zh
    assert problem.value.en


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(BadData, match="请核对路径和权限"):
        load_notice(tmp_path / "nowhere.toml")


def test_another_encoding_is_told(tmp_path):
    with pytest.raises(BadData, match="请另存为 UTF-8"):
        load(tmp_path, CSV, "2027.csv", "gb18030")


def test_the_second_of_may_is_a_fixed_holiday_since_2025():
    assert [len(fixed_holidays(year)) for year in (2012, 2025)] == [5, 6]
