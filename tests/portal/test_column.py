"""What anybody sees of an agency: its items, its reports, its guide; and what nobody sees."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from gongkai.publishing.actions import (
    Content,
    add_column,
    draft_item,
    import_item,
    withdraw_item,
)
from gongkai.report.writers import MEDIA_TYPES
from support.cases import Office, make_office, moment, publish_year

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(
        address="示例路1号", phone="0000-0000000", postcode="000000", office_hours="工作日 9:00—17:00"
    )


@pytest.fixture
def column(office):
    return add_column(
        agency=office.agency, actor=office.head, at=moment(DAY), name="示例栏目", category_code="20-7"
    )


@pytest.fixture
def publish(office, column):
    def _publish(title, day=DAY, **more):
        content = Content(column=column, title=title, body=f"<p>{title}的正文</p>", made_on=day, **more)
        facts = {"agency": office.agency, "actor": office.head, "at": moment(DAY)}
        return import_item(**facts, content=content, published_on=day)

    return _publish


def _get(path, status=200):
    answer = Client().get(path)
    assert answer.status_code == status
    return answer.content.decode()


def _base(office):
    return f"/zfxxgk/{office.agency.slug}/"


def test_the_front_lists_the_agencies_and_finds_one_by_name(office):
    assert office.agency.name in _get("/zfxxgk/")
    assert office.agency.name in _get(f"/zfxxgk/?q={office.agency.name[:4]}")
    assert "没有名称相符的机关" in _get("/zfxxgk/?q=没有这个机关")


def test_home_shows_the_five_columns_the_latest_and_the_contact(office, publish):
    publish("示例预算")
    page = _get(_base(office))
    for name in (
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
    ):
        assert name in page
    for text in ("示例预算", "示例路1号", "0000-0000000", "工作日 9:00—17:00", "本机关尚未登记"):
        assert text in page


def test_items_are_found_by_title_and_number_column_and_year(office, column, publish):
    publish("示例预算公开表", date(2025, 3, 1), document_number="示政发〔2025〕1号")
    publish("示例决算说明")
    assert "共 1 条" in _get(_base(office) + "fdzdgknr/?q=决算")
    assert "示例预算公开表" in _get(_base(office) + "fdzdgknr/?q=〔2025〕1号")
    assert "共 1 条" in _get(_base(office) + f"fdzdgknr/?column={column.pk}&year=2025")
    assert "共 0 条" in _get(_base(office) + "fdzdgknr/?year=2019")


@pytest.mark.parametrize(
    "query", ["?year=99999999", "?column=x&page=zz", "?q=" + "长" * 300, "?year=-1", "?q=%00"]
)
def test_odd_filters_do_no_harm(office, query):
    _get(_base(office) + "fdzdgknr/" + query)


def test_items_are_found_by_statutory_category(office, publish):
    publish("示例预算公开表")
    list_at = _base(office) + "fdzdgknr/"
    assert "共 1 条" in _get(list_at + "?category=20-7")
    assert "没有符合条件的内容" in _get(list_at + "?category=20-1")
    assert "共 1 条" in _get(list_at + "?category=no-such")


def test_the_list_says_what_it_searched_and_marks_the_place(office, publish):
    publish("示例预算公开表")
    page = _get(_base(office) + "fdzdgknr/?q=预算")
    assert "示例<mark>预算</mark>公开表" in page
    assert "只查标题和文号，不查正文" in page
    assert "清除条件" in page


def test_words_of_a_visitor_and_titles_are_escaped(office, publish):
    publish("示例<script>alert(1)</script>")
    page = _get(_base(office) + "fdzdgknr/?q=%3Cscript%3E")
    assert "<script" not in page
    assert "<mark>&lt;script&gt;</mark>" in page


def test_a_chip_keeps_what_else_was_asked(office, column, publish):
    publish("示例预算公开表")
    page = _get(_base(office) + "fdzdgknr/?q=预算&year=2026")
    assert f"?q=%E9%A2%84%E7%AE%97&amp;column={column.pk}&amp;year=2026" in page


def test_long_lists_come_in_pages(office, publish):
    for number in range(23):
        publish(f"示例信息{number}")
    page = _get(_base(office) + "fdzdgknr/")
    assert "共 23 条" in page
    assert "第 1 页，共 2 页" in page
    assert page.count("gk-items") == 1


def test_an_item_carries_its_elements_and_the_meta_tags(office, publish):
    item = publish("示例预算", document_number="示政发〔2026〕2号")
    page = _get(_base(office) + f"fdzdgknr/{item.pk}/")
    for text in (item.index_number, "2026年3月2日", "示政发〔2026〕2号", "历史导入", "示例预算的正文"):
        assert text in page
    assert '<meta name="ArticleTitle" content="示例预算">' in page
    assert '<meta name="PubDate" content="2026-03-02 00:00">' in page


def test_what_is_not_public_is_not_there(office, column):
    facts = {"agency": office.agency, "actor": office.clerk, "at": moment(DAY)}
    draft = draft_item(
        **facts, content=Content(column=column, title="示例草稿", body="<p>草稿</p>", made_on=DAY)
    )
    _get(_base(office) + f"fdzdgknr/{draft.pk}/", 404)
    assert "示例草稿" not in _get(_base(office)) + _get(_base(office) + "fdzdgknr/?q=示例")


def test_a_withdrawn_item_answers_410_without_its_title(office, publish):
    item = publish("示例误发信息")
    withdraw_item(item=item, version=item.version, actor=office.head, at=moment(DAY))
    page = _get(_base(office) + f"fdzdgknr/{item.pk}/", 410)
    assert "误发" not in page + _get(_base(office)) + _get(_base(office) + "fdzdgknr/")


def test_an_item_of_another_agency_is_not_under_this_one(office, publish):
    item = publish("示例预算")
    _get(f"/zfxxgk/{make_office().agency.slug}/fdzdgknr/{item.pk}/", 404)


def test_a_published_report_is_a_page_with_its_tables_charts_and_files(office):
    publish_year(office, 2025)
    page = _get(_base(office) + "nb/2025/")
    for text in ("一、本年新收政府信息公开申请数量", "新收申请的申请人", "示例：主要问题是更新不够及时"):
        assert text in page
    assert "2025年政府信息公开工作年度报告" in _get(_base(office) + "nb/")
    for fmt, media in MEDIA_TYPES.items():
        answer = Client().get(_base(office) + f"nb/2025/{fmt}/")
        assert (answer.status_code, answer["Content-Type"]) == (200, media)
        disposition = answer["Content-Disposition"]
        assert f'filename="{office.agency.slug}-2025.{fmt}"' in disposition
        name = unquote(disposition.partition("filename*=UTF-8''")[2])
        assert name == f"{office.agency.name}2025年政府信息公开工作年度报告.{fmt}"


def test_a_report_that_is_not_published_is_not_there(office):
    _get(_base(office) + "nb/2025/", 404)
    _get(_base(office) + "nb/2025/pdf/", 404)
    assert "尚未发布年度报告" in _get(_base(office) + "nb/")


def test_an_unknown_format_is_not_there(office):
    publish_year(office, 2025)
    _get(_base(office) + "nb/2025/exe/", 404)


def test_the_guide_has_the_elements_of_article_12(office, column):
    page = _get(_base(office) + "zn/")
    for text in (
        "财政预算、决算信息",
        "条例第二十条</h3>",
        "条例第二十一条</h3>",
        "条例第二十六条",
        "本机关没有开通",
        "办公时间",
        "传真号码",
        "互联网联系方式",
        "20个工作日",
    ):
        assert text in page


def test_the_rules_are_named_with_number_and_date(office):
    page = _get(_base(office) + "zd/")
    assert "国务院令第711号" in page
    assert "国办函〔2020〕109号" in page


def test_a_column_of_that_name_gives_the_rules_of_the_office(office, publish):
    assert "本机关尚未登记" in _get(_base(office) + "zd/")
    facts = {"agency": office.agency, "actor": office.head, "at": moment(DAY)}
    own = add_column(**facts, name="政府信息公开制度", category_code="20-15")
    content = Content(column=own, title="示例镇公开审查办法", body="<p>示例</p>", made_on=DAY)
    import_item(**facts, content=content, published_on=DAY)
    assert "示例镇公开审查办法" in _get(_base(office) + "zd/")


def test_how_to_apply_says_the_channels_and_the_period(office):
    page = _get(_base(office) + "ysqgk/")
    for text in ("当面提交", "20个工作日", "7个工作日内一次性告知补正", "不需要说明用途"):
        assert text in page


def test_a_public_enterprise_is_not_applied_to():
    office = Office(make_office().agency, None, None)
    office.agency.kind = "public_enterprise"
    office.agency.save()
    assert "条例第五十五条" in _get(_base(office) + "ysqgk/")


def test_the_column_stands_between_head_and_foot_of_its_site(office, settings):
    settings.PORTAL_HEAD = '<div id="host-head">示例市人民政府网</div>'
    settings.PORTAL_FOOT = '<div id="host-foot">示例市人民政府主办</div>'
    page = _get(_base(office))
    assert page.index("host-head") < page.index("<main") < page.index("host-foot")


def test_the_site_code_is_there_only_where_it_is_set(office, settings):
    assert "SiteIDCode" not in _get(_base(office))
    settings.PORTAL_SITE_ID_CODE = "0000000000"
    assert '<meta name="SiteIDCode" content="0000000000">' in _get(_base(office))


def test_an_unknown_agency_is_said_in_chinese(office):
    assert "没有找到这个页面" in _get("/zfxxgk/no-such-agency/", 404)


def test_public_pages_set_no_cookie(office):
    for path in ("", "fdzdgknr/", "zn/", "nb/"):
        assert not Client().get(_base(office) + path).cookies
