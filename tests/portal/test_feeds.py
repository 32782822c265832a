"""Feeds and the map of the site: what is public is there, and nothing else ever is."""

from datetime import date, datetime

import pytest
from django.test import Client
from lxml import etree

from gongkai.kit.dates import SHANGHAI
from gongkai.publishing.actions import Content, add_column, draft_item, import_item, withdraw_item
from gongkai.publishing.models import Item
from support.cases import make_office, moment

DAY = date(2026, 3, 2)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def office(db, on_day):
    on_day(DAY)
    return make_office(name="示例镇人民政府", slug="shili")


@pytest.fixture
def column(office):
    facts = {"actor": office.head, "at": moment(DAY), "category_code": "20-7"}
    return add_column(agency=office.agency, name="示例栏目", **facts)


@pytest.fixture
def publish(office, column):
    def _publish(title, day=DAY, column=column, body="<p>示例正文 &amp; <b>更多</b></p>"):
        content = Content(column=column, title=title, body=body, made_on=day)
        facts = {"agency": office.agency, "actor": office.head, "at": moment(DAY)}
        return import_item(**facts, content=content, published_on=day)

    return _publish


def _xml(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def _titles(path="/zfxxgk/shili/feed.atom"):
    return _xml(path).xpath("//a:entry/a:title/text()", namespaces=ATOM)


def _places(section="items"):
    return _xml(f"/sitemap-{section}.xml").xpath("//m:loc/text()", namespaces=MAP)


def test_the_feed_holds_what_is_public_the_newest_first(office, publish):
    publish("示例甲", date(2026, 2, 2))
    publish("示例乙", date(2026, 3, 2))
    assert _titles() == ["示例乙", "示例甲"]
    entry = _xml("/zfxxgk/shili/feed.atom").find("a:entry", ATOM)
    assert (
        entry.find("a:link", ATOM)
        .get("href")
        .endswith(f"/zfxxgk/shili/fdzdgknr/{Item.objects.get(title='示例乙').pk}/")
    )
    assert entry.find("a:category", ATOM).get("term") == "示例栏目"
    assert "<" not in entry.find("a:summary", ATOM).text
    assert datetime.fromisoformat(entry.find("a:published", ATOM).text).astimezone(SHANGHAI).date() == date(
        2026, 3, 2
    )


def test_drafts_and_what_was_withdrawn_are_neither_in_the_feed_nor_on_the_map(office, column, publish):
    content = Content(column=column, title="示例草稿", body="示例", made_on=DAY)
    draft_item(agency=office.agency, actor=office.clerk, at=moment(DAY), content=content)
    item = publish("示例撤回")
    assert _titles() == ["示例撤回"]
    assert len(_places()) == 1
    withdraw_item(item=item, version=item.version, actor=office.head, at=moment(DAY))
    assert _titles() == []
    assert _places() == []


def test_what_is_dated_ahead_waits(publish, on_day):
    publish("示例")
    Item.objects.update(published_at=moment(date(2026, 3, 4)))
    assert (_titles(), _places()) == ([], [])
    on_day(date(2026, 3, 5))
    assert _titles() == ["示例"]
    assert len(_places()) == 1


def test_a_feed_is_narrowed_as_the_list_is(office, column, publish):
    facts = {"actor": office.head, "at": moment(DAY), "category_code": "20-5"}
    other = add_column(agency=office.agency, name="示例另栏", **facts)
    publish("示例甲")
    publish("示例乙", column=other)
    assert _titles(f"/zfxxgk/shili/feed.atom?column={other.pk}") == ["示例乙"]
    assert _titles("/zfxxgk/shili/feed.atom?q=示例甲") == ["示例甲"]
    page = Client().get(f"/zfxxgk/shili/fdzdgknr/?column={other.pk}").content.decode()
    assert f"/zfxxgk/shili/feed.atom?column={other.pk}" in page


def test_the_map_names_its_parts_and_each_agency(office, publish):
    publish("示例")
    parts = _xml("/sitemap.xml").xpath("//m:loc/text()", namespaces=MAP)
    assert [one.rsplit("/", 1)[1] for one in parts] == ["sitemap-agencies.xml", "sitemap-items.xml"]
    assert _places("agencies")[-1].endswith("/zfxxgk/shili/")
    assert Client().get("/sitemap-desk.xml").status_code == 404


def test_one_question_for_each_list_however_long(publish, django_assert_max_num_queries):
    for place in range(12):
        publish(f"示例{place}")
    with django_assert_max_num_queries(3):
        _titles()
    with django_assert_max_num_queries(3):
        _places()


def test_an_agency_that_is_not_there_has_no_feed(db):
    assert Client().get("/zfxxgk/nobody/feed.atom").status_code == 404
