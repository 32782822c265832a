"""What can be done to the report of an agency-year: figures, chapters, compile, publish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.kit.dates import day_of, start_of
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from gongkai.report.checks import Finding, Level, check
from gongkai.report.forms import form_for_year
from gongkai.report.writers.json_writer import report_json
from gongkai.reporting.access import PERMISSIONS
from gongkai.reporting.compiler import compile_report
from gongkai.reporting.models import AnnualReport, Figure, ReportState
from gongkai.reporting.places import figure_places
from gongkai.reporting.queries import frozen_report, missing_figures

ARTICLE = "条例第四十九条、第五十条"


class Stale(RuntimeError):
    """Somebody else changed the report after the clerk opened it."""


class NotReady(ValueError):
    """A report that cannot be published as it stands: findings are the errors the checks found."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure as entered: a number, or None for what does not apply, and then the reason."""

    value: Decimal | None
    reason: str = ""


# figures and chapters ----------------------------------------------------------------------------------------------


@transaction.atomic
def enter_figures(
    *, agency: Agency, year: int, actor: Person, at: datetime, entered: Mapping[str, Entered]
) -> None:
    """Enter numbers that no ledger counts, each by the place of its cell. BadEntry names every place that is wrong."""
    require(actor, PERMISSIONS["enter"], agency, day_of(at))
    _check_figures(year, entered)
    row = _draft(agency, year, at)
    for where, one in entered.items():
        Figure.objects.update_or_create(
            agency=agency,
            year=year,
            where=where,
            defaults={
                "value": one.value,
                "reason": one.reason.strip(),
                "entered_by": actor,
                "entered_at": at,
            },
        )
    row.version += 1
    row.save()
    _audit(row, Verb.FIGURE_ENTERED, actor, at, **{where: one.value for where, one in entered.items()})


def enter_figure(
    *,
    agency: Agency,
    year: int,
    actor: Person,
    at: datetime,
    where: str,
    value: Decimal | None,
    reason: str = "",
) -> None:
    """Enter one number by the place of its cell."""
    enter_figures(agency=agency, year=year, actor=actor, at=at, entered={where: Entered(value, reason)})


def enter_zeros(*, agency: Agency, year: int, actor: Person, at: datetime, reason: str) -> int:
    """Enter 0 wherever nothing was entered yet, with the reason for all of them, and give how many that were."""
    places = missing_figures(agency.pk, year)
    entered = {where: Entered(Decimal(0), reason) for where in places}
    enter_figures(agency=agency, year=year, actor=actor, at=at, entered=entered)
    return len(places)


def _check_figures(year: int, entered: Mapping[str, Entered]) -> None:
    form = form_for_year(year)
    known = frozenset(figure_places(form))
    problems = {}
    for where, one in entered.items():
        name = form.label(where)
        if where not in known:
            problems[where] = _("%(name)s：不是本年度格式中由人工填报的数据项。") % {"name": name}
        elif one.value is None and not one.reason.strip():
            problems[where] = _("%(name)s：不适用的请说明理由。") % {"name": name}
        elif one.value is not None and not _possible(where, one.value):
            problems[where] = _("%(name)s：应为不小于零的整数，金额可有小数，增减可为负数。") % {"name": name}
    if problems:
        raise BadEntry(problems)


def _possible(where: str, value: Decimal) -> bool:
    """Amounts of money may have decimals, changes may be negative; everything else counts things."""
    column = where.rsplit(".", 1)[-1]
    whole = value == value.to_integral_value()
    return (whole or column.startswith("amount")) and (value >= 0 or column == "change")


@transaction.atomic
def write_chapter(
    *,
    agency: Agency,
    year: int,
    version: int,
    actor: Person,
    at: datetime,
    number: str,
    text: str,
    sections: Mapping[str, str] | None = None,
) -> AnnualReport:
    """Write a chapter ("1".."6") and, for the first, its sub-heads. version is that of the report, 0 for a new one."""
    require(actor, PERMISSIONS["write"], agency, day_of(at))
    spec = next((one for one in form_for_year(year).chapters if one.number == number), None)
    if spec is None:
        raise BadEntry({"number": _("章：没有第%(number)s章。") % {"number": number}})
    unknown = set(sections or {}) - set(spec.sections)
    if unknown:
        raise BadEntry({"sections": _("小节：没有“%(names)s”。") % {"names": "、".join(sorted(unknown))}})
    row = _draft(agency, year, at)
    _refuse_stale(row, version)
    texts = {head: words.strip() for head, words in (sections or {}).items()}
    row.chapters = {**row.chapters, number: {"text": text.strip(), "sections": texts}}
    row.version += 1
    row.save()
    row.written_by.add(actor)
    _audit(row, Verb.REPORT_WRITTEN, actor, at, chapter=number)
    return row


