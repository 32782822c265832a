"""Compile the report of an agency-year from the ledgers, the entered figures, the chapters and the agency's record."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.casework.queries import year_counts
from gongkai.report.cells import counted, of, parse
from gongkai.report.forms import ChapterSpec, Form, form_for_year
from gongkai.report.forms import form as form_of_code
from gongkai.report.model import Cell, Chapter, Contact, FormCode, Meaning, Preamble, Report
from gongkai.reporting.facts import fee_sentence, says_fees
from gongkai.reporting.models import AnnualReport, Figure
from gongkai.reporting.places import REMEDY_TOTAL, cell

BLANK = parse("")
NUMERALS = "一二三四五六七八九十"


def compile_report(agency: Agency, year: int, *, today: date, form: FormCode | None = None) -> Report:
    """Give the report of a year as the ledgers stand, in the form the year requires unless another one is asked for.

    A figure nobody entered is a blank cell, a chapter nobody wrote is empty. ValueError for a year without a form
    (before 2019) and for one that has not begun.
    """
    if year > today.year:
        raise ValueError(f"{year}年还没有开始，不能编制年度报告。")
    spec = form_of_code(form) if form else form_for_year(year)
    figures = dict(Figure.objects.filter(agency=agency, year=year).values_list("where", "value"))
    row = AnnualReport.objects.filter(agency=agency, year=year).first()
    return Report(
        name=f"{agency.code}-{year}",
        agency=agency.name,
        agency_code=agency.code,
        year=year,
        form=spec.code,
        title=spec.title.format(issuer=agency.name, year=year),
        preamble=_preamble(agency, spec, year),
        disclosure=_disclosure(spec, figures),
        requests=_requests(agency, spec, year),
        remedies=_remedies(spec, figures),
        chapters=_chapters(agency, spec, year, row.chapters if row else {}),
    )


def _requests(agency: Agency, spec: Form, year: int) -> dict[str, tuple[Cell, ...]]:
    counts = year_counts(agency.pk, year, spec.code)
    columns = [column.key for column in spec.requests.columns]
    return {row.key: tuple(of(counts[row.key, column]) for column in columns) for row in spec.requests.rows}


def _figure(figures: Mapping[str, Decimal | None], where: str) -> Cell:
    return cell(figures[where]) if where in figures else BLANK


def _disclosure(spec: Form, figures: Mapping[str, Decimal | None]) -> dict[str, dict[str, Cell]]:
    return {
        row.key: {
            column.key: _figure(figures, f"disclosure.{row.key}.{column.key}") for column in block.columns
        }
        for block in spec.disclosure
        for row in block.rows
    }


def _remedies(spec: Form, figures: Mapping[str, Decimal | None]) -> dict[str, tuple[Cell, ...]]:
    return {group.key: _remedy_group(spec, figures, group.key) for group in spec.remedies.groups}


def _remedy_group(spec: Form, figures: Mapping[str, Decimal | None], group: str) -> tuple[Cell, ...]:
    """Four entered cells and their sum, which stays blank while one of them is."""
    keys = [column.key for column in spec.remedies.columns if column.key != REMEDY_TOTAL]
    parts = [_figure(figures, f"remedies.{group}.{key}") for key in keys]
    known = all(part.meaning is not Meaning.BLANK for part in parts)
    return (*parts, of(sum((counted(part) for part in parts), start=0)) if known else BLANK)


def _preamble(agency: Agency, spec: Form, year: int) -> Preamble:
    text = spec.preamble.format(
        issuer=agency.name,
        year=year,
        download=f"政府网站（{agency.website}）" if agency.website else "政府网站",
        office=agency.office_name or agency.name,
        address=agency.address,
        phone=agency.phone,
        postcode=agency.postcode,
        email=f"，电子邮箱：{agency.email}" if agency.email else "",
    )
    return Preamble(
        text=text,
        issuer=agency.name,
        period=(date(year, 1, 1), date(year, 12, 31)),
        download=(agency.website,) if agency.website else (),
        contact=Contact(agency.address, agency.phone, agency.postcode, agency.email),
    )


def _chapters(agency: Agency, spec: Form, year: int, written: Mapping[str, Any]) -> dict[str, Chapter]:
    chapters = {one.number: _chapter(one, written.get(one.number, {})) for one in spec.chapters}
    last = chapters["6"]
    if spec.fee_statement and not says_fees(last.text):
        sentence = fee_sentence(agency.pk, year)
        chapters["6"] = Chapter(last.title, "\n".join(filter(None, (last.text, sentence))), last.sections)
    return chapters


def _chapter(spec: ChapterSpec, written: Mapping[str, Any]) -> Chapter:
    """The text is the whole of the chapter as printed, the numbered sub-heads in it; sections gives them again."""
    texts: Mapping[str, str] = written.get("sections", {})
    sections = {head: texts[head] for head in spec.sections if texts.get(head)}
    whole = [written.get("text", "")]
    for place, (head, text) in zip(NUMERALS, sections.items(), strict=False):
        whole += [f"（{place}）{head}", text]
    return Chapter(spec.title, "\n".join(part for part in whole if part), sections)
