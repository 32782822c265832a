"""The frame of every page, the pages for what goes wrong, and the language."""

import re

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path

from gongkai.config.urls import urlpatterns as product_routes
from gongkai.web.access import public

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def _raises(problem):
    def view(request):
        raise problem

    return public(view)


urlpatterns = [
    path("bad/", _raises(BadRequest("坏"))),
    path("denied/", _raises(PermissionDenied("您的岗位没有“审批答复”的权限。"))),
    path("denied-without-words/", _raises(PermissionDenied())),
    path("broken/", _raises(ZeroDivisionError("内部细节"))),
    path("posted/", public(lambda request: HttpResponse("ok"))),
    path("plain/", public(lambda request: render(request, "web/base.html"))),
    path("", include(product_routes)),
]


def _get(address, **extra):
    return Client(raise_request_exception=False).get(address, **extra)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/bad/", 400, "请求有误"),
        ("/denied/", 403, "您的岗位没有“审批答复”的权限。"),
        ("/denied-without-words/", 403, "您的岗位不能打开这个页面。"),
        ("/nowhere/", 404, "没有找到这个页面"),
        ("/broken/", 500, "系统出错了"),
    ],
)
def test_what_went_wrong_is_said_in_chinese_with_what_to_do(address, status, words):
    answer = _get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "可以这样做" in page
    assert "内部细节" not in page


def test_a_post_without_a_token_is_told_the_page_is_too_old():
    answer = Client(enforce_csrf_checks=True).post("/posted/")
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/plain/", "/desk/sign-in/", "/nowhere/", "/broken/", "/denied/", "/bad/"]
)
def test_the_example_says_so_on_every_page(address):
    assert "演示" not in _get(address).content.decode()
    with override_settings(DEMO=True):
        assert "<strong>演示</strong>" in _get(address).content.decode()


def test_the_frame_has_language_viewport_skip_link_and_landmark():
    page = _get("/plain/").content.decode()
    assert '<html lang="zh-CN">' in page
    assert "width=device-width" in page
    assert 'href="#main"' in page
    assert page.index('href="#main"') < page.index('<main id="main"')
    assert "<footer" in page


def test_nothing_on_a_page_is_inline_or_from_elsewhere():
    page = _get("/desk/sign-in/").content.decode()
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)|https?://", page)


def test_a_public_page_sets_no_cookie():
    assert not _get("/plain/").cookies


def test_the_language_is_changed_and_kept_on_the_page():
    client = Client()
    answer = client.post("/language/", {"language": "en", "next": "/plain/"})
    assert (answer.status_code, answer.url) == (302, "/plain/")
    assert '<html lang="en">' in client.get("/plain/").content.decode()


def test_another_site_is_not_a_next_page():
    assert Client().post("/language/", {"language": "en", "next": "https://evil.example/"}).url == "/"