def _draft(agency: Agency, year: int, at: datetime) -> AnnualReport:
    """Give the locked report to work on; a compiled one goes back to draft, a published one stays as it is."""
    if year > day_of(at).year:
        raise BadEntry({"year": _("年度：%(year)s年还没有开始。") % {"year": year}})
    row, _made = AnnualReport.objects.select_for_update().get_or_create(
        agency=agency, year=year, defaults={"form": form_for_year(year).code}
    )
    if row.state == ReportState.PUBLISHED:
        raise Unlawful(
            ARTICLE, f"{year}年度报告已经发布，不能再修改", "如有错误，请发布更正。", "it is published"
        )
    row.state = ReportState.DRAFT
    return row


def _refuse_stale(row: AnnualReport, version: int) -> None:
    if row.version != version:
        raise Stale(_("这份年度报告已被他人更新，您的修改没有保存。请看过最新内容后再操作。"))


# compile and publish -----------------------------------------------------------------------------------------------


@transaction.atomic
def compile_year(*, agency: Agency, year: int, actor: Person, at: datetime) -> AnnualReport:
    """Compile the report from the ledgers and keep it for publication. Whatever is changed after needs a new one."""
    require(actor, PERMISSIONS["compile"], agency, day_of(at))
    row = _draft(agency, year, at)
    report = compile_report(agency, year, today=day_of(at))
    row.form, row.frozen = report.form, report_json(report)
    row.state, row.compiled_by, row.compiled_at = ReportState.COMPILED, actor, at
    row.version += 1
    row.save()
    _audit(row, Verb.REPORT_COMPILED, actor, at, frozen=row.frozen)
    return row


@transaction.atomic
def publish(
    *, report: AnnualReport, version: int, actor: Person, at: datetime, history: date | None = None
) -> AnnualReport:
    """Publish a compiled report that somebody else compiled; from then on it stays as it is.

    history is the day on which it was published elsewhere before (历史导入). NotReady while the checks find errors,
    figures are missing, or the ledgers have moved since it was compiled.
    """
    row = AnnualReport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)
    require(actor, PERMISSIONS["publish"], row.agency, day_of(at))
    _refuse_stale(row, version)
    _refuse_unlawful(row, actor, day_of(at))
    _refuse_unready(row, day_of(at))
    row.state, row.published_by = ReportState.PUBLISHED, actor
    row.published_at, row.history = (start_of(history) if history else at), history is not None
    row.version += 1
    row.save()
    _audit(row, Verb.REPORT_PUBLISHED, actor, at, frozen=row.frozen, history=history)
    return row


def _refuse_unlawful(row: AnnualReport, actor: Person, today: date) -> None:
    if row.state != ReportState.COMPILED:
        label = ReportState(row.state).label
        raise Unlawful(ARTICLE, f"“{label}”的年度报告不能发布", "请先编制。", "compile it first")
    if row.year >= today.year:
        raise Unlawful(
            ARTICLE, f"{row.year}年的统计期限尚未届满", "请在年度结束后发布。", "the year is not over"
        )
    if row.compiled_by_id == actor.pk:
        raise Unlawful(
            "条例第四条、第四十九条",
            "不能由编制人自己发布",
            "请由另一名有权限的人员发布。",
            "two people publish",
        )


def _refuse_unready(row: AnnualReport, today: date) -> None:
    missing = missing_figures(row.agency_id, row.year)
    if missing:
        raise NotReady(_("表二、表四还有%(n)s项没有填报。") % {"n": len(missing)})
    errors = tuple(one for one in check(frozen_report(row)) if one.level is Level.ERROR)
    if errors:
        raise NotReady(_("检查发现%(n)s处错误，改正后才能发布。") % {"n": len(errors)}, errors)
    if report_json(compile_report(row.agency, row.year, today=today)) != row.frozen:
        raise NotReady(_("编制之后台账或者机关信息有变化，请重新编制。"))


def _audit(row: AnnualReport, verb: Verb, actor: Person, at: datetime, **fields: Any) -> None:
    record(
        chain_agency_id=row.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="annual_report",
        subject_id=row.pk,
        fields={"state": row.state, **fields},
        at=at,
    )
