"""What the sources ask to be translated, and the English catalogue; read with Babel, so no GNU gettext is needed."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import gongkai

SOURCES = Path(gongkai.__file__).parent
PO = SOURCES / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **{name: None for name in ("_", "gettext", "gettext_lazy", "gettext_noop")},
    **{name: (1, 2) for name in ("ngettext", "ngettext_lazy")},
    **{name: ((1, "c"), 2) for name in ("pgettext", "pgettext_lazy")},
}
HAN = re.compile(r"[\u3400-\u9fff]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def asked_for() -> Iterator[tuple[str, str]]:
    """Give (file, message id) for everything marked for translation in the product."""
    for path in sorted([*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html")]):
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            text = (
                f"(\n{templatize(text, origin=str(path))}\n)"  # in brackets its indentation does not matter
            )
        for found in extract("python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}):
            ids = found[1] if isinstance(found[1], tuple) else (found[1],)
            yield str(path.relative_to(SOURCES)), ids[0]


def english() -> Catalog:
    """Read the catalogue."""
    with PO.open("rb") as text:
        return read_po(text, locale="en")
