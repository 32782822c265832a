"""Why a file cannot be read, in one line."""

from dataclasses import dataclass


@dataclass(eq=False)
class Unreadable(ValueError):
    """A file that yields no report: what is wrong with it and what to do, in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh
