"""Reading the desk's pages in tests: the alert, the links, how many queries a page asks."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html


def tree(answer: Any) -> Any:
    """The page as a tree of elements."""
    return html.fromstring(answer.content.decode())


def problems(answer: Any) -> dict[str, str]:
    """What the summary says is wrong: the field it links to ("" for none) → the sentence."""
    found = tree(answer).xpath("//*[@role='alert']//li")
    return {"".join(one.xpath("a/@href")).removeprefix("#id_"): one.text_content() for one in found}


def links(answer: Any) -> set[str]:
    """The addresses that the main part of a page leads to."""
    return set(tree(answer).xpath("//main//a/@href"))


def row_heads(answer: Any) -> list[str]:
    """The first cell of every row of the page's first list, in order."""
    return [one.text_content().strip() for one in tree(answer).xpath("(//tbody)[1]/tr/td[1]")]


def queries(client: Client, path: str) -> int:
    """How many times a page asks the database, once the session stands."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
