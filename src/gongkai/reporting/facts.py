"""The year's facts as sentences, counted from the ledgers, for whoever writes the chapters."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.casework.models import CaseEvent
from gongkai.casework.queries import TOTAL, year_counts
from gongkai.publishing.models import SecrecyReview
from gongkai.publishing.queries import items_of_year
from gongkai.publishing.queries import year_counts as published_counts
from gongkai.report.forms import ResultRow, form_for_year

FEE_RULES = "《政府信息公开信息处理费管理办法》"
FEE_WORD = "信息处理费"


def suggestions(agency: Agency, year: int) -> Mapping[str, tuple[str, ...]]:
    """Give sentences for a chapter ("6") or a sub-head of chapter one ("1.主动公开"), by that place.

    Each is made of counts and names the ledger knows; what nobody recorded is not made up. ValueError before 2019.
    """
    platform = next(one for one in form_for_year(year).chapters[0].sections if "平台" in one)
    offered = {
        "1.主动公开": _published(agency, year),
        "1.依申请公开": _applications(agency, year),
        "1.政府信息管理": _reviews(agency, year),
        f"1.{platform}": _platform(agency),
        "6": (fee_sentence(agency.pk, year),),
    }
    return {place: tuple(one for one in sentences if one) for place, sentences in offered.items()}


def _published(agency: Agency, year: int) -> tuple[str, ...]:
    counts = published_counts(agency.pk, year)
    total = sum(one.count for one in counts)
    parts = "、".join(f"{one.column.name}{one.count}条" for one in counts)
    return (f"{year}年主动公开政府信息{total}条" + (f"，其中{parts}。" if parts else "。"),)


def _applications(agency: Agency, year: int) -> tuple[str, ...]:
    form = form_for_year(year)
    counts = year_counts(agency.pk, year, form.code)
    received, carried = counts["received", TOTAL], counts["carried_in", TOTAL]
    first = f"{year}年新收政府信息公开申请{received}件，上年结转{carried}件。"
    done, out = counts[TOTAL, TOTAL], counts["carried_out", TOTAL]
    results = [row for row in form.requests.rows if row.key in form.requests.result_keys]
    parts = "、".join(f"{_short(row)}{counts[row.key, TOTAL]}件" for row in results if counts[row.key, TOTAL])
    second = f"年内办结{done}件" + (f"（{parts}）" if parts else "") + f"，结转下年度{out}件。"
    return (first, second)


def _short(row: ResultRow) -> str:
    """The name of a row without its number and its bracketed note."""
    return row.label.split("）", 1)[-1].split("（", 1)[0].split(".", 1)[-1]


def _reviews(agency: Agency, year: int) -> tuple[str, ...]:
    reviewed = (
        SecrecyReview.objects.filter(item__in=items_of_year(agency.pk, year))
        .values("item")
        .distinct()
        .count()
    )
    return (f"全年对拟公开的信息逐件进行保密审查，共{reviewed}件。",) if reviewed else ()


def _platform(agency: Agency) -> tuple[str, ...]:
    return (f"政府信息通过政府网站（{agency.website}）集中公开。",) if agency.website else ()


def says_fees(text: str) -> bool:
    """Tell whether a text speaks of the fee."""
    return FEE_WORD in text


def fee_sentence(agency_id: int, year: int) -> str:
    """Give the statement on fees where the ledger can make it: no notice went out and nothing was paid; else nothing.

    How much was collected stands in no ledger, so that a year with fees is stated by hand.
    """
    in_year = Q(on__gte=date(year, 1, 1), on__lte=date(year, 12, 31), kind__in=("fee_notice", "fee_paid"))
    if CaseEvent.objects.filter(in_year, application__agency_id=agency_id).exists():
        return ""
    return f"依据{FEE_RULES}，{year}年度本机关未收取{FEE_WORD}。"
