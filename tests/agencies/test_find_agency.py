"""Which agency a text means."""

import pytest

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyNotFound, find_agency


@pytest.fixture
def agencies(make_agency):
    county = make_agency("示例市甲县人民政府", kind="county", code="JX", short_name="甲县")
    return {
        "county": county,
        "east": make_agency("甲县东镇人民政府", under=county, code="DZ", short_name="东镇"),
        "west": make_agency("甲县西镇人民政府", under=county, code="D2143569X"),
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("JX", "county"),
        ("jx", "county"),
        ("D2143569X", "west"),
        ("甲县东镇人民政府", "east"),
        (" 甲县东镇人民政府 ", "east"),
        ("西镇人民政府", "west"),
        ("东镇", "east"),
        ("西镇", "west"),
        ("甲县", "county"),
    ],
)
def test_a_code_a_name_or_a_unique_part_of_it_is_enough(agencies, text, meant):
    assert find_agency(text) == agencies[meant]


def test_several_are_listed(agencies):
    with pytest.raises(AgencyNotFound) as refusal:
        find_agency("镇人民政府")
    assert refusal.value.zh == (
        "“镇人民政府”可能指多个机关：甲县西镇人民政府（D2143569X）、甲县东镇人民政府（DZ）。请写全称或代码。"
    )
    assert "may be several" in refusal.value.en


def test_more_than_can_be_listed_are_hinted_at(make_agency):
    for number in range(10):
        make_agency(f"示例{number}镇人民政府")
    with pytest.raises(AgencyNotFound, match="……"):
        find_agency("镇人民政府")


@pytest.mark.parametrize("text", ["北镇", "", "  "])
def test_none_is_told_what_there_is(agencies, text):
    with pytest.raises(AgencyNotFound, match=r"没有找到机关.*现有：.*甲县东镇人民政府"):
        find_agency(text)


@pytest.mark.django_db
def test_an_empty_system_says_so():
    with pytest.raises(AgencyNotFound, match="系统中还没有机关"):
        find_agency("东镇")


def test_only_agencies_in_scope_are_found_or_named(agencies):
    among = Agency.objects.filter(pk=agencies["east"].pk)
    assert find_agency("人民政府", among) == agencies["east"]
    with pytest.raises(AgencyNotFound) as refusal:
        find_agency("西镇", among)
    assert "西镇人民政府" not in refusal.value.zh
