"""The desk's navigation: only what the person may open, with the present place marked."""

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from lxml import html

from gongkai.config.urls import urlpatterns as product_routes
from gongkai.desk import navigation
from gongkai.desk.navigation import Entry
from gongkai.web.access import public, requires

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def _page(request, **_arguments):
    return render(request, "desk/base.html")


urlpatterns = [
    path("office/", requires("desk.enter")(_page), name="work"),
    path("office/cases/", requires("desk.enter")(_page), name="cases"),
    path("office/cases/<int:pk>/", requires("desk.enter")(_page), name="case"),
    path("open/", public(_page), name="open"),
    path("office/audit/", public(lambda request: HttpResponse()), name="audit"),
    path("", include(product_routes)),
]


@pytest.fixture(autouse=True)
def _entries(monkeypatch):
    entries = (
        Entry("今日", "work", "desk.enter"),
        Entry("依申请公开", "cases", "casework.read"),
        Entry("审计", "audit", "audit.read"),
    )
    monkeypatch.setattr(navigation, "ENTRIES", entries)


def _links(client, address):
    tree = html.fromstring(client.get(address).content.decode())
    found = tree.xpath('//nav[@aria-label="主导航"]//a')
    return [link.text for link in found], [link.text for link in found if link.get("aria-current") == "page"]


@pytest.mark.parametrize(
    ("address", "here"),
    [("/office/", ["今日"]), ("/office/cases/", ["依申请公开"]), ("/office/cases/7/", ["依申请公开"])],
)
def test_a_clerk_sees_their_places_and_where_they_are(client_as, agency, address, here):
    assert _links(client_as("clerk", agency), address) == (["今日", "依申请公开"], here)


def test_another_role_sees_other_places(client_as, agency):
    assert _links(client_as("audit_admin", agency), "/office/")[0] == ["今日", "审计"]


def test_a_page_for_everybody_has_none(client, client_as, agency):
    assert _links(client, "/open/") == ([], [])
    assert _links(client_as("clerk", agency), "/open/") == ([], [])
