"""Every route of the product, walked from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.access import AccessRule, rule_of


@dataclass(frozen=True)
class Route:
    """A route: its full name, its path as written, its view's rule, and whether it takes arguments."""

    name: str
    path: str
    rule: AccessRule | None
    arguments: frozenset[str]
    view: Any

    def __str__(self) -> str:
        return self.name or self.path


def _walk(
    patterns: list[URLPattern | URLResolver], names: tuple[str, ...], path: str, arguments: frozenset[str]
) -> Iterator[Route]:
    for one in patterns:
        here = path + str(one.pattern)
        taken = arguments | set(one.pattern.converters) | set(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            deeper = (*names, one.namespace) if one.namespace else names
            yield from _walk(one.url_patterns, deeper, here, taken)
        else:
            name = ":".join([*names, one.name]) if one.name else ""
            yield Route(name, here, rule_of(one.callback), taken, one.callback)


ROUTES = tuple(_walk(get_resolver().url_patterns, (), "/", frozenset()))
