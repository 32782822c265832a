"""Start Django for the commands that need the database."""

import os

import django


def boot() -> None:
    """Load settings and apps once; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    django.setup()
