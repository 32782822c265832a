"""Reading items: what the desk sees, what anybody sees, and how much was published in a year."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.kit.dates import start_of
from gongkai.law.catalogue import Category, category
from gongkai.publishing.models import Item, ItemSet, OwnColumn, SecrecyReview

# What applications and titles say whatever they are about.
_IDLE = re.compile(
    "请求|申请|公开|政府|信息|文件|资料|材料|相关|有关|关于|情况|公示|公告|通知|获取|提供|全部|所有|人民|本人|希望|想要|需要|你们|贵局|贵镇|贵县"
)
_RUNS = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z0-9]{2,}")
LONGEST_ASKED, WORDS_ASKED, SHARED_WORDS, CLOSE_LOOKED_AT = 300, 40, 2, 500
ONCE_PUBLISHED = ("published", "repealed", "expired")


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """A column of the office with the number of its items."""

    column: OwnColumn
    count: int


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """A category of the statutory catalogue with the number of items in it."""

    category: Category
    count: int


# the desk ----------------------------------------------------------------------------------------------------------


def visible(scope: QuerySet[Agency]) -> ItemSet:
    """Give the items of the agencies in scope, drafts first, then the newest."""
    found = Item.objects.of(scope).select_related("agency", "column", "drafted_by", "released_by")
    return found.order_by("-created_at", "-pk")


def find(scope: QuerySet[Agency], pk: int) -> Item:
    """Give one item in scope. Item.DoesNotExist for any other, so that nobody learns of it."""
    return visible(scope).get(pk=pk)


def waiting(scope: QuerySet[Agency], *statuses: str) -> ItemSet:
    """Give the items in scope that wait in one of the statuses, the oldest first."""
    return visible(scope).filter(status__in=statuses).order_by("created_at", "pk")


def reviews(item: Item) -> QuerySet[SecrecyReview]:
    """Give the secrecy reviews of an item in their order."""
    return item.secrecy_reviews.select_related("reviewer").all()


def columns(agency: Agency) -> QuerySet[OwnColumn]:
    """Give the columns of an office in their order."""
    return OwnColumn.objects.filter(agency=agency)


# the public --------------------------------------------------------------------------------------------------------


def public(agency: Agency, at: datetime) -> ItemSet:
    """Give what anybody may see of an agency at the moment, newest first; everything public starts here."""
    found = Item.objects.public(at).filter(agency=agency)
    return found.select_related("column", "agency").order_by("-published_at", "-pk")


def public_everywhere(at: datetime) -> ItemSet:
    """Give what anybody may see of every agency at the moment, in the order of publication."""
    found = Item.objects.public(at).select_related("agency").order_by("published_at", "pk")
    return found.only("published_at", "agency__slug")


def public_item(agency: Agency, pk: int, at: datetime) -> Item:
    """Give one public item. Item.DoesNotExist for what is not public."""
    return public(agency, at).get(pk=pk)


def found_public(
    agency: Agency,
    at: datetime,
    *,
    text: str = "",
    column: int | None = None,
    category: str = "",
    year: int | None = None,
) -> ItemSet:
    """Give the public items whose title or document number holds the text, of a column, category and year if given."""
    items = public(agency, at)
    if text:
        items = items.filter(Q(title__icontains=text) | Q(document_number__icontains=text))
    if column is not None:
        items = items.filter(column=column)
    if category:
        items = items.filter(category_code=category)
    if year is not None:
        items = items.filter(
            published_at__gte=start_of(date(year, 1, 1)), published_at__lt=start_of(date(year + 1, 1, 1))
        )
    return items


def may_answer(agency: Agency, text: str, at: datetime, *, most: int = 5) -> list[Item]:
    """Give the public items whose title or number shares most words with a text, the closest first.

    A word is two neighbouring characters, since titles are not divided into words; a title must share two that say
    something, which leaves out what every application and every title says.
    """
    words = telling_words(text)[:WORDS_ASKED]
    if len(words) < SHARED_WORDS:
        return []
    asked = reduce(or_, (Q(title__contains=one) | Q(document_number__contains=one) for one in words))
    near = [(_shared(one, words), one) for one in public(agency, at).filter(asked)[:CLOSE_LOOKED_AT]]
    close = [(shared, one) for shared, one in near if shared >= SHARED_WORDS]
    return [one for _shared_words, one in sorted(close, key=lambda pair: -pair[0])[:most]]


def telling_words(text: str) -> list[str]:
    """Give the pairs of neighbouring Chinese characters, and the numbers, that say what a text is about, in its order."""
    runs = _RUNS.findall(_IDLE.sub(" ", text[:LONGEST_ASKED]))
    return list(dict.fromkeys(word for run in runs for word in _words(run)))


def _words(run: str) -> list[str]:
    return [run] if run.isascii() else [run[start : start + 2] for start in range(len(run) - 1)]


def _shared(item: Item, words: list[str]) -> int:
    told = f"{item.title} {item.document_number}"
    return sum(word in told for word in words)


def public_years(agency: Agency, at: datetime) -> list[int]:
    """Give the years in which an agency published what is public now, newest first."""
    return [moment.year for moment in public(agency, at).datetimes("published_at", "year", order="DESC")]


def was_withdrawn(agency: Agency, pk: int) -> bool:
    """Tell whether an item was public once and was taken away, so that its address answers 410."""
    return Item.objects.filter(agency=agency, pk=pk, withdrawn_at__isnull=False).exists()


def by_column(agency: Agency, at: datetime) -> list[ColumnCount]:
    """Give the office's columns in their order, each with the number of its public items, empty ones too."""
    seen = Q(items__in=Item.objects.public(at).filter(agency=agency))
    counted = columns(agency).annotate(number=Count("items", filter=seen))
    return [ColumnCount(column, column.number) for column in counted]


def by_category(agency: Agency, at: datetime) -> list[CategoryCount]:
    """Give the statutory categories that have public items, in the order of the law."""
    rows = public(agency, at).order_by().values_list("category_code").annotate(Count("pk"))
    return sorted((CategoryCount(category(code), count) for code, count in rows), key=_place_in_law)


def _place_in_law(row: CategoryCount) -> tuple[int, ...]:
    return tuple(int(part) for part in row.category.code.split("-"))


# a year in figures -------------------------------------------------------------------------------------------------


def items_of_year(agency_id: int, year: int) -> ItemSet:
    """Give what an agency published in a year by Shanghai's calendar; what was withdrawn does not count."""
    first, after = start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))
    return Item.objects.filter(
        agency_id=agency_id, status__in=ONCE_PUBLISHED, published_at__gte=first, published_at__lt=after
    )


def year_counts(agency_id: int, year: int) -> list[ColumnCount]:
    """Count what was published in a year by the office's own columns, those with nothing left out."""
    rows = dict(items_of_year(agency_id, year).order_by().values_list("column").annotate(Count("pk")))
    found = OwnColumn.objects.filter(pk__in=rows).order_by("order", "pk")
    return [ColumnCount(column, rows[column.pk]) for column in found]
