"""The two statutory forms of the annual report (条例第五十条第二款), read from data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.report.model import FormCode

FORM_CODES: tuple[FormCode, ...] = ("2019", "2021")


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column or a row that the form names."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    """A chapter: number "1".."6", statutory title, sub-heads (chapter 1 only)."""

    number: str
    title: str
    sections: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as printed, e.g. 一、总体情况."""
        return f"{'一二三四五六'[int(self.number) - 1]}、{self.title}"


@dataclass(frozen=True, slots=True)
class DisclosureBlock:
    """One block of table two: 第二十条第（…）项 with its columns and rows."""

    head: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[ColumnSpec, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of table three; groups are the heads it stands under, outermost first."""

    key: str
    label: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestsSpec:
    """Table three: the note in its corner, the head over the applicants, seven columns, the rows."""

    note: str
    head: str
    organisations: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[ResultRow, ...]

    @property
    def result_keys(self) -> tuple[str, ...]:
        """The rows that add up to （七）总计."""
        return tuple(row.key for row in self.rows if row.groups and row.key != "total")


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A group of five cells in table four with the heads above it."""

    key: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemediesSpec:
    """Table four: three groups of the same five columns."""

    groups: tuple[GroupSpec, ...]
    columns: tuple[ColumnSpec, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form: notice, years it is for, chapters, tables; title and preamble are templates."""

    code: FormCode
    notice: str
    first_year: int
    last_year: int
    title: str
    preamble: str
    fee_statement: bool
    chapters: tuple[ChapterSpec, ...]
    disclosure: tuple[DisclosureBlock, ...]
    requests: RequestsSpec
    remedies: RemediesSpec

    def label(self, where: str) -> str:
        """Name a place such as requests.d1.natural by its Chinese labels; the keys themselves where it has none."""
        return " ".join(self.labels(where)) or where

    def labels(self, where: str) -> tuple[str, str, str]:
        """Give (table, row, column) of a place in the form's own words, "" for what the place leaves out."""
        table, _, rest = where.partition(".")
        row, _, column = rest.partition(".")
        return _LABELLERS[table](self, row, column) if table in _LABELLERS else ("", "", "")


def _in(specs: tuple[ColumnSpec, ...], key: str) -> str:
    return next((one.label for one in specs if one.key == key), "")


def _requests_labels(form: Form, row: str, column: str) -> tuple[str, str, str]:
    found = next((one for one in form.requests.rows if one.key == row), None)
    if row == "balance":
        return "表三", "勾稽关系", _in(form.requests.columns, column)
    label = "".join((*(found.groups[1:]), found.label)) if found else ""
    return "表三", label, _in(form.requests.columns, column)


def _disclosure_labels(form: Form, row: str, column: str) -> tuple[str, str, str]:
    for block in form.disclosure:
        if any(one.key == row for one in block.rows):
            return "表二", f"{block.head}{_in(block.rows, row)}", _in(block.columns, column)
    return "表二", "", ""


def _remedies_labels(form: Form, group: str, column: str) -> tuple[str, str, str]:
    found = next((one for one in form.remedies.groups if one.key == group), None)
    return "表四", "".join(found.heads) if found else "", _in(form.remedies.columns, column)


_LABELLERS = {"requests": _requests_labels, "disclosure": _disclosure_labels, "remedies": _remedies_labels}


def _specs(rows: list[Mapping[str, str]]) -> tuple[ColumnSpec, ...]:
    return tuple(ColumnSpec(row["key"], row["label"]) for row in rows)


def _form(data: Mapping[str, Any]) -> Form:
    requests, remedies = data["requests"], data["remedies"]
    return Form(
        **{
            name: data[name]
            for name in ("code", "notice", "first_year", "last_year", "title", "preamble", "fee_statement")
        },
        chapters=tuple(
            ChapterSpec(row["number"], row["title"], tuple(row.get("sections", ())))
            for row in data["chapters"]
        ),
        disclosure=tuple(
            DisclosureBlock(row["head"], _specs(row["columns"]), _specs(row["rows"]))
            for row in data["disclosure"]
        ),
        requests=RequestsSpec(
            requests["note"],
            requests["head"],
            requests["organisations"],
            _specs(requests["columns"]),
            tuple(ResultRow(row["key"], row["label"], tuple(row["groups"])) for row in requests["rows"]),
        ),
        remedies=RemediesSpec(
            tuple(GroupSpec(row["key"], tuple(row["heads"])) for row in remedies["groups"]),
            _specs(remedies["columns"]),
        ),
    )


@cache
def form(code: FormCode) -> Form:
    """Give the form of 2019 (国办公开办函〔2019〕60号) or of 2021 (国办公开办函〔2021〕30号)."""
    page = files("gongkai.report") / "data" / f"form-{code}.toml"
    return _form(tomllib.loads(page.read_text("utf-8")))


def form_for_year(year: int) -> Form:
    """Give the form that a report of the year must use; ValueError before 2019."""
    for code in FORM_CODES:
        if form(code).first_year <= year <= form(code).last_year:
            return form(code)
    raise ValueError(f"{year}年没有统一的年度报告格式，2019年起才有（国办公开办函〔2019〕60号）。")
