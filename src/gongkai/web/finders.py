"""The files of npm packages that pages use, and no others."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SHIPPED = {
    "vendor/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
}


class NpmFinder(BaseFinder):
    """Find the shipped files in node_modules, as locked by package-lock.json."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing to check: what is not installed yet is simply not found."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Give the path on disk of a shipped file, or an empty list."""
        source = settings.NODE_MODULES / SHIPPED[path] if path in SHIPPED else None
        if source is None or not source.exists():
            return []
        return [str(source)] if find_all else str(source)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Give each shipped file once, through a storage that knows it by its name in the page."""
        storage = NpmStorage()
        yield from ((path, storage) for path in SHIPPED if self.find(path))


class NpmStorage(FileSystemStorage):
    """Opens a shipped file by its name in the page."""

    prefix = ""

    def path(self, name: str) -> str:
        """Give where the file lies in node_modules."""
        return str(settings.NODE_MODULES / SHIPPED[name])
