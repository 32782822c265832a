"""The language of the command line: Chinese unless the environment asks for English."""

import os


def english() -> bool:
    """Tell whether GONGKAI_LANG, or else the locale, asks for English."""
    asked = os.environ.get("GONGKAI_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return asked.lower().startswith("en")


def t(zh: str, en: str) -> str:
    """Pick the text for the person at this terminal."""
    return en if english() else zh
