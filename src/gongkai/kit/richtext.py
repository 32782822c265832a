"""Text that people paste: kept clean on the way in, so that whatever is stored can be shown."""

import html
import re

import nh3

TAGS = frozenset(
    {
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "u",
        "sub",
        "sup",
        "blockquote",
        "a",
    }
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
SCHEMES = frozenset({"http", "https", "mailto"})
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")


def clean(body: str) -> str:
    """Give a body as HTML with harmless tags only; plain text becomes a paragraph for each line."""
    if _MARKUP.search(body):
        return nh3.clean(body, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES)).strip()
    lines = (line.strip() for line in body.splitlines())
    return "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)
