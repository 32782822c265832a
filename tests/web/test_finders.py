"""The npm files a page may use."""

import pytest

from gongkai.web.finders import SHIPPED, NpmFinder


@pytest.fixture
def finder(tmp_path, settings):
    """A finder over a node_modules with one of the files."""
    settings.NODE_MODULES = tmp_path
    source = tmp_path / SHIPPED["vendor/htmx.min.js"]
    source.parent.mkdir(parents=True)
    source.write_text("htmx")
    return NpmFinder()


def test_a_shipped_file_that_is_installed_is_found(finder):
    found = finder.find("vendor/htmx.min.js")
    assert found.endswith("htmx.org/dist/htmx.min.js")
    assert finder.find("vendor/htmx.min.js", find_all=True) == [found]


def test_what_is_not_shipped_or_not_installed_is_not_found(finder):
    assert finder.find("vendor/bootstrap.min.css") == []
    assert finder.find("htmx.org/package.json") == []


def test_collecting_gives_each_file_by_its_name_in_the_page(finder):
    [(name, storage)] = finder.list(None)
    assert name == "vendor/htmx.min.js"
    with storage.open(name) as file:
        assert file.read() == b"htmx"
    assert finder.check() == []
