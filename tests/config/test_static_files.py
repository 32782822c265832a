"""Style sheets and scripts without the internet and without DEBUG: collected, fingerprinted, compressed, served."""

import io
import re

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from gongkai.config import settings as product


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The product's own static settings over a folder of this test."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=product.STORAGES, MIDDLEWARE=product.MIDDLEWARE):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


def _get(path):
    answer = {}
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "HTTP_ACCEPT_ENCODING": "gzip",
    }  # fmt: skip
    body = get_wsgi_application()(
        environ, lambda status, headers: answer.update(status=status, headers=dict(headers))
    )
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return answer, content


@pytest.mark.django_db
def test_a_page_links_only_to_files_that_are_served_for_a_year(collected):
    page = _get("/desk/sign-in/")[1].decode()
    links = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(links) == 3
    for link in links:
        answer, _ = _get(link)
        assert answer["status"] == "200 OK", link
        assert "immutable" in answer["headers"]["Cache-Control"]


def test_only_what_pages_use_is_collected(collected):
    names = {path.relative_to(collected).as_posix() for path in collected.rglob("*") if path.is_file()}
    assert {"vendor/bootstrap.min.css", "vendor/htmx.min.js", "web/gongkai.css", "web/icon.svg"} <= names
    assert not [name for name in names if "axe" in name or "popper" in name]


def test_no_file_points_to_another_host(collected):
    for path in (collected / "web").rglob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", path.read_text("utf-8"))
    assert django_settings.STATIC_URL == "/static/"
