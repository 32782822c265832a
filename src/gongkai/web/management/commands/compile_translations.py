"""Compile the translations without GNU gettext, so that an installation needs no system package."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalogue(source: Path) -> Path:
    """Compile one .po file beside itself and give the path of the .mo file."""
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parents[1].name)
    target = source.with_suffix(".mo")
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return target


class Command(BaseCommand):
    """compile_translations: every .po under LOCALE_PATHS becomes a .mo."""

    help = "Compile the translations (no GNU gettext needed)"

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile all catalogues."""
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compile_catalogue(source)
