"""The statutory catalogue and the time to publish."""

from datetime import date

import pytest

from gongkai.law.catalogue import LEVELS, categories, category, publish_by, town_columns
from gongkai.law.workdays import official

SEED_COLUMNS = ["机构简介", "机构职能", "发展规划", "政务动态", "公示公告", "财政预决算", "年度报告"]


def test_article_20_has_fifteen_items_in_order():
    items = categories("all")
    assert [one.code for one in items] == [f"20-{n}" for n in range(1, 16)]
    assert items[0].article == "条例第二十条第一项"
    assert items[9].article == "条例第二十条第十项"
    assert items[14].article == "条例第二十条第十五项"
    assert items[1].label == "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"


def test_article_21_adds_for_cities_and_counties():
    added = [one.label for one in categories("county") if one.code.startswith("21-")]
    assert "、".join(added) == "市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助"


def test_article_21_adds_for_towns():
    added = [one for one in categories("town") if one.code.startswith("21-")]
    assert "、".join(one.label for one in added) == (
        "贯彻落实农业农村政策、农田水利工程建设运营、农村土地承包经营权流转、宅基地使用情况审核、"
        "土地征收、房屋征收、筹资筹劳、社会救助"
    )
    assert {one.article for one in added} == {"条例第二十一条"}


def test_public_services_follow_the_rules_of_their_sector():
    assert [(one.code, one.article) for one in categories("service")] == [("55-1", "条例第五十五条")]


def test_every_category_belongs_to_a_level():
    together = {one.code for level in LEVELS for one in categories(level)}
    assert len(together) == 15 + 7 + 8 + 1
    assert all(category(code).code == code for code in together)


def test_an_unknown_code_is_a_key_error():
    with pytest.raises(KeyError):
        category("20-16")


def test_the_usual_columns_of_a_town_have_a_place_in_its_catalogue():
    columns = town_columns()
    assert [one.name for one in columns] == SEED_COLUMNS
    assert {one.category for one in columns} <= {one.code for one in categories("town")}
    assert {one.name: one.category for one in columns}["财政预决算"] == "20-7"


def test_a_mapping_the_law_leaves_open_says_so():
    shown = {one.name: (one.shown, one.refresh_days) for one in town_columns()}
    assert shown["政务动态"] == ("惯例口径，可配置", 14)
    assert shown["机构职能"] == ("", None)
    assert all(one.cite for one in town_columns())


@pytest.mark.parametrize(
    ("made_on", "last_day"),
    [
        pytest.param(date(2026, 11, 2), date(2026, 11, 30), id="二十个工作日，没有节假日"),
        pytest.param(date(2026, 2, 9), date(2026, 3, 13), id="跨春节，两个周末调休上班"),
    ],
)
def test_information_is_published_within_twenty_working_days(made_on, last_day):
    assert publish_by(made_on, calendar=official()) == last_day
