"""How the law says no: what is wrong, by which article, and what to do instead."""

from dataclasses import dataclass


@dataclass(eq=False)
class Unlawful(ValueError):
    """A step the law does not allow.

    article: citation, e.g. "条例第三十条"; zh: the reason in one sentence for the clerk;
    advice: what to do instead ("" when nothing can be done); en: the same reason in English.
    """

    article: str
    zh: str
    advice: str = ""
    en: str = ""

    def __str__(self) -> str:
        return f"{self.zh}（{self.article}）。{self.advice}"


@dataclass(eq=False)
class BadData(ValueError):
    """Data an operator gave that cannot be used: where it stands, what is wrong, what to do."""

    where: str
    zh: str
    en: str = ""

    def __str__(self) -> str:
        return f"{self.where}：{self.zh}"
