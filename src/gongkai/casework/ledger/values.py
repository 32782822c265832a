"""What stands in a cell of a ledger as a value of ours; ValueError says in one sentence what is wrong."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gongkai.casework.ledger.columns import folded, words
from gongkai.casework.models import ApplicantKind, DeliveryMode
from gongkai.law.outcomes import standard
from gongkai.law.receipt import Channel

_DAY = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
FEWEST = 3  # characters by which a word tells a label that holds it
EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of Excel's numbers, its false 29 February 1900 counted in
EXCEL_DAYS = range(36526, 73051)  # 2000-01-01 to 2099-12-31


def text_of(value: Any) -> str:
    """Give a cell as text; a whole number that Excel keeps as 1.0 is 1."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def day_of_cell(value: Any) -> date | None:
    """Give a cell as a day: Excel's own dates, their bare numbers, and the ways people type them."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(value)
    if not text or text in "/-—无":
        return None
    if text.isdecimal() and int(text) in EXCEL_DAYS:
        return EXCEL_EPOCH + timedelta(days=int(text))
    match = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        raise ValueError(_("“%(text)s”不是存在的日期") % {"text": text}) from None
    raise ValueError(_("“%(text)s”看不出是哪一天，请写作 2026-03-02") % {"text": text})


def number_of_cell(value: Any) -> int | None:
    """Give a cell as a whole number of days."""
    text = text_of(value).removesuffix("个工作日").removesuffix("天").removesuffix("日").strip()
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    raise ValueError(_("“%(text)s”不是整数") % {"text": text})


def _labels(column: str) -> dict[str, str]:
    """The labels of our own lists, which an exported ledger carries."""
    choices: dict[str, list[tuple[str, Any]]] = {
        "outcome": [(one.code, one.label) for one in standard().all()],
        "channel": [(one.value, one.label) for one in Channel],
        "kind": list(ApplicantKind.choices),
        "delivery_mode": [(one.value, one.label) for one in DeliveryMode],
    }
    return {str(label): value for value, label in choices[column]}


def choice_of_cell(column: str, value: Any) -> str:
    """Give a cell of a column with fixed values as our value, "" for an empty one."""
    text = text_of(value)
    if not text:
        return ""
    found = _labels(column).get(text) or words()[column].get(folded(text))
    if found:
        return found
    like = _like(column, folded(text))
    if len(like) == 1:
        return like.pop()
    shown = {"text": text, "allowed": "、".join(_allowed(column))}
    raise ValueError(_("“%(text)s”对不上，可以写：%(allowed)s") % shown)


def _like(column: str, text: str) -> set[str]:
    """What our own labels hold of a text that is long enough to tell."""
    return {value for label, value in _labels(column).items() if len(text) >= FEWEST and text in label}


def _allowed(column: str) -> list[str]:
    if column == "outcome":
        return [one.label for one in standard().all()]
    first: dict[str, str] = {}
    for word, value in words()[column].items():
        first.setdefault(value, word)
    return list(first.values())
